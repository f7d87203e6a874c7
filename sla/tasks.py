import logging

from celery import shared_task

from foundation.registry.clock import database_now
from sla.models import Timer
from sla.signals import timer_rang, timer_warned

log = logging.getLogger(__name__)
BATCH = 500


def _tell(signal, timers, now) -> int:
    """Call the owner once per timer; one that fails is logged and does not stop the rest."""
    ids = list(timers.order_by("due_at").values_list("pk", flat=True)[:BATCH])
    for timer_id in ids:
        for _, answer in signal.send_robust(Timer, timer_id=timer_id, now=now):
            if isinstance(answer, Exception):
                log.error("Timer %s could not be announced.", timer_id, exc_info=answer)
    return len(ids)


@shared_task
def sweep() -> dict[str, int]:
    """Ask what is due and tell its owners; may run twice at once, and catches up after any stop."""
    now = database_now()
    rang = _tell(timer_rang, Timer.objects.to_ring(now), now)
    return {"rang": rang, "warned": _tell(timer_warned, Timer.objects.to_warn(now), now)}
