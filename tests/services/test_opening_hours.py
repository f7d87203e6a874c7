from datetime import date, time

import pytest

from mpp_portal.hours import opening_hours
from sla.models import OfficeHours

pytestmark = pytest.mark.django_db


def open_on(*weekdays, opens="08:00", closes="14:00", **more):
    for weekday in weekdays:
        OfficeHours.objects.create(
            weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), **more
        )


def lines(day=date(2026, 11, 23)):
    return [f"{line['days']} {line['hours']}" for line in opening_hours(day)]


def test_days_in_a_row_with_equal_hours_stand_together():
    open_on(0, 1, 2, 3)
    open_on(4, closes="11:00")
    assert lines() == ["Senin–Kamis 08.00–14.00", "Jumat 08.00–11.00"]


def test_a_closed_day_breaks_the_row():
    open_on(0, 1, 3)
    assert lines() == ["Senin–Selasa 08.00–14.00", "Kamis 08.00–14.00"]


def test_a_pause_is_told():
    open_on(0, breaks=[["12:00", "13:00"]])
    assert lines() == ["Senin 08.00–14.00 (istirahat 12.00–13.00)"]


def test_only_the_hours_of_the_day_count():
    open_on(0, valid_to=date(2026, 2, 17))
    open_on(0, closes="13:00", valid_from=date(2026, 2, 18), valid_to=date(2026, 3, 19))
    assert lines(date(2026, 2, 17)) == ["Senin 08.00–14.00"]
    assert lines(date(2026, 2, 18)) == ["Senin 08.00–13.00"]
    assert lines(date(2026, 3, 20)) == []
