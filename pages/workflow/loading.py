"""The verb of the loader: the texts that come with the portal, until people write their own."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from foundation.audit.trail import record
from pages.models import Edition, Page
from pages.workflow.table import PUBLISHED
from pages.workflow.writing import TEXTS, next_number


@transaction.atomic
def load_text(kind: str, texts: dict, *, by: None, now: datetime) -> Edition | None:
    """Publish `texts` (title, body, title_en, body_en) at once; an act of the system, so `by` is None.

    None: nothing was done, because people wrote an edition of this page or the newest one says the same.
    """
    page = Page.objects.select_for_update().get(pk=Page.objects.get_or_create(kind=kind)[0].pk)
    if page.editions.filter(changed_by__isnull=False).exists():
        return None
    newest = page.editions.order_by("-number").first()
    if newest and all(getattr(newest, name) == texts[name] for name in TEXTS):
        return None
    edition = Edition.objects.create(
        page=page, number=next_number(page), status=PUBLISHED, effective_on=timezone.localdate(now),
        changed_at=now, decided_at=now, **texts,
    )  # fmt: skip
    record("page.loaded", page, by=by, at=now, edition=edition.number)
    return edition
