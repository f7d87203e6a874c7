"""One photo of a complaint, for its reporter and for the desk."""

from django.http import Http404
from django.views.decorators.http import require_safe


@require_safe
def complaint_photo(request, pk):
    raise Http404
