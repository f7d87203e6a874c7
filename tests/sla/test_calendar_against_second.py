"""The calendar against two reckonings that share no line with it: every difference is a wrong due time."""

import ast
import json
import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sla.calendar import Calendar, Hours
from tests.sla import day_calculator
from tests.sla.day_calculator import DayTable, MinuteTable

DATA = Path(__file__).resolve().parents[2] / "sla" / "data"
DECREED = [day for days in json.loads((DATA / "holidays.json").read_text()).values() for day in days]
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
YEARS = (2024, 2025, 2026, 2027)

MALL = [("0123", "08:00", "14:00", [], None, None), ("4", "08:00", "11:00", [], None, None)]
OFFICE = [
    ("0123", "07:30", "16:00", [("12:00", "13:00")], None, None),
    ("4", "07:30", "16:30", [("11:30", "13:00")], None, None),
]
RAMADAN = [
    ("0123", "08:00", "15:00", [("12:00", "12:30")], "2026-02-19", "2026-03-20"),
    ("4", "08:00", "15:30", [("11:30", "12:30")], "2026-02-19", "2026-03-20"),
    ("0123", "08:00", "13:00", [], "2027-02-08", "2027-03-09"),
]
SATURDAY = [("5", "09:00", "12:00", [("10:00", "10:10"), ("11:00", "11:10")], "2025-03-01", "2026-08-31")]
MORNINGS = [("024", "00:00", "02:20", [], None, None), ("3", "20:00", "23:50", [], "2024-07-01", None)]
WEEKS = [MALL, OFFICE, MALL + RAMADAN, OFFICE + RAMADAN + SATURDAY, MALL + SATURDAY, MORNINGS]


def dice(seed):
    return random.Random(seed)  # noqa: S311


def clock(text):
    return time.fromisoformat(text)


def calendar_of(zone, week, closed):
    hours = [
        Hours(
            int(weekday),
            clock(opens),
            clock(closes),
            tuple((clock(begin), clock(end)) for begin, end in breaks),
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )
        for weekdays, opens, closes, breaks, first, last in week
        for weekday in weekdays
    ]
    return Calendar(ZoneInfo(zone), hours, {date.fromisoformat(day) for day in closed}, YEARS)


def some_closed_days(rng):
    """The decreed days with or without cuti bersama, a few struck off and a few local ones added."""
    kinds = rng.choice(
        [{"libur_nasional", "libur_khusus"}, {"libur_nasional", "libur_khusus", "cuti_bersama"}]
    )
    closed = {day["date"] for day in DECREED if day["kind"] in kinds and rng.random() > 0.05}
    return closed | {
        str(date(2024, 1, 1) + timedelta(days=rng.randrange(1461))) for _ in range(rng.randrange(12))
    }


def some_offices(rng, number):
    for position in range(number):
        zone = list(ZONES)[position % len(ZONES)]
        yield zone, WEEKS[position % len(WEEKS)], some_closed_days(rng)


def some_second(rng):
    """A moment of 2024 to mid-2027 in UTC, often on a full quarter of an hour, where boundaries lie."""
    second = rng.randrange(1704067200, 1811808000)
    return second // 900 * 900 if rng.random() < 0.3 else second


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def microsecond(fraction):
    """A moment as exact seconds, rounded to the microsecond: what a datetime can hold."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(fraction * 1_000_000))


def day_differences(calendar, table, rng, cases):
    """Cases (received, amount, unit) in which the calendar and the table of days disagree."""
    found = []
    for _ in range(cases):
        received = some_second(rng)
        kind = rng.randrange(5)
        if kind == 0:
            amount, unit = Decimal(rng.randrange(2001)) / 10, "working_hours"
            expected = table.due_by_hours(received, Fraction(amount)) if amount else Fraction(received)
        else:
            sizes = [rng.randrange(61), Decimal(rng.randrange(1, 81)) / 4, Decimal(rng.randrange(1, 4)) / 4]
            amount = Decimal(rng.choice([*sizes, Decimal(rng.randrange(30_000)) / 1000]))
            unit, expected = "working_days", table.due_by_days(received, Fraction(amount))
        start = moment(received)
        due = calendar.due(start, amount, unit)
        answers = (due, calendar.working_time(start, due), calendar.count_days(start, due))
        right = (
            microsecond(expected),
            microsecond(table.open_seconds(received, expected)) - moment(0),
            table.days_passed(received, expected),
        )
        if answers != right:
            found.append((received, amount, unit, answers, right))
    return found


def minute_differences(calendar, table, rng, cases):
    """Cases with pauses in which the calendar and the clock that walks minute by minute disagree."""
    found = []
    for _ in range(cases):
        received = some_second(rng) // 60
        if rng.random() < 0.4:
            amount, unit = Decimal(rng.randrange(1, 401)) / 10, "working_hours"
        else:
            amount, unit = (
                Decimal(rng.choice([rng.randrange(10, 201, 10), rng.randrange(1, 201)])) / 10,
                "working_days",
            )
        pauses, at = [], received
        for _ in range(rng.randrange(5)):
            begin = at + rng.randrange(4000)
            at = begin + rng.randrange(6000)
            pauses.append((begin, at))
        expected = table.due(received, Fraction(amount), unit, pauses)
        # A clock that has run out cannot be stopped any more: the walk never sees later pauses.
        lived = [(moment(a * 60), moment(b * 60)) for a, b in pauses if a < expected]
        rng.shuffle(lived)
        due = calendar.due_with_pauses(moment(received * 60), amount, unit, lived)
        if due != moment(expected * 60):
            found.append((received, amount, unit, pauses, due, moment(expected * 60)))
    return found


def test_20_000_random_cases_give_the_same_as_walking_days():
    rng = dice(20261122)
    for zone, week, closed in some_offices(rng, 20):
        table = DayTable(ZONES[zone], week, closed, 2024, 2029)
        assert day_differences(calendar_of(zone, week, closed), table, rng, 1000) == []


def test_2_000_random_cases_with_pauses_give_the_same_as_walking_minutes():
    rng = dice(4102)
    for zone, week, closed in some_offices(rng, 6):
        table = MinuteTable(ZONES[zone], week, closed, 2024, 2028)
        assert minute_differences(calendar_of(zone, week, closed), table, rng, 334) == []


@pytest.mark.parametrize("forgotten", ["2026-08-17", "2025-08-18", "2024-05-23"])
def test_one_forgotten_holiday_shows_as_differences(forgotten):
    closed = {day["date"] for day in DECREED}
    calendar = calendar_of("Asia/Jakarta", MALL, closed - {forgotten})
    table = DayTable(7, MALL, closed, 2024, 2029)
    assert len(day_differences(calendar, table, dice(7), 1000)) >= 5
    assert day_differences(calendar_of("Asia/Jakarta", MALL, closed), table, dice(7), 1000) == []


def test_one_forgotten_holiday_shows_in_the_minutes_too():
    closed = {day["date"] for day in DECREED}
    table = MinuteTable(7, MALL, closed, 2024, 2028)
    calendar = calendar_of("Asia/Jakarta", MALL, closed - {"2026-08-17"})
    assert minute_differences(calendar, table, dice(7), 400)
    assert minute_differences(calendar_of("Asia/Jakarta", MALL, closed), table, dice(7), 400) == []


def test_the_other_reckonings_import_nothing_of_the_portal():
    tree = ast.parse(Path(day_calculator.__file__).read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert imported == {"array", "datetime", "fractions"}
