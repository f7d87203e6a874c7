"""The sweep over real files: all that is due is told once, nothing early, and one failure stops nothing."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from applications import workflow
from applications.models import Application
from foundation.registry.clock import database_now
from sla.models import Timer
from sla.signals import timer_rang
from sla.tasks import announce, sweep
from sla.workflow import mark_rung
from tests import cast
from tests.sla.files import LIBRARY_CARD, RESEARCH, announced, answered, clock_of, returned
from tests.sla.offices import at

pytestmark = pytest.mark.usefixtures("catalogue")
SECOND = timedelta(seconds=1)
LONG_AFTER = at("2027-06-01T10:00")


def refuse_entries_about(*files: Application) -> None:
    """From now on the database refuses every entry about these files, which comes after the clock's mark."""
    marks = ", ".join(f"'{file.pk}'" for file in files)
    run(
        "SET CONSTRAINTS ALL IMMEDIATE",
        "CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'This entry is refused.'; END $$",
        "CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry FOR EACH ROW "
        f"WHEN (NEW.target_id IN ({marks})) EXECUTE FUNCTION refuse_entry()",
    )


def mend() -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE", "DROP TRIGGER refuse_entry ON audit_entry")


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_it_warns_once_at_three_quarters_and_rings_once_at_due_and_never_early(now):
    file = cast.submitted(RESEARCH, now=now)
    tier, service = clock_of(file), file.timer
    moments = sorted(
        [(tier.warn_at, "warn", "tier"), (tier.due_at, "escalate", "tier")]
        + [(service.warn_at, "warn", "service"), (service.due_at, "escalate", "service")]
    )
    heard = {"warn": [], "escalate": []}
    for moment, action, clock in moments:
        announce(moment - SECOND)
        assert {kind: announced(kind) for kind in heard} == heard
        heard[action].append((file.number, clock))
        for _ in range(2):
            announce(moment)
            assert {kind: announced(kind) for kind in heard} == heard
    announce(LONG_AFTER)
    assert {kind: announced(kind) for kind in heard} == heard
    for timer in Timer.objects.all():
        assert (timer.warned_at, timer.rang_at) == (timer.warn_at, timer.due_at)


def test_it_says_how_many_it_told(now):
    file = cast.submitted(RESEARCH, now=now)
    assert announce(now) == {"rang": 0, "warned": 0}
    assert announce(clock_of(file).warn_at) == {"rang": 0, "warned": 1}
    assert announce(LONG_AFTER) == {"rang": 2, "warned": 0}
    assert announce(LONG_AFTER) == {"rang": 0, "warned": 0}


def test_a_paused_clock_never_rings_and_one_that_goes_on_rings_at_its_new_time(now):
    file = cast.pass_one(cast.submitted(RESEARCH, now=now), now=now + timedelta(hours=1))
    clock = clock_of(file)
    file = returned(file, now=now + timedelta(hours=2))
    assert announce(LONG_AFTER) == {"rang": 0, "warned": 0}
    answered(file, now=at("2026-12-01T09:00"))
    moved = Timer.objects.get(pk=clock.pk)
    assert moved.due_at > clock.due_at
    announce(moved.due_at - SECOND)
    assert announced("escalate") == []
    announce(moved.due_at)
    assert announced("escalate") == [(file.number, "tier")]


def test_clocks_stopped_for_an_incomplete_file_ring_only_after_they_begin_anew(now):
    file = returned(cast.submitted(RESEARCH, now=now), now=now + timedelta(hours=1))
    assert announce(LONG_AFTER) == {"rang": 0, "warned": 0}
    file = answered(file, now=at("2026-12-01T09:00"))
    assert clock_of(file).started_at == at("2026-12-01T09:00")
    announce(LONG_AFTER)
    assert sorted(announced("escalate")) == [(file.number, "service"), (file.number, "tier")]


def test_a_file_taken_back_never_rings(now):
    file = cast.submitted(RESEARCH, now=now)
    workflow.withdraw(file.pk, by=file.filed_by, now=now)
    assert announce(LONG_AFTER) == {"rang": 0, "warned": 0}


def test_a_kept_tier_is_silent_while_the_service_still_counts(now):
    file = cast.pass_one(cast.submitted(LIBRARY_CARD, now=now), now=now + timedelta(hours=1))
    assert file.status == "approved"
    announce(LONG_AFTER)
    assert announced("escalate") == [(file.number, "service")]


