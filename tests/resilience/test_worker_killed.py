"""A worker that is killed in the middle, again and again, changes nothing of what is there in the end."""

import os
import time
from datetime import timedelta
from random import Random

from django.conf import settings
from django.db.models import F

from accounts.models import Role
from applications.models import Permit
from applications.workflow import retry_permit
from foundation.documents.tasks import OLD
from foundation.notifications.delivery import LEASE
from foundation.registry.clock import database_now
from tests import cast
from tests.resilience.files import (
    approved,
    each_permit_is_whole,
    emails,
    ids_of,
    recorded,
    short_permit,
    stored,
    waiting,
)
from tests.resilience.post_office import PostOffice
from tests.resilience.stage import WORKER, Stage, held, waiting_for_lock

FILES = 18
PRODUCE, DELIVER = "applications.tasks.produce_permits", "foundation.notifications.tasks.deliver_due"
SWEEP = "foundation.documents.tasks.sweep_orphans"
SEED = 23112026


def fresh_worker(stage: Stage, office: PostOffice):
    """One of its two children makes permits, the other sends letters; it would wait a minute for a row."""
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(office.port), "EMAIL_USE_TLS": "False"}
    worker = stage.start_worker(**mail, LOCK_TIMEOUT="60s", STATEMENT_TIMEOUT="60s")
    stage.nudge(PRODUCE)
    stage.nudge(DELIVER)
    return worker


def kill_in_the_middle(stage: Stage, office: PostOffice, chance: Random, *, is_taken: bool) -> None:
    """While its letter is on the way, and one of the next permits is on the disk but not committed, or drawn
    but not on the disk.
    """
    permit = chance.choice(waiting())
    on_disk = ("sla_timer", permit.application.timer_id)
    drawn = ("applications_application", permit.application_id)
    files_before = stored()
    office.leave_waiting(chance.randint(1, 4), is_taken=is_taken)
    place = chance.choice([on_disk, drawn])
    with held(*place):
        worker = fresh_worker(stage, office)
        stage.until(office.someone_waits.is_set, "a letter on its way")
        stage.until(lambda: waiting_for_lock(WORKER), "a permit in the making")
        stage.kill(worker)
        assert bool(stored() - files_before - recorded()) == (place == on_disk)
    stage.until_gone(WORKER)
    assert Permit.objects.get(pk=permit.pk).document is None
    office.leave_no_one_waiting()


def kill_at_random(stage: Stage, office: PostOffice, chance: Random) -> None:
    """A moment after it has begun to send."""
    before = len(office.taken)
    worker = fresh_worker(stage, office)
    stage.until(lambda: len(office.taken) > before, "the first letter of this worker")
    time.sleep(chance.uniform(0, 0.1))
    stage.kill(worker)
    stage.until_gone(WORKER)


def two_minutes_pass() -> None:
    """The leases of the dead run out; a permit that was hit five times is started again by an administrator."""
    emails("pending").update(next_try_at=F("next_try_at") - LEASE)
    for permit in Permit.objects.failed():
        retry_permit(permit.pk, by=cast.officer("Wayan", Role.ADMINISTRATOR), now=database_now())


def everything_is_an_hour_old() -> None:
    long_ago = time.time() - 2 * OLD
    for path in settings.DOCUMENT_ROOT.glob("??/*"):
        os.utime(path, (long_ago, long_ago))


def test_permits_are_made_once_and_letters_sent_at_least_once(stage):
    now = database_now() - timedelta(days=1)
    short_permit(now)
    files = approved(FILES, now=now)
    chance = Random(SEED)  # noqa: S311 (chooses where to kill, keeps no secret)
    taken_unmarked = [True, False, True, False, True]
    with PostOffice() as office:
        for is_taken in taken_unmarked:
            kill_in_the_middle(stage, office, chance, is_taken=is_taken)
            two_minutes_pass()
        kill_at_random(stage, office, chance)
        two_minutes_pass()
        fresh_worker(stage, office)
        stage.until(lambda: not waiting(), "every permit")
        stage.nudge(DELIVER)
        stage.until(lambda: not emails("pending"), "every letter")
    each_permit_is_whole(files)
    assert not emails("failed", "kept")
    assert set(office.taken) == ids_of(emails("sent"))
    again = len(office.taken) - len(set(office.taken))
    assert sum(taken_unmarked) <= again <= sum(taken_unmarked) + 1
    assert stored() > recorded()
    everything_is_an_hour_old()
    stage.nudge(SWEEP)
    stage.until(lambda: stored() == recorded(), "what the killed left on the disk is swept away")
