"""The moves of a file: one table that guards the verbs, chooses the buttons, is drawn in docs/workflow.md."""

from applications import permissions
from applications.models import Application, Review
from foundation.registry.moves import Move, allowed_moves, check_move
from services.models import Standard

DRAFT, SUBMITTED, IN_REVIEW, NEEDS_CORRECTION, APPROVED, ISSUED, REJECTED, WITHDRAWN, LAPSED = (
    Application.Status
)
# Side by side tiers go on working while another one waits for the citizen.
CLAIMED = (IN_REVIEW, NEEDS_CORRECTION)
AT_DESK = (SUBMITTED, *CLAIMED)

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
    check_move(TRANSITIONS, verb, user, application, review)


def records_by_hand(application: Application) -> bool:
    """Whether its product is issued elsewhere, so that a person records it; the portal's own it issues itself."""
    return application.standard.product_kind == Standard.ProductKind.OUTSIDE


def allowed(user, application: Application, review: Review | None = None) -> set[str]:
    """The verbs that person may call now, on this step or without one on the file: a page's buttons."""
    about = {
        verb: move
        for verb, move in TRANSITIONS.items()
        if (review is None) == (verb not in REVIEW_VERBS)
        and (verb != "record_product" or records_by_hand(application))
    }
    return allowed_moves(about, user, application, review)
