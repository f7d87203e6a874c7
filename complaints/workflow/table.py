"""The moves of a complaint: one table that guards the verbs, chooses the buttons, is drawn in docs/complaints.md."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

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


def not_now(verb: str, complaint: Complaint, now: datetime) -> ValidationError | None:
    """What stands against the verb though its status and the person are right (code "state"); None: nothing."""
    if verb == "close" and complaint.may_still_reply(now):
        return ValidationError(
            _("Pelapor masih boleh menanggapi sampai %(day)s. Tutup sesudah itu."),
            code="state",
            params={"day": f"{timezone.localtime(complaint.timer.due_at):%d-%m-%Y %H.%M}"},
        )
    if verb == "close_by_silence" and complaint.may_still_reply(now):
        return ValidationError(_("Batas tanggapan pelapor belum lewat."), code="state")
    if verb == "archive" and complaint.answered_at:
        return ValidationError(_("Pengaduan yang sudah dijawab tidak diarsipkan. Jawab lagi."), code="state")
    if verb == "release" and complaint.confidential:
        return ValidationError(_("Pengaduan rahasia tidak boleh ditampilkan kepada umum."), code="state")
    return None


def allowed(user, complaint: Complaint, *, now: datetime) -> set[str]:
    """The verbs that person may call now: a page's buttons, and what the API lists. Asks `timer`."""
    moves = allowed_moves(TRANSITIONS, user, complaint)
    return {verb for verb in moves if not_now(verb, complaint, now) is None}
