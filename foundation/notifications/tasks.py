from celery import shared_task

from foundation.notifications.delivery import deliver
from foundation.registry.ticks import tick


@shared_task
def deliver_due() -> int:
    """A nudge: the rows say what is to be sent."""
    settled = deliver()
    tick("delivery")
    return settled
