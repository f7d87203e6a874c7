"""Dates as the catalogue writes them: `today`, `today+2d`, `today-7d`, `today+1y`. Pure."""

import re
from datetime import date, timedelta

_FORM = re.compile(r"today(?:([+-])(\d{1,4})([dy]))?", re.ASCII)


def resolve(text: str, today: date) -> date:
    """The day meant by `text`, seen from `today`; raises ValueError for any other writing."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a relative date: {text!r}")
    sign, amount, unit = match.groups()
    if sign is None:
        return today
    number = int(amount) if sign == "+" else -int(amount)
    return today + timedelta(days=number) if unit == "d" else _add_years(today, number)


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # 29 February has no anniversary in most years.
        return day.replace(year=day.year + years, day=28)
