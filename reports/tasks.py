from celery import shared_task

from foundation.registry.clock import database_now
from reports.workflow import send_digest


@shared_task
def morning_digest() -> bool:
    """A nudge every few minutes: the row of the day says whether it was sent."""
    return send_digest(by=None, now=database_now()) is not None
