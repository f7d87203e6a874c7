"""Beat is dead while clocks come due; two beats afterwards, at once, ring each of them once."""

from collections import Counter
from datetime import timedelta

from accounts.models import Role
from applications.models import Application
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from mpp_portal import background
from tests import cast
from tests.resilience.files import PERMIT, emails, ids_of, short_permit
from tests.resilience.stage import WORKER, Stage, held, waiting_for_lock

FILES = 6
SWEEP = "sla.tasks.sweep"
SWEEPS = 2  # as many as the worker has children
LONG_AGO = timedelta(days=90)
CLOCKS = ("tier", "service")
READY_AGAIN_IN = 30.0  # seconds between two ticks, at most


def announced(verb: str) -> Counter[tuple[str, str]]:
    """(id of the file, which clock) -> how often it was told of."""
    told = Entry.objects.filter(action=f"application.{verb}").values_list("target_id", "params__clock")
    return Counter(told)


def sweeps_go_by(stage: Stage, number: int) -> None:
    done = stage.times_done(SWEEP)
    stage.until(lambda: stage.times_done(SWEEP) >= done + number, f"{number} more sweeps")


def test_each_clock_rings_once_after_beat_was_dead(stage):
    now = database_now()
    short_permit(now - LONG_AGO)
    sari = cast.citizen("Sari")
    cast.officer("Ratna", Role.COORDINATOR)
    cast.officer("Budi", Role.FRONT_OFFICE, "dpuprpkp")
    in_time = cast.submitted(PERMIT, by=sari, now=now)
    stage.start_worker(LOCK_TIMEOUT="60s", STATEMENT_TIMEOUT="60s")
    beat = stage.start_beat("first")
    sweeps_go_by(stage, 1)
    stage.kill(beat)

    late = [cast.submitted(PERMIT, by=sari, now=now - LONG_AGO) for _ in range(FILES)]
    assert not announced("escalate")

    with held("applications_application", *[one.pk for one in late]):
        stage.start_beat("first")
        stage.start_beat("second")
        stage.until(
            lambda: waiting_for_lock(WORKER) == SWEEPS, "two sweeps at once with the same clocks in hand"
        )
    expected = Counter({(str(one.pk), clock): 1 for one in late for clock in CLOCKS})
    stage.until(lambda: announced("escalate") >= expected, "every clock rings")
    sweeps_go_by(stage, 4)
    assert announced("escalate") == expected
    assert str(in_time.pk) not in dict(announced("warn"))
    assert not Application.objects.filter(timer__rang_at=None, pk__in=[one.pk for one in late]).exists()
    stage.until(lambda: not emails("pending"), "every letter about it")
    assert stage.letters() == dict.fromkeys(ids_of(emails("sent")), 1)
    rings = Notification.objects.filter(entry__action="application.escalate", channel="bell")
    told = Counter(rings.values_list("recipient", "entry"))
    assert set(told.values()) == {1}
    assert {entry for _, entry in told} == set(
        Entry.objects.filter(action="application.escalate").values_list("pk", flat=True)
    )


def test_beat_asks_often_enough_that_a_clock_rings_within_a_minute():
    """The stage's beat is hasty; the real one may take half a minute from tick to tick."""
    tick = background.beat_schedule["sweep-timers"]
    assert tick["task"] == SWEEP
    assert tick["schedule"] <= READY_AGAIN_IN
