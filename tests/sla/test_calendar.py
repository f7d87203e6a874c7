"""Working time: the vectors of the decreed years and hand-reckoned cases."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from sla.calendar import Calendar, Hours
from tests.sla.offices import MALL, OFFICE, WIB, at, dates, mall, mall_hours

# Whole days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2025-08-15 08:30", 3, "2025-08-21 14:00"),
        ("2025-08-15 08:30", 5, "2025-08-25 14:00"),
        ("2025-08-15 08:30", 10, "2025-09-01 14:00"),
        ("2025-08-15 08:30", 14, "2025-09-08 14:00"),
        ("2026-11-23 09:30", 3, "2026-11-26 14:00"),
        ("2026-11-23 09:30", 5, "2026-11-30 14:00"),
        ("2026-11-23 09:30", 10, "2026-12-07 14:00"),
        ("2026-11-23 09:30", 14, "2026-12-11 11:00"),  # a Friday: the mall closes at eleven
        # Lebaran 2026: Wed 18 to Tue 24 March closed, so day 1 after Tuesday 17 is Wednesday 25.
        ("2026-03-17 13:59", 1, "2026-03-25 14:00"),
        # Over the year: Thu 24 and Fri 25 December and Fri 1 January closed; Mon 28 to Thu 31, then Mon 4.
        ("2026-12-23 10:00", 5, "2027-01-04 14:00"),
    ],
)
def test_a_promise_of_whole_days_is_due_at_the_closing_of_the_last(received, days, due):
    assert MALL.add_days(at(received), days) == at(due)
    assert MALL.due(at(received), Decimal(days), "working_days") == at(due)


@pytest.mark.parametrize(("received", "due"), [("2025-08-15", "2025-08-20"), ("2026-11-23", "2026-11-26")])
def test_where_cuti_bersama_counts_as_working_the_promise_ends_earlier(received, due):
    calendar = mall(closed=dates("libur_nasional", "libur_khusus"))
    assert calendar.add_days(at(f"{received} 09:00"), 3) == at(f"{due} 14:00")


@pytest.mark.parametrize(
    ("received", "day_zero"),
    [
        ("2026-11-23 09:30", "2026-11-23"),
        ("2026-11-23 05:00", "2026-11-23"),  # before opening
        ("2026-11-23 13:59:59.999999", "2026-11-23"),
        ("2026-11-23 14:00", "2026-11-24"),  # at closing
        ("2026-11-23 21:15", "2026-11-24"),
        ("2026-11-27 11:00", "2026-11-30"),  # Friday at its own closing
        ("2026-11-28 10:00", "2026-11-30"),  # Saturday
        ("2026-12-23 14:30", "2026-12-28"),  # after closing before Christmas and a weekend
        ("2026-12-25 10:00", "2026-12-28"),  # a holiday
    ],
)
def test_the_day_of_receipt_is_the_next_working_day_when_the_office_is_done(received, day_zero):
    assert MALL.receipt_day(at(received)) == date.fromisoformat(day_zero)


def test_a_receipt_on_saturday_is_due_like_one_on_monday():
    assert MALL.add_days(at("2026-11-28 10:00"), 3) == at("2026-12-03 14:00")
    assert MALL.add_days(at("2026-11-30 10:00"), 3) == at("2026-12-03 14:00")


# Fractions: 0.25 of 360 minutes is 90, 0.5 is 180, 0.75 is 270; of Friday's 180 they are 45, 90, 135. ------


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23 09:30", "0.25", "2026-11-23 11:00"),
        ("2026-11-23 09:30", "0.5", "2026-11-23 12:30"),
        ("2026-11-23 09:30", "0.75", "2026-11-23 14:00"),  # 270 minutes: exactly at closing
        ("2026-11-23 13:00", "0.5", "2026-11-24 10:00"),  # 60 today, 120 tomorrow
        ("2026-11-23 06:00", "0.25", "2026-11-23 09:30"),  # before opening: from 08:00
        ("2026-11-23 14:00", "0.25", "2026-11-24 09:30"),  # at closing: from tomorrow's opening
        ("2026-11-28 10:00", "0.25", "2026-11-30 09:30"),  # Saturday: from Monday's opening
        ("2026-11-27 10:00", "0.5", "2026-11-30 08:30"),  # 90 of Friday: 60 there, 30 on Monday
        ("2026-11-26 13:00", "0.5", "2026-11-27 10:00"),  # 180 of Thursday: 60 there, 120 on Friday
        ("2026-11-23 09:30", "1.5", "2026-11-25 11:00"),  # day 1 is Tuesday; 180 into Wednesday
        ("2026-11-25 09:30", "1.25", "2026-11-27 08:45"),  # day 1 is Thursday; 45 into Friday
        ("2026-11-25 09:30", "2.5", "2026-11-30 11:00"),  # Thursday, Friday; 180 into Monday
        ("2026-11-28 10:00", "1.5", "2026-12-02 11:00"),  # day 0 is Monday 30
        ("2026-11-23 09:30", "0", "2026-11-23 09:30"),
        ("2026-11-28 10:00", "0", "2026-11-30 08:00"),
    ],
)
def test_a_fraction_of_a_day_is_that_part_of_its_minutes(received, days, due):
    assert MALL.add_days(at(received), Decimal(days)) == at(due)


def test_a_fraction_of_a_long_day_runs_on_through_a_short_friday():
    # 0.75 of Thursday is 270 minutes: 30 there, all 180 of Friday, 60 on Monday.
    assert MALL.add_days(at("2026-11-26 13:30"), Decimal("0.75")) == at("2026-11-30 09:00")


# Hours, breaks, dated rows, zones --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23 11:30", 30, "2026-11-23 12:00"),  # ends at the break, not after it
        ("2026-11-23 11:30", 60, "2026-11-23 13:30"),
        ("2026-11-23 12:20", 10, "2026-11-23 13:10"),  # begins in the break
        ("2026-11-27 11:00", 60, "2026-11-27 13:30"),  # Friday's longer break
        ("2026-11-27 16:00", 30, "2026-11-27 16:30"),  # exactly at closing
        ("2026-11-27 16:00", 31, "2026-11-30 07:31"),
        ("2026-11-28 10:00", Decimal("0.5"), "2026-11-30 07:30:30"),
        ("2026-11-23 07:00", 2 * 450, "2026-11-24 16:00"),  # two whole days of 450 minutes
        ("2026-11-28 10:00", 0, "2026-11-28 10:00"),  # nothing to add: stays, though closed
    ],
)
def test_minutes_are_added_in_open_time_only(start, minutes, end):
    assert OFFICE.add_minutes(at(start), minutes) == at(end)
    assert OFFICE.add_minutes(at(start), timedelta(minutes=float(minutes))) == at(end)


def test_working_hours_run_from_the_moment_of_receipt():
    assert MALL.due(at("2026-11-23 13:00"), Decimal("2.5"), "working_hours") == at("2026-11-24 09:30")
    assert MALL.due(at("2026-11-28 10:00"), Decimal(6), "working_hours") == at("2026-11-30 14:00")


def test_calendar_days_end_with_the_last_second_of_the_last_day_open_or_not():
    assert MALL.due(at("2026-11-21 22:00"), Decimal(14), "calendar_days") == at("2026-12-05 23:59:59")
    assert MALL.due(at("2026-11-21 22:00"), Decimal(0), "calendar_days") == at("2026-11-21 23:59:59")
    late = at("2026-11-21 23:59:59.5")
    assert MALL.due(late, Decimal(0), "calendar_days") == late


def test_working_time_leaves_out_nights_weekends_holidays_and_breaks():
    # Friday 10:00-11:00, Monday 08:00-09:15.
    assert MALL.working_time(at("2026-11-27 10:00"), at("2026-11-30 09:15")) == timedelta(minutes=135)
    assert MALL.working_time(at("2026-12-24 00:00"), at("2026-12-28 08:00")) == timedelta()
    assert OFFICE.working_time(at("2026-11-23 11:00"), at("2026-11-23 14:00")) == timedelta(hours=2)


def test_whole_days_are_counted_when_their_closing_has_come():
    start = at("2026-11-23 09:30")
    assert MALL.count_days(start, at("2026-11-26 13:59:59")) == 2
    assert MALL.count_days(start, at("2026-11-26 14:00")) == 3
    assert MALL.count_days(start, start) == 0


def test_dated_hours_override_the_standing_ones_between_their_dates():
    ramadan = [Hours(day, time(8), time(12), (), date(2026, 2, 19), date(2026, 3, 20)) for day in range(4)]
    friday = Hours(4, time(8), time(10, 30), (), date(2026, 2, 19), date(2026, 3, 20))
    saturday = Hours(5, time(9), time(12), (), date(2026, 2, 28), date(2026, 2, 28))
    for hours in ([*ramadan, friday, saturday, *mall_hours()], [*mall_hours(), saturday, friday, *ramadan]):
        calendar = mall(hours=hours)
        assert calendar.spans(date(2026, 2, 18)) == [(at("2026-02-18 08:00"), at("2026-02-18 14:00"))]
        assert calendar.spans(date(2026, 2, 19)) == [(at("2026-02-19 08:00"), at("2026-02-19 12:00"))]
        assert calendar.add_days(at("2026-02-18 09:00"), 2) == at("2026-02-20 10:30")
        assert calendar.is_open_day(date(2026, 2, 28))  # one Saturday that makes up for a lost day
        assert not calendar.is_open_day(date(2026, 3, 7))
        assert calendar.add_days(at("2026-03-17 09:00"), 1) == at("2026-03-25 14:00")


def test_the_rule_that_begins_last_wins_among_three():
    hours = [
        Hours(0, time(8), time(14)),
        Hours(0, time(8), time(15), valid_from=date(2026, 7, 1)),
        Hours(0, time(8), time(13), valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 23)),
    ]
    closings = [mall(hours=hours).spans(day)[0][1].hour for day in (date(2026, 6, 29), date(2026, 7, 6))]
    assert closings == [14, 15]
    assert mall(hours=hours).spans(date(2026, 11, 23))[0][1].hour == 13
    assert mall(hours=hours).spans(date(2026, 11, 30))[0][1].hour == 15


def test_a_closed_date_is_stronger_than_dated_hours():
    make_up = Hours(5, time(8), time(12), valid_from=date(2026, 11, 28), valid_to=date(2026, 11, 28))
    assert mall(hours=[*mall_hours(), make_up], closed={date(2026, 11, 28)}).spans(date(2026, 11, 28)) == []


@pytest.mark.parametrize(
    ("zone", "offset"), [("Asia/Jakarta", "+07:00"), ("Asia/Makassar", "+08:00"), ("Asia/Jayapura", "+09:00")]
)
def test_due_times_carry_the_offset_of_the_malls_own_zone(zone, offset):
    calendar = mall(zone=ZoneInfo(zone))
    due = calendar.add_days(at("2026-11-23 09:30", ZoneInfo(zone)), 3)
    assert due.isoformat() == f"2026-11-26T14:00:00{offset}"


def test_one_moment_is_before_closing_in_the_west_and_after_it_in_the_east():
    # 06:30 UTC is 13:30 in Jakarta, 14:30 in Makassar.
    received = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert mall().receipt_day(received) == date(2026, 11, 23)
    assert mall(zone=ZoneInfo("Asia/Makassar")).receipt_day(received) == date(2026, 11, 24)
    # 22:30 UTC on Sunday is Monday morning in all of Indonesia.
    sunday = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert mall().add_days(sunday, Decimal("0.25")) == at("2026-11-23 09:30")


# Pauses and warnings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-11-26 14:00"),
        ([("2026-11-23 20:00", "2026-11-24 07:00")], "2026-11-26 14:00"),  # a night: no working time
        ([("2026-11-24 11:00", "2026-11-24 13:00")], "2026-11-27 10:00"),  # 120 minutes into Friday
        # Tuesday 13:00 to Wednesday 13:00: 60 + 300 = 360 minutes, 180 on Friday, 180 on Monday.
        ([("2026-11-24 13:00", "2026-11-25 13:00")], "2026-11-30 11:00"),
        # Two that overlap from 12:00 to 13:00 are three hours, not four.
        (
            [("2026-11-24 12:00", "2026-11-24 14:00"), ("2026-11-24 11:00", "2026-11-24 13:00")],
            "2026-11-27 11:00",
        ),
        # One inside the other: the outer two hours.
        (
            [("2026-11-24 10:00", "2026-11-24 12:00"), ("2026-11-24 10:30", "2026-11-24 11:00")],
            "2026-11-27 10:00",
        ),
        ([("2026-11-23 09:30", "2026-11-23 10:30")], "2026-11-27 09:00"),  # from the receipt on
        # One hour late already when it is paused for an hour of Monday: one hour late when it goes on.
        ([("2026-11-30 09:00", "2026-11-30 10:00")], "2026-11-27 09:00"),
    ],
)
def test_the_due_moment_moves_by_exactly_the_working_time_paused(pauses, due):
    spans = [(at(begin), at(end)) for begin, end in pauses]
    assert MALL.due_with_pauses(at("2026-11-23 09:30"), Decimal(3), "working_days", spans) == at(due)


def test_working_hours_move_by_the_working_time_and_calendar_days_by_the_time_paused():
    weekend = [(at("2026-11-27 10:00"), at("2026-11-30 09:00"))]  # 2 open hours, 71 hours by the clock
    received = at("2026-11-27 09:00")
    assert MALL.due_with_pauses(received, Decimal(3), "working_hours", weekend) == at("2026-11-30 11:00")
    assert MALL.due_with_pauses(received, Decimal(2), "calendar_days", weekend) == at("2026-12-02 22:59:59")


def test_the_warning_comes_when_the_share_of_working_time_has_passed():
    # Monday 10:00 to Tuesday 14:00 holds 240 + 360 = 600 minutes; 450 of them end on Tuesday 11:30.
    received, share = at("2026-11-23 10:00"), Decimal("0.75")
    point = MALL.fraction_point(received, Decimal(1), "working_days", timedelta(), share)
    assert point == at("2026-11-24 11:30")
    paused = timedelta(hours=3)
    assert MALL.fraction_point(received, Decimal(1), "working_days", paused, share) == at("2026-11-25 08:30")
    # Four calendar days from 23:59:59 hold 96 hours; 72 of them and one paused hour.
    evening = at("2026-11-23 23:59:59")
    point = MALL.fraction_point(evening, Decimal(4), "calendar_days", timedelta(hours=1), share)
    assert point == at("2026-11-27 00:59:59")


def test_a_promise_across_a_year_without_decree_is_provisional():
    assert MALL.is_provisional(at("2027-12-30 09:00"), at("2028-01-03 14:00"))
    assert not MALL.is_provisional(at("2026-12-30 09:00"), at("2027-12-31 14:00"))
    assert Calendar(WIB, mall_hours(), [], {2026, 2028}).is_provisional(
        at("2026-12-30 09:00"), at("2028-01-03 14:00")
    )
    # 2027-12-31 18:00 UTC is 2028 in Jakarta.
    assert MALL.is_provisional(at("2027-12-30 09:00"), datetime(2027, 12, 31, 18, tzinfo=UTC))
