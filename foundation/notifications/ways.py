"""Over which channels and in which language a person is told. The bell rings always; letters follow her choice."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BELL, EMAIL, SMS = "bell", "email", "sms"


class NewsBy(TextChoices):
    """How a person wants news of her files; until she chooses by e-mail, or by SMS where she has none."""

    EMAIL = "email", _("Surel")
    SMS = "sms", _("SMS")
    BOTH = "both", _("Surel dan SMS")
    BELL = "bell", _("Hanya di portal ini, pada tanda lonceng")


class Language(TextChoices):
    """What she reads letters and SMS in; the bell speaks the language of the page. Each named in itself."""

    INDONESIAN = "id", "Bahasa Indonesia"
    ENGLISH = "en", "English"


CHANNELS = {NewsBy.EMAIL: [EMAIL], NewsBy.SMS: [SMS], NewsBy.BOTH: [EMAIL, SMS], NewsBy.BELL: []}


def addresses(person) -> dict[str, str]:
    """Channel -> where she can be reached; beside an e-mail a phone counts once a code has proved it."""
    reachable = {}
    if person.email:
        reachable[EMAIL] = person.email
    if person.phone and (person.phone_verified or not person.email):
        reachable[SMS] = person.phone
    return reachable


def choices(person) -> list[NewsBy]:
    """What she can choose with the addresses she has."""
    reachable = addresses(person)
    return [choice for choice, channels in CHANNELS.items() if all(one in reachable for one in channels)]


def chosen(person) -> NewsBy:
    """Her choice as far as her addresses carry it, else the usual way; asks `person.notice_choice`."""
    possible = choices(person)
    choice = getattr(getattr(person, "notice_choice", None), "news_by", None)
    return NewsBy(choice) if choice in possible else possible[0]


def language_of(person, *, otherwise: str = "") -> str:
    """What she chose to read, else `otherwise`, else the portal's; None is somebody without an account."""
    choice = getattr(person, "notice_choice", None)
    return choice.language if choice else otherwise or settings.LANGUAGE_CODE


def ways(person, *, always: bool) -> list[tuple[str, str]]:
    """(channel, address) of each letter for her.

    `always`: the law or her safety asks for it; who wants letters by no way gets it by the usual one.
    """
    reachable = addresses(person)
    channels = CHANNELS[chosen(person)] or (list(reachable)[:1] if always else [])
    return [(channel, reachable[channel]) for channel in channels]


def masked(address: str) -> str:
    """Enough to recognise an address, not to learn it: s***@contoh.id, ••••7890; "" for a bell."""
    name, at, place = address.partition("@")
    if at:
        return f"{name[:1]}***@{place}"
    return f"••••{address[-4:]}" if address else ""
