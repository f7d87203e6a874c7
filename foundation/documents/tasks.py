import time
import uuid
from pathlib import Path

from celery import shared_task
from django.conf import settings

from foundation.documents.models import Document
from foundation.documents.storing import PART

OLD = 2 * 60 * 60  # Some files tell the hour only: they seem older than they are.
BATCH = 500


@shared_task
def sweep_orphans() -> int:
    """Remove files older than two hours that no row speaks of; returns how many.

    A file without a row is left by a transaction that did not commit or a process that was killed.
    """
    limit, removed = time.time() - OLD, 0
    old = [path for path in Path(settings.DOCUMENT_ROOT).glob("??/*") if path.stat().st_mtime < limit]
    for start in range(0, len(old), BATCH):
        batch = old[start : start + BATCH]
        ids = {path: _id_in(path.name) for path in batch}
        known = set(Document.objects.filter(pk__in=filter(None, ids.values())).values_list("pk", flat=True))
        for path, document_id in ids.items():
            if document_id not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _id_in(name: str) -> uuid.UUID | None:
    """None for a half-written file (".part"), which never has a row of its own."""
    try:
        return None if name.endswith(PART) else uuid.UUID(name)
    except ValueError:
        return None
