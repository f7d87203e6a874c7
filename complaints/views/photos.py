"""One photo of a complaint, for its reporter and for the desk."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.views.documents import hand_over
from complaints.models import Complaint, Photo
from complaints.workflow import note_photo
from foundation.registry.clock import database_now


@never_cache
@require_safe
def complaint_photo(request, pk):
    """Of one's own complaint, or of one in the officer's inbox, which leaves an entry."""
    own, inbox = Complaint.objects.own(request.user), Complaint.objects.inbox(request.user)
    seen = Q(complaint__in=own.values("pk")) | Q(complaint__in=inbox.values("pk"))
    photo = get_object_or_404(
        Photo.objects.filter(seen).select_related("complaint__assigned_agency", "document"), pk=pk
    )
    note_photo(photo.complaint, by=request.user, now=database_now(), photo=photo.order)
    return hand_over(request, photo.document, download=request.GET.get("unduh") == "1")
