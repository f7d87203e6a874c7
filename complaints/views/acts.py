"""The desk's acts on one complaint."""

from django.http import Http404
from django.views.decorators.http import require_POST


@require_POST
def complaint_case_act(request, pk, act):
    raise Http404
