"""The calendars that the rows of holidays and hours make, and what moves when the rows change."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Agency
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from sla import workflow
from sla.calendars import Calendars
from sla.models import Holiday, OfficeHours, Timer
from sla.workflow import load_calendar, recount_all
from tests.sla.offices import DECREED, OPENING, at
from tests.sla.recomputed import lines

pytestmark = pytest.mark.usefixtures("mall_calendar")
THURSDAY = date(2026, 11, 26)


@pytest.fixture
def library(db):
    return Agency.objects.create(code="disperpusip", name="Dinas Perpustakaan", short_name="Disperpusip")


@pytest.fixture
def clinic(db):
    return Agency.objects.create(code="dinkes", name="Dinas Kesehatan", short_name="Dinkes")


def close(day, agency=None, kind="libur_khusus", name="Tutup"):
    return Holiday.objects.create(date=day, name=name, kind=kind, basis="Surat Edaran", agency=agency)


def open_hours(agency, weekdays="01234", opens=8, closes=16, **more):
    return [
        OfficeHours.objects.create(
            agency=agency, weekday=int(weekday), opens=time(opens), closes=time(closes), **more
        )
        for weekday in weekdays
    ]


def due(agency, received="2026-11-23T09:30", days=3):
    return Calendars().of(agency and agency.pk).add_days(at(received), days)


def test_every_calendar_of_an_act_costs_one_query(library, clinic, django_assert_num_queries):
    close(THURSDAY, agency=library)
    open_hours(clinic)
    with django_assert_num_queries(1):
        calendars = Calendars()
        for place in (None, library.pk, clinic.pk, None):
            calendars.of(place).add_days(at("2026-11-23T09:30"), 3)


def test_an_agency_without_hours_of_its_own_keeps_the_malls(library):
    assert due(library) == due(None) == at("2026-11-26T14:00")


def test_an_agency_with_hours_of_its_own_keeps_those(library, clinic):
    open_hours(clinic, closes=16)
    assert due(clinic) == at("2026-11-26T16:00")
    assert (due(library), due(None)) == (at("2026-11-26T14:00"),) * 2


def test_breaks_and_dated_hours_are_read_from_their_rows(clinic):
    open_hours(clinic, closes=16, breaks=[["12:00", "13:00"]])
    ramadan = {"valid_from": date(2027, 2, 8), "valid_to": date(2027, 3, 9)}
    open_hours(clinic, closes=15, breaks=[["12:00", "12:30"]], **ramadan)
    calendar = Calendars().of(clinic.pk)
    assert calendar.add_minutes(at("2026-11-23T11:00"), 120) == at("2026-11-23T14:00")
    assert calendar.add_days(at("2027-02-10T09:00"), 1) == at("2027-02-11T15:00")
    assert calendar.add_minutes(at("2027-02-10T11:30"), 60) == at("2027-02-10T13:00")


def test_an_agency_closes_alone_and_with_the_mall(library, clinic):
    close(THURSDAY, agency=library)
    assert due(library) == at("2026-11-27T11:00")
    assert (due(clinic), due(None)) == (at("2026-11-26T14:00"),) * 2
    close(date(2026, 11, 25))
    assert due(library) == at("2026-11-30T14:00")
    assert (due(clinic), due(None)) == (at("2026-11-27T11:00"),) * 2


def test_collective_leave_counts_as_working_where_the_setting_says_so(settings, library):
    before_christmas = "2026-12-22T09:00"
    assert due(None, before_christmas, 2) == at("2026-12-28T14:00")
    settings.COUNT_CUTI_BERSAMA_AS_WORKING = True
    assert due(None, before_christmas, 2) == due(library, before_christmas, 2) == at("2026-12-24T14:00")
    assert due(None, before_christmas, 3) == at("2026-12-28T14:00")


def test_the_example_of_august_2025_under_both_settings(settings):
    received = "2025-08-15T09:00"
    expected = {3: "2025-08-21", 5: "2025-08-25", 10: "2025-09-01", 14: "2025-09-08"}
    for days, last in expected.items():
        assert due(None, received, days).date().isoformat() == last
    settings.COUNT_CUTI_BERSAMA_AS_WORKING = True
    assert due(None, received, 3).date().isoformat() == "2025-08-20"


def test_the_zone_is_the_malls_own(settings):
    settings.TIME_ZONE = "Asia/Makassar"
    calendar = Calendars().of(None)
    assert calendar.add_days(at("2026-11-23T09:30"), 3).isoformat() == "2026-11-26T14:00:00+08:00"


def test_an_agencys_own_holiday_decrees_no_year(library):
    close(date(2028, 1, 3), agency=library, kind="libur_nasional")
    for place in (None, library.pk):
        assert Calendars().of(place).is_provisional(at("2027-12-30T09:00"), at("2028-01-04T14:00"))
    close(date(2028, 1, 1), kind="libur_nasional", name="Tahun Baru 2028 Masehi")
    assert not Calendars().of(None).is_provisional(at("2027-12-30T09:00"), at("2028-01-04T14:00"))


def test_loading_takes_over_every_row_with_its_decree_and_an_entry():
    kept = {
        (row.date.isoformat(), row.name, row.kind, row.basis) for row in Holiday.objects.filter(agency=None)
    }
    assert kept == {
        (day["date"], day["name"], day["kind"], day["basis"]) for days in DECREED.values() for day in days
    }
    assert OfficeHours.objects.count() == sum(len(rule["weekdays"]) for rule in OPENING)
    assert all(row.basis for row in OfficeHours.objects.all())
    assert Entry.objects.filter(action="calendar.load_holiday", actor=None).count() == len(kept)
    assert Entry.objects.filter(action="calendar.load_hours", actor=None).count() == 5
    entry = Entry.objects.get(
        target_id=str(Holiday.objects.get(date="2026-12-25").pk), target_type="sla.holiday"
    )
    assert sentence(entry) == "Hari tutup 25 Des 2026 dimuat ke kalender."


def test_loading_twice_changes_nothing(now):
    rows = list(Holiday.objects.values()), list(OfficeHours.objects.values()), Entry.objects.count()
    assert load_calendar(now=now) == (0, 0)
    assert rows == (
        list(Holiday.objects.values()), list(OfficeHours.objects.values()), Entry.objects.count(),
    )  # fmt: skip


def test_loading_leaves_alone_what_was_changed_since_and_adds_what_is_missing(now):
    Holiday.objects.filter(date="2026-12-24").delete()
    Holiday.objects.filter(date="2026-12-25").update(name="Natal")
    OfficeHours.objects.filter(weekday=4).update(closes=time(10))
    assert load_calendar(now=now) == (1, 0)
    assert Holiday.objects.get(date="2026-12-25").name == "Natal"
    assert OfficeHours.objects.get(weekday=4).closes == time(10)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Holiday.objects.create(date="2026-12-25", name="Lagi", kind="libur_nasional", basis="-"),
        lambda: Holiday.objects.create(date="2028-01-01", name="Apa", kind="", basis="-"),
        lambda: open_hours(None, "0"),
        lambda: open_hours(None, "0", opens=9, closes=9, valid_from=date(2027, 1, 1)),
        lambda: open_hours(None, "7"),
        lambda: open_hours(None, "0", valid_from=date(2027, 2, 1), valid_to=date(2027, 1, 1)),
    ],
    ids=["same day twice", "unknown kind", "two rules at once", "no open time", "eighth day", "ends first"],
)
def test_the_database_refuses_rows_that_no_calendar_can_be_made_of(wrong):
    with pytest.raises(IntegrityError):
        wrong()


def begun(days, **more) -> Timer:
    timer, event = workflow.start(
        Calendars(), amount=days, agency_id=more.get("agency_id"), received=at("2026-11-23T09:30"), by=None,
        reason="submitted",
    )  # fmt: skip
    workflow.write(event)
    return timer


def act(timer, verb, moment, *calendars) -> None:
    workflow.write(getattr(workflow, verb)(timer, *calendars, now=at(moment), by=None, reason="returned"))


def test_a_holiday_declared_on_the_way_moves_the_clocks_under_way_and_the_ledger_says_why(library):
    moved, short, of_library = begun(5), begun(2), begun(5, agency_id=library.pk)
    late, over = begun(5), begun(5)
    act(late, "pause", "2026-11-24T10:00")
    act(over, "stop", "2026-11-25T10:00")
    close(THURSDAY)
    now = at("2026-11-25T12:00")
    assert recount_all(now=now) == 3
    after = {timer.pk: timer.due_at for timer in Timer.objects.all()}
    for timer in (moved, of_library, late):
        assert after[timer.pk] == at("2026-12-01T14:00")
        last = timer.events.last()
        assert (last.kind, last.at, last.reason, last.actor) == ("recount", now, "calendar", None)
        assert last.due_at == after[timer.pk]
    assert after[short.pk] == at("2026-11-25T14:00")
    assert after[over.pk] == at("2026-11-30T14:00")
    assert not workflow.recount(over.pk, Calendars(), now=now, reason="calendar")
    assert [line.kind for line in lines(over.pk)] == ["start", "stop"]


def test_counting_again_without_a_change_moves_nothing():
    begun(5)
    assert recount_all(now=at("2026-11-25T12:00")) == 0
    close(THURSDAY)
    assert recount_all(now=at("2026-11-25T12:00")) == 1
    assert recount_all(now=at("2026-11-25T12:00")) == 0


def test_a_recount_keeps_the_time_paused():
    timer = begun(5)
    act(timer, "pause", "2026-11-24T10:00")
    act(timer, "resume", "2026-11-25T10:00", Calendars())
    assert timer.due_at == at("2026-12-01T14:00")
    close(THURSDAY)
    recount_all(now=at("2026-11-25T12:00"))
    assert Timer.objects.get(pk=timer.pk).due_at == at("2026-12-02T14:00")


def test_who_read_the_clock_before_the_recount_may_not_write_over_it():
    timer = begun(5)
    act(timer, "pause", "2026-11-24T10:00")
    old = Calendars()
    close(THURSDAY)
    recount_all(now=at("2026-11-25T12:00"))
    with pytest.raises(ValidationError) as refusal:
        workflow.resume(timer, old, now=at("2026-11-25T13:00"), by=None, reason="answered")
    assert refusal.value.code == "state"
    assert Timer.objects.get(pk=timer.pk).due_at == at("2026-12-01T14:00")


def test_the_command_loads_and_recounts(capsys):
    timer = begun(5)
    Holiday.objects.filter(date="2026-12-25").delete()
    close(THURSDAY)
    call_command("load_calendar")
    assert capsys.readouterr().out == (
        "Calendar: 1 holidays and 0 opening rules added, 1 running clocks moved.\n"
    )
    assert Timer.objects.get(pk=timer.pk).due_at == at("2026-12-01T14:00")
