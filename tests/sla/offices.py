"""The mall and an office with breaks, on the project's own holidays: what the calendar's tests stand on."""

import json
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import sla.calendar
from sla.calendar import Calendar, Hours

DATA = Path(sla.calendar.__file__).parent / "data"
DECREED = json.loads((DATA / "holidays.json").read_text())
OPENING = json.loads((DATA / "office_hours.json").read_text())
WIB = ZoneInfo("Asia/Jakarta")
EVERY_KIND = {"libur_nasional", "libur_khusus", "cuti_bersama"}


def dates(*kinds):
    return {
        date.fromisoformat(day["date"]) for days in DECREED.values() for day in days if day["kind"] in kinds
    }


def mall_hours():
    """The mall's own rows: Monday to Thursday 08:00-14:00 (360 minutes), Friday 08:00-11:00 (180)."""
    return [
        Hours(weekday, time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
        for row in OPENING
        for weekday in row["weekdays"]
    ]


def mall(zone=WIB, hours=None, closed=None):
    return Calendar(
        zone,
        mall_hours() if hours is None else hours,
        dates(*EVERY_KIND) if closed is None else closed,
        {int(year) for year in DECREED},
    )


def at(text, zone=WIB):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


MALL = mall()
# Offices with a midday break (Friday a longer one), 07:30-16:00 and 07:30-16:30.
LUNCH, FRIDAY_PRAYER = ((time(12), time(13)),), ((time(11, 30), time(13)),)
OFFICE = mall(
    hours=[Hours(weekday, time(7, 30), time(16), LUNCH) for weekday in range(4)]
    + [Hours(4, time(7, 30), time(16, 30), FRIDAY_PRAYER)]
)
