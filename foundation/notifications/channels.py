"""How a notification leaves the house. A channel whose sender is None keeps its letters (state "kept")."""

from contextlib import suppress
from datetime import timedelta
from http.client import HTTPException
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from foundation.notifications import gateway
from foundation.notifications.letters import letter, sms
from foundation.notifications.models import Notification
from foundation.notifications.ways import EMAIL, SMS

Reason = Notification.Reason


class Refused(Exception):
    """The other side will never take this letter; `reason` is kept with it."""

    def __init__(self, reason: str):
        self.reason = reason


class NotNow(Exception):
    """It may be taken later, not before `after`; `is_away`: nor would any other letter over this channel."""

    def __init__(self, reason: str, *, is_away: bool = False, after: timedelta = timedelta()):
        self.reason, self.is_away, self.after = reason, is_away, after


class Mail:
    """Letters of one run, over one connection that is opened for the first of them."""

    def __init__(self):
        self.connection = get_connection()

    def send(self, row: Notification) -> None:
        """A letter sent again carries the same Message-ID, so that mailboxes show it once."""
        subject, text, html = letter(row)
        host = urlsplit(settings.PORTAL_URL).hostname
        headers = {"Message-ID": f"<{row.pk}@{host}>", "Auto-Submitted": "auto-generated"}
        mail = EmailMultiAlternatives(
            subject, text, to=[row.goes_to], headers=headers, connection=self.connection
        )
        mail.attach_alternative(html, "text/html")
        try:
            self.connection.open()
        except OSError as error:
            raise NotNow(Reason.AWAY, is_away=True) from error
        try:
            mail.send()
        except SMTPRecipientsRefused as error:
            raise _not_taken(error) from error
        except SMTPServerDisconnected as error:
            raise NotNow(Reason.AWAY, is_away=True) from error
        except SMTPException as error:
            raise NotNow(Reason.REFUSED) from error
        except OSError as error:
            raise NotNow(Reason.AWAY, is_away=True) from error

    def close(self) -> None:
        with suppress(SMTPException, OSError):
            self.connection.close()


def _not_taken(error: SMTPRecipientsRefused) -> Exception:
    """Only a mailbox that is not there (RFC 3463: 5.1) is final; a relay that is set up wrongly will be mended."""
    answers = [words for _code, words in error.recipients.values()]
    is_unknown = all(words.startswith(b"5.1.") for words in answers)
    return Refused(Reason.UNKNOWN) if is_unknown else NotNow(Reason.REFUSED)


class Gateway:
    """SMS or WhatsApp by the operator's gateway: 2xx is sent; a 4xx is final unless it is one of LATER."""

    LATER = (408, 425, 429)
    FINAL = {401: Reason.DENIED, 403: Reason.DENIED, 404: Reason.UNKNOWN, 410: Reason.UNKNOWN}
    BUSY = (429, 502, 503, 504)

    def send(self, row: Notification) -> None:
        try:
            status, after = gateway.ask(row.goes_to, sms(row), str(row.pk))
        except (OSError, HTTPException) as error:
            raise NotNow(Reason.AWAY, is_away=True) from error
        if 200 <= status < 300:
            return
        if 400 <= status < 500 and status not in self.LATER:
            raise Refused(self.FINAL.get(status, Reason.REFUSED))
        raise NotNow(Reason.AWAY, is_away=status in self.BUSY, after=after)

    def close(self) -> None:
        """Each message has a connection of its own."""


def gateway_if_set() -> Gateway | None:
    return Gateway() if settings.SMS_GATEWAY_URL else None


# In the order in which a run goes through them: a code by SMS is waited for.
SENDERS = {SMS: gateway_if_set, EMAIL: Mail}
