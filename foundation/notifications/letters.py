"""A notification as it leaves the house: a letter in text and HTML, or the text of an SMS. One voice for all.

Written in the language of its reader, whatever page or process writes it.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.translation import override

from foundation.notifications.messages import words
from foundation.notifications.models import Notification
from foundation.notifications.ways import SMS, language_of

PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
ONE_SMS = 160
# "Kode Anda: 493021" as a paragraph of its own is what she came for.
_CODE = re.compile(r"[^\n:]{1,40}: \d[\d-]{4,12}")


class Letter(NamedTuple):
    """`subject` is one line; `text` ends with a line break; `html` is a whole document."""

    subject: str
    text: str
    html: str


def language_of_letter(row: Notification) -> str:
    """The one its words were kept in, else the one its reader chose; asks `recipient.notice_choice`."""
    return (row.message or {}).get("language") or language_of(row.recipient)


def letter(row: Notification) -> Letter:
    """Text and HTML say the same: what happened, what to do, the number, one link, why she gets it."""
    language = language_of_letter(row)
    with override(language):
        return _letter(row, language)


def _letter(row: Notification, language: str) -> Letter:
    subject, text, _short, always = words(row)
    lead, _gap, rest = text.partition("\n\n")
    context = {
        "language": language,
        "subject": subject,
        "text": text,
        "lead": lead,
        "rest": rest,
        "lead_is_a_code": _CODE.fullmatch(lead) is not None,
        "number": _number(row, text),
        "link": f"{settings.PORTAL_URL}{page_in(language, row.link)}" if row.link else "",
        "is_written_to_an_address": row.recipient_id is None,
        "is_always_sent": always,
        "choice_url": f"{settings.PORTAL_URL}{reverse('notice_choice')}",
        "mall": settings.MALL,
    }
    plain = render_to_string("notifications/letter.txt", context)
    return Letter(subject, plain.strip() + "\n", render_to_string("notifications/letter.html", context))


def page_in(language: str, link: str) -> str:
    """The same page in that language; `link` is the Indonesian path that the row keeps."""
    with override(settings.LANGUAGE_CODE):
        return translate_url(link, language)


def _number(row: Notification, text: str) -> str:
    """The number of what it is about, "" where the text says it already."""
    number = "" if row.message else str(row.entry.params.get("number", ""))
    return "" if number in text else number


def sms(row: Notification) -> str:
    """One short text; the portal's address, which opens no file by itself, is there where it fits."""
    with override(language_of_letter(row)):
        short = words(row).short
    if row.message is None:
        short = f"{settings.MALL['short_name']}: {short}"
        with_address = f"{short} {urlsplit(settings.PORTAL_URL).netloc}"
        short = with_address if septets(with_address) <= ONE_SMS else short
    return short.translate(PLAIN)


def septets(text: str) -> float:
    """How much of one SMS (160) the text takes; infinity where its alphabet has no such letter."""
    plain = text.translate(PLAIN)
    if not _BASIC.union(_EXTENDED).issuperset(plain):
        return float("inf")
    return len(plain) + sum(letter in _EXTENDED for letter in plain)


def shown(row: Notification) -> tuple[str, str]:
    """Subject ("" for an SMS) and text, as sent."""
    if row.channel == SMS:
        return "", sms(row)
    return letter(row)[:2]
