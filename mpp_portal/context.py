from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.models import Role
from accounts.permissions import prints_desk_codes, sees_people
from applications.permissions import works_at_desk
from complaints.permissions import sees_inbox
from foundation.notifications.models import Notification
from mpp_portal.kiosk import mode
from mpp_portal.languages import choices
from mpp_portal.look import addresses
from mpp_portal.middleware import reference
from operations.permissions import sees_operations
from pages.permissions import reads_drafts
from reports.permissions import reads_reports


def portal(request):
    """What the shells show on every page; costs two queries for somebody signed in, none for anybody else."""
    context = {
        "mall": settings.MALL,
        "look": SimpleLazyObject(addresses),
        "demo": settings.MPP_DEMO,
        "ref": reference(request),
        "kiosk": mode.limits(request),
        "languages": SimpleLazyObject(lambda: choices(request)),
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    return context | {
        "bell_unread": Notification.objects.bell_of(user).unread().count(),
        "on_desk": works_at_desk(user) or sees_people(user) or prints_desk_codes(user) or reads_drafts(user),
        "desk_posts": [str(post) for post in user.posts],
        "sees_queue": works_at_desk(user),
        "sees_deadlines": user.holds(Role.COORDINATOR),
        "sees_people": sees_people(user),
        "sees_reports": reads_reports(user),
        "sees_complaints": sees_inbox(user),
        "prints_codes": prints_desk_codes(user),
        "sees_pages": reads_drafts(user),
        "sees_operations": sees_operations(user),
    }
