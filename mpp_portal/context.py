from django.conf import settings

from accounts.models import TIER_ROLES, Role
from foundation.notifications.models import Notification

DESK_ROLES = {*TIER_ROLES, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER}


def portal(request):
    """What the shells show on every page; costs two queries for somebody signed in, none for anybody else."""
    context = {"mall": settings.MALL, "demo": settings.MPP_DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    roles = {post.role for post in user.posts}
    context.update(
        bell_unread=Notification.objects.bell_of(user).unread().count(),
        on_desk=bool(roles & DESK_ROLES),
        desk_posts=[str(post) for post in user.posts],
        sees_deadlines=Role.COORDINATOR in roles,
        sees_people=bool(roles & DESK_ROLES),
    )
    return context
