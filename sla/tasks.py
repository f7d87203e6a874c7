"""The sweep: beat ticks, the rows say what is due, their owners act."""

import logging
import time
from datetime import datetime

from celery import shared_task
from django.db import DatabaseError, connection
from django.db.models import F

from foundation.registry.clock import database_now
from foundation.registry.ticks import tick
from sla.models import Timer
from sla.signals import timer_rang, timer_warned

log = logging.getLogger(__name__)
MOST = 10_000
SECONDS = 40.0  # a run ends before the time limit of a task


@shared_task
def sweep() -> dict[str, int]:
    """Ask what is due and tell its owners; may run twice at once, and catches up after any stop."""
    told = announce(database_now())
    tick("sweep")
    return told


def announce(now: datetime, *, seconds: float = SECONDS) -> dict[str, int]:
    """Ring what is due at `now`, then warn what is nearly due; returns how many of each this run told.

    All that is due in one run, unless it takes longer than `seconds`: the next run goes on. What failed goes
    to the end of the queue, so that it never stands before the rest.
    """
    ends = time.monotonic() + seconds
    rang = _tell(timer_rang, Timer.objects.to_ring(now), now, ends)
    return {"rang": rang, "warned": _tell(timer_warned, Timer.objects.to_warn(now), now, ends)}


def _tell(signal, timers, now: datetime, ends: float) -> int:
    queue = timers.order_by(F("tried_at").asc(nulls_first=True), "due_at", "pk")
    told = 0
    for timer_id in list(queue.values_list("pk", flat=True)[:MOST]):
        if time.monotonic() > ends:
            log.warning("The sweep ran out of time; the next one goes on.")
            break
        answers = signal.send_robust(Timer, timer_id=timer_id, now=now)
        if any(answer is True for _, answer in answers):
            told += 1
        else:
            _put_back(timers.filter(pk=timer_id), timer_id, now)
    return told


def _put_back(still_due, timer_id, now: datetime) -> None:
    """Its owner failed, or somebody was faster and nothing is left to do."""
    if not connection.in_atomic_block:
        # Where the connection broke, the next timer gets a new one.
        connection.close_if_unusable_or_obsolete()
    try:
        if still_due.update(tried_at=now):
            log.error("Timer %s could not be announced; it is tried again at the next sweep.", timer_id)
    except DatabaseError:
        log.exception("Timer %s could not be announced, nor put back.", timer_id)
