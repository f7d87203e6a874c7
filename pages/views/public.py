"""What everybody reads: the standing pages and the announcements, each in the language of its address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.models import Edition, Page


@login_not_required
@require_safe
def fixed(request, kind):
    """One of the standing pages; while none is published the visitor is told where to ask, with 404."""
    pages = Edition.objects.filter(page__kind=kind).select_related("page")
    edition = pages.current(timezone.localdate()).first()
    shown = {"edition": edition, "label": Page.Kind(kind).label}
    return render(request, "pages/public/text.html", shown, status=200 if edition else 404)


@login_not_required
@require_safe
def announcements(request):
    in_force = Edition.objects.announced(timezone.localdate())
    return render(request, "pages/public/announcements.html", {"announcements": list(in_force)})


@login_not_required
@require_safe
def announcement(request, pk):
    """One announcement; after its last day it says so and stays readable by its address."""
    today = timezone.localdate()
    pages = Edition.objects.filter(page=pk, page__kind=Page.Kind.ANNOUNCEMENT).select_related("page")
    edition = pages.current(today).first()
    if edition is None:
        raise Http404
    return render(request, "pages/public/text.html", {"edition": edition, "is_over": edition.ends_on < today})
