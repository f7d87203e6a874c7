"""Sending what is due: lease rows in a short transaction, send outside of it, mark what was sent.

A killed worker leaves a lease that runs out; then the letter is sent again with the same Message-ID. One run at a
time serves a channel, so that a server that hangs holds up one process and no other channel.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum
from itertools import takewhile
from zlib import crc32

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F

from foundation.notifications.channels import SENDERS, NotNow, Refused
from foundation.notifications.models import Notification
from foundation.notifications.retrying import TRIES
from foundation.registry.clock import database_now

logger = logging.getLogger(__name__)

BATCH = 10
LEASE = timedelta(minutes=2)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=1)
SECONDS = 15.0  # of one channel: a run ends long before its leases do, and before the time limit of a task
REST = timedelta(seconds=30)  # for a channel whose server was found away
State, Reason = Notification.State, Notification.Reason


class Outcome(Enum):
    """Of one try. AWAY: nor will any other letter over this channel go now."""

    SETTLED, LATER, AWAY = range(3)


def deliver() -> int:
    """Send what is due, for at most half a minute; returns how many rows were settled."""
    _fail_unfinished(database_now())
    return sum(_deliver_over(channel) for channel in SENDERS)


def lease(channel: str, now: datetime) -> list[Notification]:
    """Up to ten due rows, for nobody else during two minutes; one try is counted at once.

    A row that was tried before goes alone: a letter that kills its worker each time takes no other with it.
    """
    with transaction.atomic():
        due = Notification.objects.due(now).filter(channel=channel).order_by("next_try_at")
        first = list(due.select_for_update(skip_locked=True).values_list("pk", "tries")[:BATCH])
        fresh = [pk for pk, _tries in takewhile(lambda row: row[1] == 0, first)]
        ids = fresh or [pk for pk, _tries in first[:1]]
        rows = Notification.objects.filter(pk__in=ids)
        rows.update(tries=F("tries") + 1, next_try_at=now + LEASE)
    return (
        list(rows.select_related("entry", "recipient__notice_choice").order_by("created_at")) if ids else []
    )


def delay_after(tries: int) -> timedelta:
    """How long to wait after so many tries: one minute, doubling to an hour."""
    return min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY)


def resting(channel: str) -> str:
    """The cache's key that is there while the channel's server is left in peace."""
    return f"notifications:resting:{channel}"


@contextmanager
def _only_run(channel: str) -> Iterator[bool]:
    """Whether this is the only run over the channel; ends with the block, or with the process."""
    key = crc32(f"notifications:{channel}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (is_mine,) = cursor.fetchone()
        try:
            yield is_mine
        finally:
            if is_mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _deliver_over(channel: str) -> int:
    if cache.get(resting(channel)):
        return 0
    with _only_run(channel) as is_mine:
        return _run(channel) if is_mine else 0


def _run(channel: str) -> int:
    stop, settled = time.monotonic() + SECONDS, 0
    sender = SENDERS[channel]()
    try:
        while time.monotonic() < stop and (leased := lease(channel, database_now())):
            for row in leased:
                if time.monotonic() >= stop:
                    _give_back(row)
                    continue
                outcome = _deliver_one(row, sender)
                settled += outcome is Outcome.SETTLED
                stop = 0 if outcome is Outcome.AWAY else stop
    finally:
        if sender:
            sender.close()
    return settled


def _fail_unfinished(now: datetime) -> None:
    """Rows whose last try was begun and never ended: the worker was killed each time."""
    unfinished = Notification.objects.due(now).filter(tries__gte=TRIES)
    failed = unfinished.update(state=State.FAILED, reason=Reason.KILLED)
    if failed:
        logger.error("%s notifications failed: their last try was never finished.", failed)


def _deliver_one(row: Notification, sender) -> Outcome:
    """One letter that cannot be sent never stops the rest; a server that is away does."""
    if sender is None:
        return _settle(row, State.KEPT)
    try:
        sender.send(row)
    except Refused as refusal:
        logger.warning("Notification %s was refused: %s", row.pk, refusal.reason)
        return _settle(row, State.FAILED, reason=refusal.reason)
    except Exception as error:
        # The error's own text may quote the address: only its kind is logged.
        kind = type(error.__cause__ or error).__name__
        logger.warning("Notification %s was not sent (try %s): %s", row.pk, row.tries, kind)
        sender.close()
        return _try_later(row, error if isinstance(error, NotNow) else NotNow(Reason.UNSENT))
    return _settle(row, State.SENT, sent_at=database_now(), reason="")


def _settle(row: Notification, state: str, **more) -> Outcome:
    return Outcome.SETTLED if _pending(row).update(state=state, **more) else Outcome.LATER


def _try_later(row: Notification, why: NotNow) -> Outcome:
    if why.is_away:
        pause = min(max(why.after, REST), LONGEST_DELAY)
        cache.set(resting(row.channel), True, pause.total_seconds())
    if row.tries >= TRIES:
        _settle(row, State.FAILED, reason=why.reason)
    else:
        later = database_now() + max(delay_after(row.tries), why.after)
        _pending(row).filter(tries=row.tries).update(next_try_at=later, reason=why.reason)
    return Outcome.AWAY if why.is_away else Outcome.LATER


def _give_back(row: Notification) -> None:
    _pending(row).filter(tries=row.tries).update(tries=F("tries") - 1, next_try_at=database_now())


def _pending(row: Notification):
    return Notification.objects.filter(pk=row.pk, state=State.PENDING)
