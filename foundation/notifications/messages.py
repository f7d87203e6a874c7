"""What people are told, rendered when sent or read. Each room registers its own from `AppConfig.ready()`."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from foundation.audit.sentences import fill, sentence


class Message(NamedTuple):
    """Lazy strings with `%(name)s` for the entry's parameters; nothing the recipient does not need.

    `subject`: what happened, in one line. `text`: one sentence of what happened, one of what to do. `short`: both
    in one SMS (the mall's name and the portal's address come with it); `subject` where it is "". `always`: the
    law or her safety asks for it, so that no choice of hers silences it (see `ways`).
    """

    subject: str
    text: str
    short: str = ""
    always: bool = False


MESSAGES: dict[str, Message] = {}


def register(messages: dict[str, Message]) -> None:
    """`messages`: action -> Message, or "action:audience" -> Message where one audience reads other words."""
    MESSAGES.update(messages)


def message_for(entry, audience: str) -> Message | None:
    """The words registered for the entry's action; None for an action nobody described."""
    return MESSAGES.get(f"{entry.action}:{audience}") or MESSAGES.get(entry.action)


def is_always_sent(entry, audience: str) -> bool:
    message = message_for(entry, audience)
    return message is not None and message.always


def words(notification) -> Message:
    """Subject and short text (each one line) and text; an action nobody described reads as its sentence."""
    entry = notification.entry
    if notification.message:
        subject, text, always = notification.message["subject"], notification.message["text"], True
        return Message(_one_line(subject), text.strip(), _one_line(text), always)
    message = message_for(entry, notification.audience)
    if message is None:
        message = Message(_("Pemberitahuan dari portal layanan"), sentence(entry).replace("%", "%%"))
    subject, text, short = (fill(part, entry.params) for part in message[:3])
    return Message(_one_line(subject), text.strip(), _one_line(short or f"{subject}."), message.always)


def _one_line(text: str) -> str:
    return " ".join(str(text).split())
