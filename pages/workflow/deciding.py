"""Verbs of the second person: approve, send back, take down."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from foundation.registry import moves
from pages import validators
from pages.models import Edition, Reason
from pages.workflow.table import DRAFT, PUBLISHED, TRANSITIONS, WITHDRAWN, begun, ended
from pages.workflow.writing import check_complete


@transaction.atomic
def approve(edition_id: int, *, seen: int | None = None, by, now: datetime) -> Edition:
    """Shown from today or from its first day on; the former text stays readable to staff."""
    edition = begun("approve", edition_id, by=by, seen=seen)
    today = timezone.localdate(now)
    check_complete(edition, today)
    effective_on = max(edition.starts_on or today, today)
    moves.change(edition, status=PUBLISHED, effective_on=effective_on, decided_by=by, decided_at=now)
    params = {"effective_on": effective_on.isoformat()}
    ended("approve", "page.approved", edition, by=by, now=now, tell=edition.writers.all(), **params)
    return edition


@transaction.atomic
def refuse(edition_id: int, *, reason: str, seen: int | None = None, by, now: datetime) -> Edition:
    """Back to the editor, with the reason."""
    edition = begun("refuse", edition_id, by=by, seen=seen)
    text = validators.check_reason(reason)
    moves.change(edition, status=DRAFT)
    Reason.objects.create(edition=edition, act="refuse", text=text, by=by, at=now)
    ended("refuse", "page.refused", edition, by=by, now=now, tell=edition.writers.all())
    return edition


@transaction.atomic
def withdraw(edition_id: int, *, reason: str, seen: int | None = None, by, now: datetime) -> Edition:
    """Take a published edition down: the former text of the page stands again, an announcement is gone whole."""
    edition = begun("withdraw", edition_id, by=by, seen=seen)
    text = validators.check_reason(reason)
    for one in (edition, *_earlier(edition)):
        moves.check_move(TRANSITIONS, "withdraw", by, one)
        moves.change(one, status=WITHDRAWN, decided_by=by, decided_at=now)
        Reason.objects.create(edition=one, act="withdraw", text=text, by=by, at=now)
        ended("withdraw", "page.withdrawn", one, by=by, now=now, tell=one.writers.all())
    return edition


def _earlier(edition: Edition) -> list[Edition]:
    """Its earlier texts would come back: right for a page that must stand, wrong for news."""
    if not edition.page.is_announcement:
        return []
    return list(edition.page.editions.published().exclude(pk=edition.pk).select_related("page"))
