"""Who may. Each guard answers with the sentence why not, or "" when the person may.

Letters are those of `docs/access_matrix.csv`: c state, d own agency, f by secret, k identity, o own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Role
from complaints.models import Complaint
from complaints.models.complaint import ANSWERING_ROLES, READS_ALL
from complaints.secrets import opens


@dataclass(frozen=True)
class SecretHolder:
    """Whoever typed the secret of a complaint without an account; nobody else is known of her."""

    secret: str
    pk = None
    is_authenticated = False
    posts = ()

    def holds(self, role: str, agency_id: int | None = None) -> bool:
        return False


def not_your_task() -> str:
    return _("Anda tidak memiliki tugas ini.")


def own_complaint() -> str:
    return _("Anda tidak dapat menangani pengaduan sendiri atau pengaduan tentang pekerjaan Anda.")


def reporter(user, complaint: Complaint) -> str:
    """o: the account it was filed with; f: without an account, whoever holds its secret."""
    return "" if is_own(user, complaint) else not_your_task()


def is_own(user, complaint: Complaint) -> bool:
    if complaint.has_secret:
        return isinstance(user, SecretHolder) and opens(user.secret, complaint.pk)
    return user is not None and user.pk is not None and user.pk == complaint.reporter_id


def bars(user, complaint: Complaint) -> bool:
    """Her own complaint, one about her, or about a file she claimed or decided a step of."""
    return Complaint.objects.barred_to(user).filter(pk=complaint.pk).exists()


def _holds(user, role: str, agency_id: int | None = None) -> bool:
    """Nobody signed in and the system hold nothing."""
    return bool(user is not None and user.is_authenticated and user.holds(role, agency_id))


def _unless_barred(user, complaint: Complaint) -> str:
    return own_complaint() if bars(user, complaint) else ""


def officer(user, complaint: Complaint) -> str:
    """The complaint officer."""
    if not _holds(user, Role.COMPLAINT_OFFICER):
        return not_your_task()
    return _unless_barred(user, complaint)


def router(user, complaint: Complaint) -> str:
    """The complaint officer or the coordinator."""
    if not (_holds(user, Role.COMPLAINT_OFFICER) or _holds(user, Role.COORDINATOR)):
        return not_your_task()
    return _unless_barred(user, complaint)


def official(user, complaint: Complaint) -> str:
    """d: an approver or signatory of the agency that was asked."""
    if not _answers_for_agency(user, complaint):
        return not_your_task()
    return _unless_barred(user, complaint)


def responder(user, complaint: Complaint) -> str:
    """d: an official of the agency that was asked; or the complaint officer."""
    return "" if not officer(user, complaint) else official(user, complaint)


def system(user, complaint: Complaint) -> str:
    """Acts of the system have no person."""
    return "" if user is None else not_your_task()


def _answers_for_agency(user, complaint: Complaint) -> bool:
    asked = complaint.assigned_agency_id
    return asked is not None and any(_holds(user, role, asked) for role in ANSWERING_ROLES)


def acts_as(user, complaint: Complaint) -> tuple[str, str]:
    """(role, code of the agency) in which the person acts, for the trail; empty for reporter and system."""
    if user is None or is_own(user, complaint):
        return "", ""
    mall = next((role for role in READS_ALL if _holds(user, role)), None)
    if mall:
        return mall.value, ""
    if _answers_for_agency(user, complaint):
        role = next(role for role in ANSWERING_ROLES if _holds(user, role, complaint.assigned_agency_id))
        return role.value, complaint.assigned_agency.code
    return "", ""


def sees_inbox(user) -> bool:
    """Whether complaints are her task at all."""
    return any(post.role in (*READS_ALL, *ANSWERING_ROLES) for post in user.posts)


def answers_only(user) -> bool:
    """Whether her inbox holds her own agency's complaints alone."""
    return not any(user.holds(role) for role in READS_ALL)


def is_watched(user) -> bool:
    """m: her list and her export leave an entry of their own."""
    return user.holds(Role.AUDITOR) and not user.holds(Role.COMPLAINT_OFFICER)


def exports(user) -> bool:
    """k, g, m: the list as a file, row by row or (coordinator) as totals."""
    return any(user.holds(role) for role in READS_ALL)


def sees_masked_list(user) -> bool:
    """e: the coordinator's list has no words of the reporter; she reads them one by one, with an entry."""
    return user.holds(Role.COORDINATOR) and not user.holds(Role.COMPLAINT_OFFICER)


def sees_identity(user, complaint: Complaint) -> bool:
    """k: never of an anonymous one, hidden of a confidential one; the coordinator sees none (o: her own)."""
    if complaint.anonymous:
        return False
    if is_own(user, complaint):
        return True
    reads = (
        user.holds(Role.COMPLAINT_OFFICER) or user.holds(Role.AUDITOR) or _answers_for_agency(user, complaint)
    )
    return reads and not complaint.confidential
