from functools import lru_cache
from time import monotonic

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from mpp_portal import hours

register = template.Library()
REMEMBER_SECONDS = 300


@lru_cache(maxsize=4)
def _remembered(day, language: str, spell: int) -> list[dict]:
    return hours.opening_hours(day)


@register.simple_tag
def opening_hours() -> list[dict]:
    """The hours valid today; every page shows them, so a process asks for them once in five minutes."""
    return _remembered(timezone.localdate(), get_language(), int(monotonic() // REMEMBER_SECONDS))
