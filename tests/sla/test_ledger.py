"""Whose days passed: each whole working day once, with the desk or with the citizen."""

import random
from datetime import UTC, timedelta

import pytest

from sla.ledger import Days, days, may_begin_anew, pauses, waits
from tests.sla.offices import MALL, at
from tests.sla.recomputed import TABLE, Line, seconds


def ledger(*told) -> list[Line]:
    """ "kind 2026-11-23T09:30 reason", one each."""
    parts = [line.split() for line in told]
    return [Line(kind, at(moment), *reason) for kind, moment, *reason in parts]


def counted(events, now):
    return days(events, MALL, at(now))


START = "start 2026-11-23T09:30"


def test_nothing_has_passed_before_the_first_line():
    assert counted([], "2026-11-23T09:30") == Days(0, 0)


def test_the_day_of_receipt_is_nobodys():
    assert counted(ledger(START), "2026-11-23T14:00") == Days(0, 0)
    assert counted(ledger(START), "2026-11-24T13:59") == Days(0, 0)
    assert counted(ledger(START), "2026-11-24T14:00") == Days(1, 0)


def test_a_day_on_which_both_had_the_file_is_the_desks():
    events = ledger(START, "pause 2026-11-24T09:00", "resume 2026-11-26T09:00")
    # Tuesday was returned, Thursday answered; only Wednesday was wholly the citizen's.
    assert counted(events, "2026-11-26T14:00") == Days(2, 1)


def test_a_wait_grows_while_it_lasts():
    events = ledger(START, "pause 2026-11-24T09:00")
    assert counted(events, "2026-11-25T13:59") == Days(1, 0)
    assert counted(events, "2026-12-01T14:00") == Days(1, 5)


def test_weekends_and_holidays_are_nobodys():
    events = ledger("start 2026-12-23T09:30", "pause 2026-12-23T10:00")
    assert counted(events, "2026-12-28T13:00") == Days(0, 0)
    assert counted(events, "2026-12-28T14:00") == Days(0, 1)


def test_a_wait_that_ends_the_file_is_the_citizens_too():
    events = ledger(START, "pause 2026-11-24T09:00", "stop 2026-12-01T14:00 lapsed")
    assert counted(events, "2027-03-01T09:00") == Days(1, 5)


def test_a_stopped_clock_counts_to_its_stop():
    events = ledger(START, "stop 2026-11-25T14:00 passed")
    assert counted(events, "2026-12-25T09:00") == Days(2, 0)


def test_waiting_for_a_complete_file_is_the_citizens_while_it_lasts_and_after():
    events = ledger(START, "stop 2026-11-24T09:00 incomplete")
    assert counted(events, "2026-11-30T14:00") == Days(1, 4)
    events += ledger("start 2026-11-30T15:00 completed")
    assert counted(events, "2026-12-02T14:00") == Days(3, 4)


def test_pauses_before_a_clock_began_anew_are_forgotten():
    events = ledger(
        START, "pause 2026-11-23T10:00", "resume 2026-11-23T11:00", "stop 2026-11-24T09:00 incomplete",
        "start 2026-11-25T09:00", "pause 2026-11-26T09:00", "resume 2026-11-27T09:00", "pause 2026-11-27T10:00",
    )  # fmt: skip
    assert pauses(events) == [(at("2026-11-26T09:00"), at("2026-11-27T09:00"))]


def test_a_recount_interrupts_no_wait():
    events = ledger(START, "pause 2026-11-24T09:00", "recount 2026-11-25T03:00", "resume 2026-11-26T09:00")
    assert waits(events, at("2026-12-01T09:00")) == [(at("2026-11-24T09:00"), at("2026-11-26T09:00"))]


def test_lines_of_a_clock_set_back_do_not_count_a_day_twice():
    events = ledger(
        START, "pause 2026-11-23T10:00", "resume 2026-11-26T10:00", "pause 2026-11-24T10:00",
        "resume 2026-11-27T10:00",
    )  # fmt: skip
    assert counted(events, "2026-11-27T11:00") == Days(2, 2)


@pytest.mark.parametrize(
    ("told", "may"),
    [
        ([], False),
        (["start"], False),
        (["start", "stop:incomplete"], True),
        (["start", "stop:passed"], False),
        (["start", "pause", "stop:incomplete"], True),
        (["start", "stop:incomplete", "start"], False),
        (["start", "stop:incomplete", "start", "stop:incomplete"], False),
    ],
)
def test_a_clock_begins_anew_once_and_only_after_an_incomplete_file(told, may):
    events = [Line(kind, at("2026-11-23T09:30"), reason) for kind, _, reason in map(_parted, told)]
    assert may_begin_anew(events) is may


def _parted(told):
    return told.partition(":")


def test_the_days_of_desk_and_citizen_are_the_days_passed_and_no_day_is_both():
    dice = random.Random(4)  # noqa: S311
    for _ in range(400):
        events, now = _random_ledger(dice)
        split = days(events, MALL, now)
        ours, theirs = _day_by_day(events, now)
        assert (split.with_us, split.with_you) == (len(ours), len(theirs))
        assert not ours & theirs


def _random_ledger(dice):
    moment = at("2025-02-03T00:00").astimezone(UTC) + timedelta(seconds=dice.randrange(500 * 86400))
    events = [Line("start", moment)]

    def add(kind, reason=""):
        nonlocal moment
        moment += timedelta(seconds=dice.randrange(9 * 86400) if dice.random() < 0.8 else 0)
        events.append(Line(kind, moment, reason))

    if dice.random() < 0.3:
        add("stop", "incomplete")
        if dice.random() < 0.8:
            add("start")
    if events[-1].kind == "start":
        for _ in range(dice.randrange(4)):
            add("pause")
            add("resume")
        if dice.random() < 0.4:
            add("pause")
        if dice.random() < 0.4:
            add("stop", dice.choice(["passed", "lapsed"]))
    return events, moment + timedelta(seconds=dice.randrange(20 * 86400))


def _day_by_day(events, now) -> tuple[set, set]:
    """Each open day after the receipt, looked at alone: did it begin and close within one wait?"""
    last = events[-1]
    over = last.kind == "stop" and last.reason != "incomplete"
    begin, end = seconds(events[0].at), seconds(last.at if over else now)
    first = TABLE.receipt(begin)
    ours, theirs = set(), set()
    for number in range(first + 1, first + 1 + TABLE.days_passed(begin, end)):
        waiting = any(
            TABLE.receipt(since) < number and TABLE.days[number][-1][1] <= until
            for since, until in _waits(events, end)
        )
        (theirs if waiting else ours).add(number)
    return ours, theirs


def _waits(events, end) -> list:
    found = []
    for line, following in zip(events, [*events[1:], None], strict=True):
        if line.kind == "pause" or line.reason == "incomplete":
            found.append((seconds(line.at), seconds(following.at) if following else end))
    return found
