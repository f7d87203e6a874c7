from django import template
from django.utils import timezone

from mpp_portal import hours

register = template.Library()


@register.simple_tag
def opening_hours() -> list[dict]:
    """The mall's hours today; one query."""
    return hours.opening_hours(timezone.localdate())
