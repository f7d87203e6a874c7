"""The list of complaints as a file."""

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_GET

from complaints import permissions


@require_GET
def complaint_export(request):
    raise PermissionDenied(permissions.not_your_task())
