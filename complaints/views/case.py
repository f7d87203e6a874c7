"""One complaint on the desk."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from complaints.models import Complaint
from complaints.workflow import note_view
from foundation.registry.clock import database_now


@require_GET
def complaint_case(request, pk):
    complaint = get_object_or_404(Complaint.objects.inbox(request.user), pk=pk)
    note_view(complaint, by=request.user, now=database_now())
    return render(request, "complaints/desk/case.html", {"complaint": complaint})
