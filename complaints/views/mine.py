"""The reporter's own complaints, filed with her account."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.models import Complaint


@never_cache
@require_safe
def my_complaints(request):
    return render(request, "complaints/mine.html", {"rows": Complaint.objects.own(request.user)[:20]})


@never_cache
@require_safe
def complaint(request, pk):
    one = get_object_or_404(Complaint.objects.own(request.user), pk=pk)
    return render(request, "complaints/complaint.html", {"complaint": one})


@never_cache
@require_POST
def complaint_act(request, pk, act):
    get_object_or_404(Complaint.objects.own(request.user), pk=pk)
    raise Http404
