"""beat's schedule, which leaves a sign of life whenever it hands out work."""

import logging

from celery.beat import PersistentScheduler
from django.db import Error, connection

from foundation.registry.ticks import tick

log = logging.getLogger(__name__)


class LivingScheduler(PersistentScheduler):
    """beat can stop without ending (a clock set back is enough): whoever looks at the sign finds out."""

    def apply_async(self, entry, producer=None, advance=True, **more):
        leave_sign()
        return super().apply_async(entry, producer=producer, advance=advance, **more)


def leave_sign() -> None:
    """Never raises: a database that is away must not end the beat."""
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        tick("beat")
    except Error as error:
        log.warning("beat could not leave its sign of life: %s", type(error).__name__)
