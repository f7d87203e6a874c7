"""The mall's opening hours as a notice on the door: Senin–Kamis 08.00–14.00."""

from datetime import date, time
from itertools import groupby

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sla.models import OfficeHours


def opening_hours(day: date) -> list[dict]:
    """Hours valid on `day`, weekdays in a row with equal hours together: [{"days": ..., "hours": ...}]."""
    valid = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    rows = OfficeHours.objects.filter(*valid, agency=None).order_by("weekday", "opens")
    runs: list[tuple[list[int], str]] = []
    for weekday, members in groupby(rows, key=lambda row: row.weekday):
        hours = _times(list(members))
        if runs and runs[-1][1] == hours and runs[-1][0][-1] == weekday - 1:
            runs[-1][0].append(weekday)
        else:
            runs.append(([weekday], hours))
    return [{"days": _days(weekdays), "hours": hours} for weekdays, hours in runs]


def _times(rows) -> str:
    return ", ".join(f"{_at(row.opens)}–{_at(row.closes)}{_pauses(row)}" for row in rows)


def _pauses(row) -> str:
    pauses = ", ".join(f"{_at(begin)}–{_at(end)}" for begin, end in row.breaks)
    return _(" (istirahat %(pauses)s)") % {"pauses": pauses} if pauses else ""


def _at(moment: time | str) -> str:
    """By the clock of the language that is read; a pause is stored as "12:00"."""
    return date_format(time.fromisoformat(moment) if isinstance(moment, str) else moment, "TIME_FORMAT")


def _days(weekdays) -> str:
    first, last = str(WEEKDAYS[weekdays[0]]), str(WEEKDAYS[weekdays[-1]])
    return first if len(weekdays) == 1 else f"{first}–{last}"
