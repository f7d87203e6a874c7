"""The announcements in force, which every page of citizens asks for."""

from functools import lru_cache
from time import monotonic

from django.utils import timezone

from pages.models import Edition

REMEMBER_SECONDS = 60
MOST_ABOVE, MOST_BELOW = 3, 6


@lru_cache(maxsize=2)
def _remembered(day, spell: int) -> list[Edition]:
    return list(Edition.objects.announced(day))


def _announced() -> list[Edition]:
    """Important ones first; a process asks the database once a minute."""
    return _remembered(timezone.localdate(), int(monotonic() // REMEMBER_SECONDS))


def above() -> list[Edition]:
    """Those that stand above every page."""
    return [one for one in _announced()[:MOST_ABOVE] if one.is_important]


def below() -> list[Edition]:
    """Those that the first page lists besides."""
    return _announced()[len(above()) :][:MOST_BELOW]


def forget() -> None:
    """This process asks again; the others within their minute."""
    _remembered.cache_clear()
