from datetime import timedelta

from celery import shared_task

from foundation.registry.clock import database_now
from foundation.registry.models import Receipt

KEEP = timedelta(hours=24)


@shared_task
def forget_old_receipts() -> int:
    """Receipts are kept a day; after that a repeated form is a new request."""
    deleted, _ = Receipt.objects.filter(created_at__lt=database_now() - KEEP).delete()
    return deleted
