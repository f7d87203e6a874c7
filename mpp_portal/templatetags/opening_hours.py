from functools import lru_cache
from time import monotonic

from django import template
from django.utils import timezone

from mpp_portal import hours

register = template.Library()
REMEMBER_SECONDS = 300


@lru_cache(maxsize=2)
def _remembered(day, spell: int) -> list[dict]:
    return hours.opening_hours(day)


@register.simple_tag
def opening_hours() -> list[dict]:
    """The hours valid today; every page shows them, so a process asks for them once in five minutes."""
    return _remembered(timezone.localdate(), int(monotonic() // REMEMBER_SECONDS))
