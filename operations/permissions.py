"""Who sees how the machine does, and who starts stuck work once more."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Role

WATCHERS = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)


def sees_operations(user) -> bool:
    return any(user.holds(role) for role in WATCHERS)


def restarts(user) -> bool:
    """Draws the buttons, and asks before an id is looked up; the verbs ask again."""
    return user.holds(Role.ADMINISTRATOR)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Anda tidak memiliki tugas ini."))
