from celery import shared_task

from foundation.notifications.delivery import deliver


@shared_task
def deliver_due() -> int:
    """A nudge: the rows say what is to be sent."""
    return deliver()
