"""Who reads reports, and whose numbers. Letters as in `docs/access_matrix.csv`, row permohonan.ekspor_csv."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import Agency, Role
from accounts.permissions import require

DECIDES = (Role.APPROVER, Role.SIGNATORY)


class Scope(NamedTuple):
    """In which role somebody reads. `agencies` None: all of them; else the ids of her own."""

    role: str
    agencies: frozenset[int] | None

    @property
    def is_noted(self) -> bool:
        """m: an auditor's reading is an entry."""
        return self.role == Role.AUDITOR

    def offices(self) -> QuerySet[Agency]:
        """Agencies that offer services, of those she reads about."""
        offering = Agency.objects.filter(services__isnull=False).distinct()
        return offering if self.agencies is None else offering.filter(pk__in=self.agencies)

    def within(self, path: str) -> Q:
        """The condition on a relation to an agency, by its path."""
        return Q() if self.agencies is None else Q(**{f"{path}__in": self.agencies})


def reads_reports(user) -> bool:
    return _scope(user) is not None


def scope_of(user) -> Scope:
    """Raises PermissionDenied for whoever reads no reports."""
    scope = _scope(user)
    require(scope is not None)
    return scope


def _scope(user) -> Scope | None:
    """e: the coordinator, all of them; m: the auditor, too; d: those who decide, their own agency's."""
    for role in (Role.COORDINATOR, Role.AUDITOR):
        if user.holds(role):
            return Scope(role, None)
    own = [post for post in user.posts if post.role in DECIDES]
    return Scope(own[0].role, frozenset(post.agency_id for post in own)) if own else None
