"""What holds for every receipt, amount and office, tried on many."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sla.calendar import Hours
from tests.sla.offices import MALL, OFFICE, dates, mall

OFFICES = st.sampled_from(
    [MALL, OFFICE, mall(zone=ZoneInfo("Asia/Jayapura"), closed=dates("libur_nasional"))]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC))
WORK = st.timedeltas(timedelta(), timedelta(hours=400))
DAYS = st.integers(0, 90)
FRACTIONS = st.decimals(0, 40, places=2)
always = settings(max_examples=300, deadline=None, database=None, derandomize=True)


def is_open(calendar, moment):
    return any(opens <= moment <= closes for opens, closes in calendar.spans(moment.date()))


@always
@given(OFFICES, MOMENTS, WORK)
def test_adding_and_subtracting_working_time_are_inverse(calendar, start, work):
    end = calendar.add_minutes(start, work)
    assert calendar.working_time(start, end) == work
    assert work == timedelta() or is_open(calendar, end)


@always
@given(OFFICES, MOMENTS, MOMENTS)
def test_adding_the_time_between_two_moments_never_passes_the_second(calendar, one, other):
    start, end = sorted((one, other))
    again = calendar.add_minutes(start, calendar.working_time(start, end))
    assert again <= end
    assert calendar.working_time(again, end) == timedelta()


@always
@given(OFFICES, MOMENTS, DAYS)
def test_counting_gives_back_the_days_added(calendar, start, days):
    assert calendar.count_days(start, calendar.add_days(start, days)) == days


@always
@given(OFFICES, MOMENTS, FRACTIONS)
def test_a_promise_in_days_ends_in_open_time_and_never_before_its_receipt(calendar, start, days):
    due = calendar.add_days(start, days)
    assert due >= start
    assert is_open(calendar, due) or not days
    assert days < 1 or calendar.count_days(start, due) >= int(days)


@always
@given(OFFICES, MOMENTS, FRACTIONS, FRACTIONS)
def test_more_days_are_never_due_earlier(calendar, start, one, other):
    less, more = sorted((one, other))
    if less >= 1 or more < 1 or not less:
        assert calendar.add_days(start, less) <= calendar.add_days(start, more)


@always
@given(MOMENTS, FRACTIONS, FRACTIONS)
def test_where_all_days_are_equally_long_even_parts_of_the_first_keep_their_order(start, one, other):
    calendar = mall(hours=[Hours(weekday, time(8), time(14)) for weekday in range(5)])
    less, more = sorted((one, other))
    assert calendar.add_days(start, less) <= calendar.add_days(start, more)


@always
@given(OFFICES, MOMENTS, MOMENTS, st.decimals(1, 40, places=2), WORK)
def test_a_later_receipt_is_never_due_earlier(calendar, one, other, days, work):
    early, late = sorted((one, other))
    assert calendar.add_days(early, days) <= calendar.add_days(late, days)
    assert calendar.add_minutes(early, work) <= calendar.add_minutes(late, work)


@always
@given(OFFICES, MOMENTS, st.decimals("0.01", 30, places=2), WORK, st.decimals(0, 1, places=2))
def test_no_warning_comes_after_the_due_moment(calendar, received, days, paused, share):
    due = calendar.add_minutes(calendar.add_days(received, days), paused)
    assert calendar.fraction_point(received, days, "working_days", paused, share) <= due
    assert calendar.fraction_point(received, days, "working_days", paused, Decimal(1)) == due