def test_half_an_hour_without_beat_is_made_up_for_by_one_sweep(now):
    files = [cast.submitted(LIBRARY_CARD, now=now + timedelta(minutes=3 * n)) for n in range(10)]
    for n, timer in enumerate(Timer.objects.order_by("started_at")):
        Timer.objects.filter(pk=timer.pk).update(due_at=now + timedelta(minutes=2 * n))
    Timer.objects.update(warn_at=now - SECOND)
    announce(now + timedelta(minutes=40), seconds=600)
    both = {(file.number, clock) for file in files for clock in ("tier", "service")}
    assert len(announced("escalate")) == len(both) == 20
    assert set(announced("escalate")) == both
    assert announced("warn") == []


def test_the_task_takes_the_time_of_the_database(now):
    today = timezone.localtime(database_now())
    file = cast.submitted(RESEARCH, now=today - timedelta(days=60))
    recent = cast.submitted(RESEARCH, now=today)
    before = database_now()
    assert sweep() == {"rang": 2, "warned": 0}
    rang = {timer.pk: timer.rang_at for timer in Timer.objects.exclude(rang_at=None)}
    assert set(rang) == {file.timer_id, clock_of(file).pk}
    assert recent.timer_id not in rang
    assert all(before <= moment <= database_now() for moment in rang.values())
    assert sweep() == {"rang": 0, "warned": 0}


def test_one_failing_file_does_not_stop_the_rest_and_rings_when_mended(now, caplog):
    files = [cast.submitted(LIBRARY_CARD, now=now + timedelta(minutes=n)) for n in range(3)]
    refuse_entries_about(files[0])
    with caplog.at_level(logging.ERROR, logger="sla.tasks"):
        assert announce(LONG_AFTER)["rang"] == 4
    assert {number for number, _ in announced("escalate")} == {files[1].number, files[2].number}
    failed = {files[0].timer_id, clock_of(files[0]).pk}
    named = {record.args[0] for record in caplog.records if record.name == "sla.tasks"}
    assert named == failed
    # The mark went with the effect: nobody was told, so the clock has not rung.
    assert set(Timer.objects.filter(rang_at=None).values_list("pk", flat=True)) == failed
    mend()
    assert announce(LONG_AFTER + timedelta(seconds=20)) == {"rang": 2, "warned": 0}
    assert len(announced("escalate")) == 6


def test_what_failed_stands_at_the_end_of_the_queue(now):
    first = [cast.submitted(LIBRARY_CARD, now=now + timedelta(minutes=n)) for n in range(3)]
    refuse_entries_about(*first)
    announce(LONG_AFTER)
    later = cast.submitted(LIBRARY_CARD, now=now + timedelta(days=30))
    heard = []

    def listen(sender, *, timer_id, **kwargs):
        heard.append(timer_id)

    timer_rang.connect(listen)
    try:
        announce(LONG_AFTER + timedelta(seconds=20))
    finally:
        timer_rang.disconnect(listen)
    assert len(heard) == 8
    assert set(heard[:2]) == {later.timer_id, clock_of(later).pk}


def test_one_run_rings_more_than_a_thousand(now):
    Timer.objects.bulk_create(
        Timer(amount=1, started_at=now, due_at=now + timedelta(seconds=n), warn_at=now) for n in range(1200)
    )

    def ring(sender, *, timer_id, now, **kwargs):
        return mark_rung(timer_id, now=now)

    timer_rang.connect(ring)
    try:
        assert announce(LONG_AFTER, seconds=600) == {"rang": 1200, "warned": 0}
    finally:
        timer_rang.disconnect(ring)
    assert not Timer.objects.filter(rang_at=None).exists()


def test_a_run_that_has_no_time_left_leaves_the_rest_to_the_next_one(now):
    file = cast.submitted(RESEARCH, now=now)
    assert announce(LONG_AFTER, seconds=-1) == {"rang": 0, "warned": 0}
    assert announce(LONG_AFTER) == {"rang": 2, "warned": 0}
    assert len(announced("escalate")) == 2
    assert Timer.objects.get(pk=file.timer_id).tried_at is None


def test_a_clock_that_belongs_to_no_file_stays_quiet_and_stops_nobody(now):
    Timer.objects.create(amount=1, started_at=now, due_at=now, warn_at=now)
    file = cast.submitted(LIBRARY_CARD, now=now)
    assert announce(LONG_AFTER) == {"rang": 2, "warned": 0}
    assert {number for number, _ in announced("escalate")} == {file.number}
