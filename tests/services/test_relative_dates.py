from datetime import date

import pytest

from services.relative_dates import resolve


@pytest.mark.parametrize(
    ("text", "day"),
    {
        "today": "2026-11-23",
        "today+2d": "2026-11-25",
        "today-7d": "2026-11-16",
        "today+30d": "2026-12-23",
        "today+1y": "2027-11-23",
        "today-17y": "2009-11-23",
        "today+0d": "2026-11-23",
    }.items(),
)
def test_it_resolves(text, day):
    assert resolve(text, date(2026, 11, 23)).isoformat() == day


def test_a_leap_day_becomes_the_day_before_in_other_years():
    assert resolve("today+1y", date(2028, 2, 29)) == date(2029, 2, 28)
    assert resolve("today+4y", date(2028, 2, 29)) == date(2032, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "Today", "today+", "today+1", "today+1m", "today +1d", "2026-01-01", "today+1d+1d"]
)
def test_it_refuses(text):
    with pytest.raises(ValueError, match="not a relative date"):
        resolve(text, date(2026, 11, 23))
