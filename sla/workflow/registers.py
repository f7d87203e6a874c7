"""The system verbs over the calendar: take over holidays and hours with their decrees; recount the clocks."""

import json
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.audit.trail import record
from sla.calendars import Calendars
from sla.models import Holiday, OfficeHours, Timer
from sla.workflow.timers import recount

DATA = Path(__file__).parents[1] / "data"
SENTENCES = {
    "calendar.load_holiday": _("Hari tutup %(day)s dimuat ke kalender."),
    "calendar.load_hours": _("Jam layanan satu hari kerja dimuat ke kalender."),
}


@transaction.atomic
def load_calendar(*, now: datetime) -> tuple[int, int]:
    """Add what is not there yet; returns (holidays added, hours added). Rows changed since are left alone."""
    years = json.loads((DATA / "holidays.json").read_text())
    known = set(Holiday.objects.filter(agency=None).values_list("date", flat=True))
    holidays = [
        Holiday(date=day, name=row["name"], kind=row["kind"], basis=row["basis"])
        for rows in years.values()
        for row in rows
        if (day := date.fromisoformat(row["date"])) not in known
    ]
    hours = [] if OfficeHours.objects.filter(agency=None).exists() else list(_hours())
    for row in Holiday.objects.bulk_create(holidays):
        record("calendar.load_holiday", row, by=None, at=now, day=row.date.isoformat())
    for row in OfficeHours.objects.bulk_create(hours):
        record("calendar.load_hours", row, by=None, at=now, weekday=row.weekday)
    return len(holidays), len(hours)


def _hours():
    for rule in json.loads((DATA / "office_hours.json").read_text()):
        for weekday in rule["weekdays"]:
            opens, closes = time.fromisoformat(rule["opens"]), time.fromisoformat(rule["closes"])
            rest = {name: rule[name] for name in ("breaks", "valid_from", "valid_to", "basis")}
            yield OfficeHours(weekday=weekday, opens=opens, closes=closes, **rest)


def recount_all(*, now: datetime) -> int:
    """Let every clock under way follow the calendar as it stands; returns how many moved. Safe to repeat.

    To be called after the commit of a change of holidays or hours, and not inside a transaction.
    """
    calendars = Calendars()
    ids = list(Timer.objects.under_way().order_by("pk").values_list("pk", flat=True))
    return sum(recount(timer_id, calendars, now=now, reason="calendar") for timer_id in ids)
