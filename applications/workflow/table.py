"""The moves of a file: one table that guards the verbs, chooses the buttons, is drawn in docs/workflow.md."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from applications import permissions
from applications.models import Application, Review

DRAFT, SUBMITTED, IN_REVIEW, NEEDS_CORRECTION, APPROVED, ISSUED, REJECTED, WITHDRAWN, LAPSED = (
    Application.Status
)
# Side by side tiers go on working while another one waits for the citizen.
CLAIMED = (IN_REVIEW, NEEDS_CORRECTION)
AT_DESK = (SUBMITTED, *CLAIMED)


class Move(NamedTuple):
    """Statuses from which the verb may start, those it may lead to, and who may."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    guard: object


TRANSITIONS = {
    "save_draft": Move((DRAFT,), (DRAFT,), permissions.filer),
    "attach": Move((DRAFT, NEEDS_CORRECTION), (DRAFT, NEEDS_CORRECTION), permissions.filer),
    "detach": Move((DRAFT,), (DRAFT,), permissions.filer),
    "discard": Move((DRAFT,), (), permissions.filer),
    "submit": Move((DRAFT,), (SUBMITTED,), permissions.filer),
    "claim": Move(AT_DESK, CLAIMED, permissions.claimant),
    "release": Move(CLAIMED, CLAIMED, permissions.releaser),
    "judge": Move(CLAIMED, CLAIMED, permissions.holder_of_claim),
    "pass_on": Move(CLAIMED, CLAIMED, permissions.passer),
    "return_for_correction": Move(CLAIMED, (NEEDS_CORRECTION,), permissions.holder_of_claim),
    "answer": Move((NEEDS_CORRECTION,), (IN_REVIEW,), permissions.filer),
    "approve": Move(CLAIMED, (IN_REVIEW, NEEDS_CORRECTION, APPROVED), permissions.decider),
    "reject": Move(CLAIMED, (REJECTED,), permissions.decider),
    "withdraw": Move(AT_DESK, (WITHDRAWN,), permissions.filer),
    "record_product": Move((APPROVED,), (ISSUED,), permissions.recorder),
    "issue": Move((APPROVED,), (ISSUED,), permissions.system),
    "lapse": Move((NEEDS_CORRECTION,), (LAPSED,), permissions.system),
}
# These are about one step of a file; the others about the file itself.
REVIEW_VERBS = {"claim", "release", "judge", "pass_on", "return_for_correction", "approve", "reject"}


def check(verb: str, user, application: Application, review: Review | None = None) -> None:
    """The person first (PermissionDenied, 403), then the table (ValidationError code "state", 409)."""
    move = TRANSITIONS[verb]
    if refusal := move.guard(user, application, review):
        raise PermissionDenied(refusal)
    if application.status not in move.before:
        raise stale(application)


def stale(application: Application) -> ValidationError:
    """The refusal of an act that comes too late; doors answer 409."""
    return ValidationError(
        _(
            "Tindakan ini tidak bisa lagi dilakukan: status permohonan sekarang “%(status)s”. "
            "Muat ulang halaman."
        ),
        code="state",
        params={"status": application.get_status_display()},
    )


def allowed(user, application: Application, review: Review | None = None) -> set[str]:
    """The verbs that person may call now, on this step or without one on the file: a page's buttons."""
    return {
        verb
        for verb, move in TRANSITIONS.items()
        if application.status in move.before
        and (review is None) == (verb not in REVIEW_VERBS)
        and not move.guard(user, application, review)
    }
