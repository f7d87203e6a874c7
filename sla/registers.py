"""The system verb that takes over holidays and office hours from the project's own data, each with its decree."""

import json
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction

from foundation.audit.trail import record
from sla.models import Holiday, OfficeHours

DATA = Path(__file__).parent / "data"


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
    for row in [*Holiday.objects.bulk_create(holidays), *OfficeHours.objects.bulk_create(hours)]:
        record("calendar.load", row, by=None, at=now)
    return len(holidays), len(hours)


def _hours():
    for rule in json.loads((DATA / "office_hours.json").read_text()):
        for weekday in rule["weekdays"]:
            yield OfficeHours(
                weekday=weekday, opens=time.fromisoformat(rule["opens"]), closes=time.fromisoformat(rule["closes"]),
                breaks=rule["breaks"], valid_from=rule["valid_from"], valid_to=rule["valid_to"], basis=rule["basis"],
            )  # fmt: skip
