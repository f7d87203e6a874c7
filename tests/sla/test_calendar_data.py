"""The shipped holidays and hours, and the calendar module's own purity."""

import ast
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import sla.calendar
from tests.sla.offices import DECREED, EVERY_KIND, MALL, OPENING, at, mall


def test_the_years_have_the_working_days_of_the_decrees():
    calendar = mall()
    days = {
        year: sum(
            calendar.is_open_day(date(year, 1, 1) + timedelta(n)) for n in range(366 if year == 2024 else 365)
        )
        for year in (2024, 2025, 2026, 2027)
    }
    assert days == {2024: 238, 2025: 237, 2026: 240, 2027: 242}


def test_every_holiday_has_a_name_a_known_kind_and_its_decree_and_comes_once():
    days = [day for year in DECREED.values() for day in year]
    assert len({day["date"] for day in days}) == len(days) == 108
    assert all(day["date"].startswith(year) for year, listed in DECREED.items() for day in listed)
    assert {day["kind"] for day in days} == EVERY_KIND
    assert all(day["name"] and day["basis"] for day in days)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_dates_are_those_of_the_holidays_package(year):
    """The package counts the two voting days of 2024 among `public`; the decree does not hold them."""
    package = pytest.importorskip("holidays", "0.109")
    listed = DECREED[str(year)]

    def ours(*kinds):
        return {date.fromisoformat(day["date"]) for day in listed if day["kind"] in kinds}

    assert set(package.country_holidays("ID", years=year, categories="public")) == ours(
        "libur_nasional", "libur_khusus"
    )
    assert set(package.country_holidays("ID", years=year, categories="government")) == ours("cuti_bersama")


def test_the_malls_hours_are_those_of_its_decree():
    assert {weekday for row in OPENING for weekday in row["weekdays"]} == {0, 1, 2, 3, 4}
    assert MALL.spans(date(2026, 11, 26)) == [(at("2026-11-26 08:00"), at("2026-11-26 14:00"))]
    assert MALL.spans(date(2026, 11, 27)) == [(at("2026-11-27 08:00"), at("2026-11-27 11:00"))]
    assert all("500.16.7.2/290/425.117/2024" in row["basis"] for row in OPENING)
    assert {(tuple(row["breaks"]), row["valid_from"], row["valid_to"]) for row in OPENING} == {
        ((), None, None)
    }


def test_the_calendar_imports_the_standard_library_only():
    tree = ast.parse(Path(sla.calendar.__file__).read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported |= {node.module for node in froms}
    assert "datetime" in imported
    assert not [node for node in froms if node.level]
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
