"""The receipt of a sent file, for its owner and for the counter that hands it out."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import Application, Review
from applications.permissions import is_own, may_print_receipt, not_your_task
from applications.receipt import ahead, to_share, tracking_address
from applications.timeline import due
from foundation.registry.clock import database_now
from foundation.registry.qr import qr_svg
from services.models import Tier
from sla.calendars import Calendars


@never_cache
@require_safe
def receipt(request, pk):
    """What was received, when, what is promised and what comes next; for paper as well."""
    rows = (
        Application.objects.visible_to(request.user)
        .select_related("standard__service__agency", "applicant", "organisation", "dependant", "timer")
        .prefetch_related(
            Prefetch("standard__tiers", queryset=Tier.objects.select_related("agency")),
            Prefetch("reviews", queryset=Review.objects.select_related("timer")),
        )
    )
    file = get_object_or_404(rows, pk=pk)
    if not may_print_receipt(request.user, file):
        raise PermissionDenied(not_your_task())
    if not file.number:
        return redirect("application", file.pk)
    promise = due(file, Calendars(), database_now())
    context = {
        "application": file,
        "due": promise,
        "ahead": ahead(file, promise),
        "track_address": settings.PORTAL_URL + reverse("track"),
        "qr": qr_svg(tracking_address(file)),
        "share_url": to_share(file),
        "is_own": is_own(request.user, file),
    }
    return render(request, "applications/receipt.html", context)
