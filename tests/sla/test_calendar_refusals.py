"""Bad input to the calendar is refused with a sentence, whichever way it comes in."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from sla.calendar import Hours
from tests.sla.offices import MALL, at, mall

MOMENT = at("2026-11-23 09:30")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: MALL.add_days(datetime(2026, 11, 23, 9, 30), 3), "no time zone"),
        (lambda: MALL.working_time(MOMENT, datetime(2026, 11, 24)), "no time zone"),
        (lambda: MALL.add_days(MOMENT, Decimal(-1)), "from 0 to"),
        (lambda: MALL.add_days(MOMENT, Decimal("NaN")), "from 0 to"),
        (lambda: MALL.due(MOMENT, Decimal("Infinity"), "working_hours"), "from 0 to"),
        (lambda: MALL.due(MOMENT, Decimal("1E+999999"), "working_days"), "from 0 to"),
        (lambda: MALL.due(MOMENT, Decimal(-1), "calendar_days"), "from 0 to"),
        (lambda: MALL.due(MOMENT, Decimal("1.5"), "calendar_days"), "must be whole"),
        (lambda: MALL.due(MOMENT, Decimal(100_000), "calendar_days"), "past the year"),
        (lambda: MALL.add_days(MOMENT, 100_000), "past the year"),
        (lambda: MALL.add_minutes(MOMENT, 100_000_000), "past the year"),
        (lambda: MALL.due(MOMENT, Decimal(1), "weeks"), "Unknown unit 'weeks'"),
        (lambda: MALL.paused_time([], "weeks"), "Unknown unit 'weeks'"),
        (lambda: MALL.add_minutes(MOMENT, -1), "from 0 to"),
        (lambda: MALL.add_minutes(MOMENT, timedelta(minutes=-1)), "must not be negative"),
        (lambda: MALL.working_time(MOMENT, at("2026-11-23 09:29")), "before the start"),
        (lambda: MALL.count_days(MOMENT, at("2026-11-23 09:29")), "before the start"),
        (lambda: MALL.paused_time([(MOMENT, at("2026-11-23 09:29"))], "working_days"), "before the start"),
        (
            lambda: MALL.due_with_pauses(MOMENT, 3, "working_days", [(at("2026-11-23 09:00"), MOMENT)]),
            "before the receipt",
        ),
        (
            lambda: MALL.fraction_point(MOMENT, 3, "working_days", timedelta(), Decimal("1.01")),
            "between 0 and 1",
        ),
        (
            lambda: MALL.fraction_point(MOMENT, 3, "working_days", timedelta(-1), Decimal("0.5")),
            "Paused time",
        ),
        (lambda: MALL.add_days(at("1969-12-31 09:00"), 1), "outside the years"),
        (lambda: MALL.add_days(at("2200-01-01 09:00"), 1), "outside the years"),
        (lambda: MALL.due(at("2199-12-30 09:00"), 2, "calendar_days"), "past the year"),
        (lambda: MALL.add_days(at("2199-12-31 09:00"), 1), "past the year"),
        (lambda: mall(hours=[]).add_days(MOMENT, 1), "no working time within 366 days"),
        (lambda: mall(hours=[]).add_minutes(MOMENT, 1), "no working time within 366 days"),
        (
            lambda: mall(hours=[Hours(0, time(8), time(9), (), None, MOMENT.date())]).add_days(MOMENT, 1),
            "366 days",
        ),
        (
            lambda: mall(hours=[Hours(0, time(8), time(9)), Hours(0, time(13), time(15))]),
            "begin on the same date",
        ),
        (lambda: Hours(7, time(8), time(14)), "Weekday 7"),
        (lambda: Hours(0, time(14), time(14)), "not after opening"),
        (lambda: Hours(0, time(8), time(14), ((time(7), time(9)),)), "Breaks must lie inside"),
        (
            lambda: Hours(0, time(8), time(14), ((time(10), time(12)), (time(11), time(13)))),
            "Breaks must lie inside",
        ),
        (lambda: Hours(0, time(8), time(14), ((time(8), time(9)),)), "Breaks must lie inside"),
        (lambda: Hours(0, time(8), time(14), (), date(2026, 2, 2), date(2026, 2, 1)), "before it begins"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(act, sentence):
    with pytest.raises(ValueError, match=sentence) as refusal:
        act()
    assert str(refusal.value).endswith(".")


def test_the_first_and_the_last_year_are_reckoned():
    assert MALL.add_days(at("1970-01-01 09:00"), 1) == at("1970-01-02 11:00")
    assert MALL.due(at("2199-12-30 09:00"), 1, "calendar_days") == at("2199-12-31 23:59:59")
    assert MALL.add_days(at("2199-12-30 09:00"), 1) == at("2199-12-31 14:00")
