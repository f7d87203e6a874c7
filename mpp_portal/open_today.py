"""Whether the building is open now, until when, and whose counter stays closed today."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from time import monotonic

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sla.calendar import Calendar
from sla.calendars import Calendars
from sla.models import Holiday

LOOK_AHEAD_DAYS = 14
REMEMBER_SECONDS = 300


@lru_cache(maxsize=2)
def remembered(day: date, spell: int) -> tuple[Calendar, list[Holiday]]:
    """The mall's calendar and the closures of that day; a process asks for them once in five minutes."""
    closures = Holiday.objects.filter(date=day).select_related("agency").order_by("agency__short_name")
    return Calendars().of(None), list(closures)


def open_today(now: datetime) -> dict:
    """`is_open`, `sentence` (when it closes, or opens again), `reason` (a closed day's name, "" otherwise) and
    `closed`: (agency, reason) of each counter closed today.
    """
    calendar, holidays = remembered(timezone.localdate(now), int(monotonic() // REMEMBER_SECONDS))
    local = now.astimezone(calendar.zone)
    spans = calendar.spans(local.date())
    is_open = any(begins <= local < ends for begins, ends in spans)
    closed_day = not spans
    return {
        "is_open": is_open,
        "sentence": _until(spans[-1][1]) if is_open else _again(calendar, local),
        "reason": next((one.name for one in holidays if closed_day and one.agency_id is None), ""),
        "closed": []
        if closed_day
        else [(one.agency.short_name, one.name) for one in holidays if one.agency_id],
    }


def _until(closes: datetime) -> str:
    return _("Sampai pukul %(time)s.") % {"time": date_format(closes, "TIME_FORMAT")}


def _again(calendar, local: datetime) -> str:
    """When the doors open next; "" where no opening is known within two weeks."""
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        for begins, _ends in calendar.spans(day):
            if begins > local:
                return _sentence(ahead, begins)
    return ""


def _sentence(ahead: int, begins: datetime) -> str:
    said = {"time": date_format(begins, "TIME_FORMAT"), "day": date_format(begins, "l, j F")}
    if ahead == 0:
        return _("Buka lagi hari ini pukul %(time)s.") % said
    if ahead == 1:
        return _("Buka lagi besok pukul %(time)s.") % said
    return _("Buka lagi %(day)s pukul %(time)s.") % said
