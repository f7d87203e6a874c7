"""What anybody may know of complaints."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from complaints.models import Complaint


@login_not_required
@require_safe
def public_complaints(request):
    return render(request, "complaints/public/list.html")


@login_not_required
@require_safe
def public_complaint(request, pk):
    one = get_object_or_404(Complaint.objects.public(), pk=pk)
    return render(request, "complaints/public/one.html", {"complaint": one})


@login_not_required
@require_safe
def public_complaints_feed(request):
    return HttpResponse("", content_type="application/atom+xml")
