"""How a notification leaves the house. A channel without a sender here keeps its letters (state "kept")."""

from contextlib import suppress
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from foundation.notifications.messages import render
from foundation.notifications.models import EMAIL, Notification


class Mail:
    """Letters of one run, over one connection that is opened for the first of them."""

    def __init__(self):
        self.connection = get_connection()

    def send(self, row: Notification) -> None:
        """A letter sent again carries the same Message-ID, so that mailboxes show it once."""
        subject, body = render(row)
        host = urlsplit(settings.PORTAL_URL).hostname
        headers = {"Message-ID": f"<{row.pk}@{host}>", "Auto-Submitted": "auto-generated"}
        letter = EmailMessage(subject, body, to=[row.address], headers=headers, connection=self.connection)
        self.connection.open()
        letter.send()

    def close(self) -> None:
        with suppress(SMTPException, OSError):
            self.connection.close()


SENDERS = {EMAIL: Mail}
