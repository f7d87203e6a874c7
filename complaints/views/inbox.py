"""The inbox of complaints."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_GET

from complaints import permissions
from complaints.models import Complaint


@require_GET
def complaint_inbox(request):
    if not permissions.sees_inbox(request.user):
        raise PermissionDenied(permissions.not_your_task())
    rows = Complaint.objects.inbox(request.user).select_related("category", "assigned_agency", "timer")[:50]
    return render(request, "complaints/desk/inbox.html", {"rows": rows})
