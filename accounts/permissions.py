"""Who may do what with people and roles."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import MALL_ROLES, TIER_ROLES, Membership, Role, RoleChange, User

DESK_ROLES = (Role.FRONT_OFFICE, Role.ASSISTANT)


def sees_people(user) -> bool:
    """Officers of an agency and complaint officers (their own agency); those of the whole mall (all)."""
    return any(post.role in (*TIER_ROLES, *MALL_ROLES, Role.COMPLAINT_OFFICER) for post in user.posts)


def manages_people(user) -> bool:
    return user.holds(Role.ADMINISTRATOR)


def prints_desk_codes(user) -> bool:
    """Whoever sits where people come with their KTP: any front office of the mall, and the assistants."""
    return any(post.role in DESK_ROLES for post in user.posts)


def holds_any_role(user, day: date) -> bool:
    """Today or from a later day: an officer's account is never opened by a slip of paper."""
    posts = Membership.objects.filter(user=user, ended_at__isnull=True)
    return posts.exclude(ends_on__lt=day).exists()


def sees_role_changes(user) -> bool:
    return any(user.holds(role) for role in MALL_ROLES)


def require(allowed: bool, sentence: str = "") -> None:
    """Raise PermissionDenied with a sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence or _("Anda tidak memiliki tugas ini."))


def holders_of(role: str, day: date) -> QuerySet[User]:
    """People who hold a role of the whole mall on that day and may sign in."""
    holders = Membership.objects.holders(role, None, day)
    return User.objects.filter(pk__in=holders.values("user"))


def second_persons(change: RoleChange, day: date) -> QuerySet[User]:
    """Who may decide a change: other administrators, and where there are none, coordinators.

    Never its author, and nobody about her own role.
    """
    own = Q(pk=change.proposed_by_id) | Q(pk=change.person_id) | Q(email=change.email)
    administrators = holders_of(Role.ADMINISTRATOR, day).exclude(own)
    return administrators if administrators.exists() else holders_of(Role.COORDINATOR, day).exclude(own)


def decides(user, change: RoleChange, day: date) -> bool:
    return second_persons(change, day).filter(pk=user.pk).exists()
