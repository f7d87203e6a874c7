"""Two sweeps at once, on connections of their own: each clock rings once, by the guard in the mark alone."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from applications.workflow import clock
from foundation.notifications.models import Notification
from sla.models import Timer
from sla.tasks import announce
from tests import cast
from tests.sla.files import LIBRARY_CARD, announced, coordinator
from tests.sla.offices import at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("catalogue")]
LONG_AFTER = at("2027-06-01T10:00")


def files(count: int, now) -> set[tuple[str, str]]:
    """That many sent files, with two clocks each; what shall be announced, once each."""
    sent = [cast.submitted(LIBRARY_CARD, now=now + timedelta(minutes=n)) for n in range(count)]
    coordinator()
    return {(file.number, which) for file in sent for which in ("tier", "service")}


def two_sweeps() -> list[int]:
    """Both start at one moment; how many each of them rang."""
    start, rang, faults = Barrier(2, timeout=30), [], []

    def run():
        try:
            start.wait()
            rang.append(announce(LONG_AFTER, seconds=120)["rang"])
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return rang


def test_each_of_200_clocks_rings_once(now):
    expected = files(100, now)
    assert len(expected) == 200
    rang = two_sweeps()
    assert sum(rang) == 200
    assert Counter(announced("escalate")) == Counter(expected)
    bells = Notification.objects.filter(entry__action="application.escalate", channel="bell")
    assert bells.count() == 200
    assert Timer.objects.filter(rang_at=LONG_AFTER).count() == 200


def test_without_the_guard_in_the_mark_clocks_ring_twice(now, monkeypatch):
    """The negative control: the same race with a mark that does not look whether it is still due."""
    expected = files(10, now)

    def unguarded(timer_id, *, now):
        return Timer.objects.filter(pk=timer_id).update(rang_at=now) == 1

    monkeypatch.setattr(clock, "mark_rung", unguarded)
    two_sweeps()
    counts = Counter(announced("escalate"))
    assert set(counts) == expected
    assert max(counts.values()) == 2


def test_a_file_that_somebody_holds_for_a_moment_is_waited_for(now):
    """The sweep waits at the case's lock for the verb before it, and then sees what that verb has done."""
    file = cast.submitted(LIBRARY_CARD, now=now)
    held, done = Barrier(2, timeout=30), []

    def withdraw():
        try:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT 1 FROM applications_application WHERE id = %s FOR UPDATE", [file.pk])
                held.wait()
                cursor.execute("SELECT pg_sleep(0.5)")
                cursor.execute("UPDATE sla_timer SET stopped_at = %s", [now])
                cursor.execute("COMMIT")
            done.append(True)
        finally:
            connections.close_all()

    thread = Thread(target=withdraw)
    thread.start()
    held.wait()
    assert announce(LONG_AFTER)["rang"] == 0
    thread.join()
    assert done == [True]
    assert announced("escalate") == []
