"""The moves of a complaint: one table that guards the verbs, chooses the buttons, is drawn in docs/complaints.md."""

from complaints import permissions
from complaints.models import Complaint
from foundation.registry.moves import Move, allowed_moves

FILED, VERIFIED, FORWARDED, ANSWERED, DISPUTED, CLOSED, ARCHIVED = Complaint.Status
OPEN = (FILED, VERIFIED, FORWARDED, ANSWERED, DISPUTED)

TRANSITIONS = {
    "add_photo": Move((FILED,), (FILED,), permissions.reporter),
    "verify": Move((FILED,), (VERIFIED,), permissions.officer),
    "forward": Move((VERIFIED, FORWARDED, DISPUTED), (FORWARDED,), permissions.router),
    "send_back": Move((FORWARDED,), (VERIFIED,), permissions.official),
    "answer_meanwhile": Move((FORWARDED, DISPUTED), (FORWARDED, DISPUTED), permissions.responder),
    "answer": Move((VERIFIED, FORWARDED, DISPUTED), (ANSWERED,), permissions.responder),
    "reply": Move(OPEN, OPEN, permissions.reporter),
    "dispute": Move((ANSWERED,), (DISPUTED,), permissions.reporter),
    "accept": Move((ANSWERED,), (CLOSED,), permissions.reporter),
    "close": Move((ANSWERED,), (CLOSED,), permissions.router),
    "close_by_silence": Move((ANSWERED,), (CLOSED,), permissions.system),
    "archive": Move((FILED, VERIFIED), (ARCHIVED,), permissions.officer),
    "conceal": Move((*OPEN, CLOSED), (*OPEN, CLOSED), permissions.officer),
    "release": Move((ANSWERED, CLOSED), (ANSWERED, CLOSED), permissions.officer),
}


def allowed(user, complaint: Complaint) -> set[str]:
    """The verbs that person may call now: a page's buttons."""
    return allowed_moves(TRANSITIONS, user, complaint)
