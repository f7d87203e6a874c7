"""The moves of an edition: one table that guards the verbs, chooses the buttons, is told in docs/pages.md."""

from datetime import datetime

from django.http import Http404
from django.urls import reverse

from foundation.audit.trail import record
from foundation.notifications.outbox import notify
from foundation.registry import moves
from foundation.registry.moves import Move
from pages import permissions
from pages.models import Edition, Page

DRAFT, SUBMITTED, PUBLISHED, WITHDRAWN = Edition.Status

TRANSITIONS = {
    "save": Move((DRAFT,), (DRAFT,), permissions.writer),
    "discard": Move((DRAFT,), (), permissions.writer),
    "submit": Move((DRAFT,), (SUBMITTED,), permissions.writer),
    "take_back": Move((SUBMITTED,), (DRAFT,), permissions.writer),
    "approve": Move((SUBMITTED,), (PUBLISHED,), permissions.second_person),
    "refuse": Move((SUBMITTED,), (DRAFT,), permissions.second_person),
    "withdraw": Move((PUBLISHED,), (WITHDRAWN,), permissions.second_person),
}


def allowed(user, edition: Edition) -> set[str]:
    """The verbs that person may call now: the page's buttons."""
    return moves.allowed_moves(TRANSITIONS, user, edition)


def locked(edition_id: int) -> Edition:
    """The edition, read once its page is locked: whatever happens to one page happens in turn. 404 if it is gone."""
    page = Page.objects.select_for_update(of=("self",)).filter(editions=edition_id).first()
    edition = Edition.objects.select_related("page").filter(pk=edition_id).first() if page else None
    if edition is None:
        raise Http404
    return edition


def begun(verb: str, edition_id: int, *, by, seen: int | None = None) -> Edition:
    """Lock, the person, the table, the version her page was drawn from: how every verb begins."""
    edition = locked(edition_id)
    moves.check_move(TRANSITIONS, verb, by, edition)
    moves.check_seen(edition, seen)
    return edition


def ended(verb: str, action: str, edition: Edition, *, by, now: datetime, tell=(), **params):
    """Where it landed, the entry, and those who are told: how every verb ends."""
    moves.check_landed(TRANSITIONS, verb, edition)
    entry = record(action, edition.page, by=by, at=now, edition=edition.number, **params)
    notify(tell, entry, at=now, link=reverse("desk_page", args=[edition.page_id]))
    return entry
