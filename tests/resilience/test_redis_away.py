"""Redis is frozen, then dead, while citizens send and an officer approves; it comes back empty, nothing is missing."""

from applications.models import Application
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from tests import cast
from tests.applications.at_the_counter import fill, local_now, send, started, text_of, upload_all
from tests.foundation.scene import at_once
from tests.resilience.files import (
    PERMIT,
    each_permit_is_whole,
    emails,
    entries,
    ids_of,
    short_permit,
    waiting,
)
from tests.resilience.visitor import Visitor

CITIZENS = ["pemohon", "pemohon2", "pemohon3"]
EACH = 2
BOUND = 10.0  # seconds; an answer that waits for a dead Redis without end would take sixty


def sent_files(visitor: Visitor, count: int) -> list[str]:
    """From the service to the receipt, some times; the numbers on the receipts."""
    numbers = []
    for _ in range(count):
        draft = started(visitor, PERMIT)
        assert fill(visitor, draft).status_code == 302
        upload_all(visitor, draft)
        answer = send(visitor, draft)
        assert answer.status_code == 302, text_of(answer)
        receipt = text_of(visitor.get(answer.url))
        numbers.append(Application.objects.get(pk=draft.pk).number)
        assert numbers[-1] in receipt
    return numbers


def sent_at_once(visitors: list[Visitor]) -> list[str]:
    results = at_once(len(visitors), lambda number: sent_files(visitors[number], EACH))
    assert all(isinstance(result, list) for result in results), results
    return [number for numbers in results for number in numbers]


def test_nothing_waits_for_redis_and_nothing_is_lost_with_it(stage, logins):
    short_permit(local_now())
    stage.start_worker()
    stage.start_beat()
    stage.start_web()
    visitors = [Visitor(stage.port).sign_in(office) for office in CITIZENS]
    stage.until(lambda: stage.times_done("sla.tasks.sweep"), "the worker and its beat are at work")
    with stage.frozen_redis():
        numbers = sent_files(visitors[0], 1)
        stage.kill_redis()
    numbers += sent_at_once(visitors)
    assert len(set(numbers)) == 1 + len(CITIZENS) * EACH
    assert max(visitor.slowest for visitor in visitors) < BOUND
    files = list(Application.objects.filter(number__in=numbers))
    assert len(files) == len(numbers)
    for file in files:
        cast.pass_one(file, now=database_now())
    assert len(waiting()) == len(files), "the worker was not cut off: this test shows nothing"
    assert len(emails("pending")) == 2 * len(files)
    assert not stage.letters()

    stage.start_redis_empty()
    stage.until(lambda: not waiting() and not emails("pending"), "everything that waited is done")
    each_permit_is_whole(files)
    assert entries("application.submit") == entries("application.issue")
    assert stage.letters() == dict.fromkeys(ids_of(emails("sent")), 1)
    assert len(emails("sent")) == 3 * len(files)
    assert not Notification.objects.filter(state="failed").exists()
    for visitor in visitors:
        assert visitor.get("/permohonan/").status_code == 200, "her session outlives Redis"
