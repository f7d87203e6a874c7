"""What people are told, rendered when sent or read. Each room registers its own from `AppConfig.ready()`."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from foundation.audit.sentences import fill, sentence


class Message(NamedTuple):
    """Lazy strings with `%(name)s` for the entry's parameters; nothing the recipient does not need."""

    subject: str
    text: str


MESSAGES: dict[str, Message] = {}


def register(messages: dict[str, Message]) -> None:
    """`messages`: action -> Message, or "action:audience" -> Message where one audience reads other words."""
    MESSAGES.update(messages)


def words(notification) -> Message:
    """Subject (one line) and text, without the link; an action nobody described reads as its sentence."""
    entry = notification.entry
    if notification.message:
        subject, text = notification.message["subject"], notification.message["text"]
    else:
        message = MESSAGES.get(f"{entry.action}:{notification.audience}") or MESSAGES.get(entry.action)
        subject = fill(message.subject, entry.params) if message else _("Pemberitahuan dari portal layanan")
        text = fill(message.text, entry.params) if message else sentence(entry)
    return Message(" ".join(str(subject).split()), str(text).strip())


def render(notification) -> tuple[str, str]:
    """Subject and body as sent: the words, the absolute link, the mall's name."""
    subject, text = words(notification)
    link = f"{settings.PORTAL_URL}{notification.link}" if notification.link else ""
    return subject, "\n\n".join(part for part in (text, link, settings.MALL["name"]) if part) + "\n"
