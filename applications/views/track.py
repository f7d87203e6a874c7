"""Tracking by code without an account: how far a file is, and nothing about whose it is."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.headline import afterwards, headline
from applications.timeline import due, outlook, spent, steps
from applications.tracking import WINDOW, has_missed_too_often, read_way, tracked
from applications.views.doorway import unlisted
from sla.calendars import Calendars

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
    file = tracked(typed)
    if file is None:
        if has_missed_too_often(request.META.get("REMOTE_ADDR", ""), typed):
            return _too_many(request)
        return _draw(request, {"typed": typed, "is_unknown": True}, status=404)
    read_way(file)
    calendars = Calendars()
    promise = due(file, calendars, file.read_at)
    context = {
        "file": file,
        "typed": file.shown_code,
        "outlook": outlook(file),
        "headline": headline(file, promise).public,
        "afterwards": afterwards(file),
        "due": promise,
        "spent": spent(file, calendars, file.read_at),
        "steps": steps(file),
    }
    return _draw(request, context)


def _draw(request, context: dict, *, status: int = 200):
    return render(request, "applications/public/track.html", context, status=status)


def _too_many(request):
    response = render(request, "429.html", status=429)
    response["Retry-After"] = WINDOW
    return response
