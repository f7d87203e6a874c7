"""The calendars of the mall and its agencies, built from the rows of holidays and office hours."""

from datetime import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, DateField, F, JSONField, SmallIntegerField, TimeField, Value

from sla.calendar import Calendar, Hours
from sla.models import Holiday, OfficeHours

NO = {
    "kind": Value(None, output_field=CharField()),
    "date": Value(None, output_field=DateField()),
    "weekday": Value(None, output_field=SmallIntegerField()),
    "opens": Value(None, output_field=TimeField()),
    "breaks": Value(None, output_field=JSONField()),
}
COLUMNS = ("agency_id", "row_kind", "day", "of_weekday", "opening", "closing", "pauses", "until")


def _rows() -> list[tuple]:
    """Holidays and hours by one query, since every verb that starts a clock needs both."""
    holidays = Holiday.objects.annotate(
        row_kind=F("kind"), day=F("date"), of_weekday=NO["weekday"], opening=NO["opens"], closing=NO["opens"],
        pauses=NO["breaks"], until=NO["date"],
    )  # fmt: skip
    hours = OfficeHours.objects.annotate(
        row_kind=NO["kind"], day=F("valid_from"), of_weekday=F("weekday"), opening=F("opens"),
        closing=F("closes"), pauses=F("breaks"), until=F("valid_to"),
    )  # fmt: skip
    return list(
        holidays.order_by().values_list(*COLUMNS).union(hours.order_by().values_list(*COLUMNS), all=True)
    )


def _hours(row) -> Hours:
    _, _, valid_from, weekday, opens, closes, breaks, valid_to = row
    pauses = tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in breaks)
    return Hours(weekday, opens, closes, pauses, valid_from, valid_to)


class Calendars:
    """Read once per act: `Calendars().of(agency_id)` gives an agency's calendar, `of(None)` the mall's.

    An agency without hours of its own keeps the mall's; its closed days are the mall's and its own.
    """

    def __init__(self):
        self._holidays, self._hours = [], []
        for row in _rows():
            (self._holidays if row[1] else self._hours).append(row)
        self._built: dict[int | None, Calendar] = {}

    def of(self, agency_id: int | None) -> Calendar:
        if agency_id not in self._built:
            self._built[agency_id] = self._build(agency_id)
        return self._built[agency_id]

    def _build(self, agency_id) -> Calendar:
        own = [row for row in self._hours if row[0] == agency_id]
        hours = own or [row for row in self._hours if row[0] is None]
        leave_counts = settings.COUNT_CUTI_BERSAMA_AS_WORKING
        closed = {
            day
            for owner, kind, day, *_ in self._holidays
            if owner in (None, agency_id) and not (leave_counts and kind == Holiday.Kind.COLLECTIVE_LEAVE)
        }
        decreed = {
            day.year
            for owner, kind, day, *_ in self._holidays
            if owner is None and kind == Holiday.Kind.NATIONAL
        }
        return Calendar(ZoneInfo(settings.TIME_ZONE), map(_hours, hours), closed, decreed)
