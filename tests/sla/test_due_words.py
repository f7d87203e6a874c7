"""How near a promise is, in words: counted in working days as people count them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from sla.calendar import Calendar, Hours
from sla.calendars import Calendars
from sla.due import due_of, words_left
from sla.models import Timer

WIB = ZoneInfo("Asia/Jakarta")
OFFICE = Calendar(WIB, [Hours(day, time(8), time(15)) for day in range(5)], [], [2026])


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026: the 20th is a Friday, the 23rd a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    "now, due, words",
    [
        (at(23, 9), at(23, 15), "hari ini"),
        (at(23, 9), at(24, 15), "sisa 1 hari kerja"),
        (at(23, 18), at(24, 15), "sisa 1 hari kerja"),
        (at(20, 16), at(23, 15), "sisa 1 hari kerja"),
        (at(20, 9), at(25, 15), "sisa 3 hari kerja"),
        (at(20, 16), at(21, 23), "sisa kurang dari 1 hari kerja"),
        (at(23, 15), at(23, 15), "lewat hari ini"),
        (at(21, 10), at(20, 15), "lewat kurang dari 1 hari kerja"),
        (at(23, 9), at(20, 15), "lewat 1 hari kerja"),
        (at(25, 9), at(20, 15), "lewat 3 hari kerja"),
    ],
)
def test_it_counts_working_days_as_people_do(now, due, words):
    assert words_left(OFFICE, now, due) == words


def timer(**changed) -> Timer:
    """Due on Friday the 27th, to be warned about on Thursday."""
    return Timer(**{"due_at": at(27, 15), "warn_at": at(26, 12), **changed})


@pytest.mark.parametrize(
    "changed, now, state",
    [
        ({}, at(23, 9), "ok"),
        ({}, at(26, 12), "near"),
        ({}, at(27, 15), "late"),
        ({"paused_at": at(24, 9)}, at(28, 9), "paused"),
        ({"stopped_at": at(27, 15)}, at(28, 9), "done"),
        ({"stopped_at": at(27, 15, 1)}, at(28, 9), "late"),
    ],
)
def test_it_names_the_state_of_a_promise(changed, now, state, catalogue):
    assert due_of(timer(**changed), Calendars(), now).state == state


def test_a_promise_that_stands_still_names_no_moment(catalogue):
    assert due_of(timer(), Calendars(), at(28, 9), paused=True) == (None, "paused", "", False)
