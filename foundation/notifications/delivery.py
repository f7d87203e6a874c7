"""Sending what is due: lease rows in a short transaction, send outside of it, mark what was sent.

A killed worker leaves a lease that runs out; then the letter is sent again with the same Message-ID.
"""

import logging
import time
from datetime import datetime, timedelta
from itertools import takewhile

from django.db import transaction
from django.db.models import F

from foundation.notifications.channels import SENDERS
from foundation.notifications.models import Notification
from foundation.notifications.retrying import TRIES
from foundation.registry.clock import database_now

logger = logging.getLogger(__name__)

BATCH = 10
LEASE = timedelta(minutes=2)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=1)
SECONDS = 30.0  # a run ends long before its leases do, and before the time limit of a task


def deliver() -> int:
    """Send what is due, for at most half a minute; returns how many rows were settled."""
    stop = time.monotonic() + SECONDS
    _fail_unfinished(database_now())
    senders = {channel: sender() for channel, sender in SENDERS.items()}
    settled = 0
    try:
        while time.monotonic() < stop and (leased := lease(database_now())):
            for row in leased:
                if time.monotonic() < stop:
                    settled += _deliver_one(row, senders.get(row.channel))
                else:
                    _give_back(row)
    finally:
        for sender in senders.values():
            sender.close()
    return settled


def lease(now: datetime) -> list[Notification]:
    """Up to ten due rows, for nobody else during two minutes; one try is counted at once.

    A row that was tried before goes alone: a letter that kills its worker each time takes no other with it.
    """
    with transaction.atomic():
        due = Notification.objects.due(now).order_by("next_try_at").select_for_update(skip_locked=True)
        first = list(due.values_list("pk", "tries")[:BATCH])
        fresh = [pk for pk, _tries in takewhile(lambda row: row[1] == 0, first)]
        ids = fresh or [pk for pk, _tries in first[:1]]
        rows = Notification.objects.filter(pk__in=ids)
        rows.update(tries=F("tries") + 1, next_try_at=now + LEASE)
    return list(rows.select_related("entry").order_by("created_at")) if ids else []


def delay_after(tries: int) -> timedelta:
    """How long to wait after so many tries: one minute, doubling to an hour."""
    return min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY)


def _fail_unfinished(now: datetime) -> None:
    """Rows whose last try was begun and never ended: the worker was killed each time."""
    failed = Notification.objects.due(now).filter(tries__gte=TRIES).update(state=Notification.State.FAILED)
    if failed:
        logger.error("%s notifications failed: their last try was never finished.", failed)


def _deliver_one(row: Notification, sender) -> bool:
    """Whether the row was settled; one letter that cannot be sent never stops the rest."""
    if sender is None:
        return _settle(row, Notification.State.KEPT)
    try:
        sender.send(row)
    except Exception as error:
        # The error's own text may quote the address: only its kind is logged.
        logger.warning("Notification %s was not sent (try %s): %s", row.pk, row.tries, type(error).__name__)
        sender.close()
        return _try_later(row)
    return _settle(row, Notification.State.SENT, sent_at=database_now())


def _settle(row: Notification, state: str, **more) -> bool:
    return bool(_pending(row).update(state=state, **more))


def _try_later(row: Notification) -> bool:
    if row.tries >= TRIES:
        return _settle(row, Notification.State.FAILED)
    _pending(row).filter(tries=row.tries).update(next_try_at=database_now() + delay_after(row.tries))
    return False


def _give_back(row: Notification) -> None:
    _pending(row).filter(tries=row.tries).update(tries=F("tries") - 1, next_try_at=database_now())


def _pending(row: Notification):
    return Notification.objects.filter(pk=row.pk, state=Notification.State.PENDING)
