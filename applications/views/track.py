"""Tracking by code without an account: how far a file is, and nothing about whose it is."""

import time

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models.functions import Now
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.timeline import days, due, outlook
from applications.views.doorway import unlisted
from foundation.registry.numbers import read_tracking_code
from foundation.vault.crypto import keyed_hash
from sla.calendars import Calendars

MOST_MISSES, WINDOW = 60, 600
SHOWN_LENGTH = 40


@never_cache
@unlisted
@login_not_required
@require_safe
def track(request):
    """Unknown, malformed and secret codes get the same page. Only misses count against the limit."""
    typed = request.GET.get("kode", "").strip()[:SHOWN_LENGTH]
    if not typed:
        return _draw(request, {})
    file = _find(typed)
    if file is None:
        if _has_missed_too_often(request.META.get("REMOTE_ADDR", "")):
            return _too_many(request)
        return _draw(request, {"typed": typed, "is_unknown": True}, status=404)
    calendars = Calendars()
    context = {
        "file": file,
        "typed": file.shown_code,
        "outlook": outlook(file),
        "due": due(file, calendars, file.read_at),
        "days": days(file, calendars, file.read_at),
    }
    return _draw(request, context)


def _draw(request, context: dict, *, status: int = 200):
    return render(request, "applications/public/track.html", context, status=status)


def _too_many(request):
    response = render(request, "429.html", status=429)
    response["Retry-After"] = WINDOW
    return response


def _find(typed: str) -> Application | None:
    """The file with that code, the present moment on it as `read_at`; its secrets are not even read."""
    code = read_tracking_code(typed)
    if code is None:
        return None
    return (
        Application.objects.filter(tracking_code=code)
        .select_related("standard__service__agency", "timer")
        .defer("answers", "identity", "applicant_name")
        .annotate(read_at=Now())
        .first()
    )


def _has_missed_too_often(address: str) -> bool:
    """Count one miss of this address; whether it is one too many in these ten minutes."""
    name = f"track-miss:{int(time.time()) // WINDOW}:{keyed_hash(address, 'address')}"
    misses = cache.get(name, 0) + 1
    cache.set(name, misses, WINDOW)
    return misses > MOST_MISSES
