"""Who sees how the machine does, and who starts stuck work once more."""

from accounts.models import Role

WATCHERS = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)


def sees_operations(user) -> bool:
    return any(user.holds(role) for role in WATCHERS)


def restarts(user) -> bool:
    """Draws the buttons, and asks before an id is looked up; the verbs ask again."""
    return user.holds(Role.ADMINISTRATOR)
