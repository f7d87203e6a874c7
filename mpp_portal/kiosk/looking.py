"""How far a file is, and whether a paper is genuine: asked by a code, answered in plain words and on a slip."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import Permit
from applications.receipt import tracking_address
from applications.timeline import due, outlook
from applications.tracking import WINDOW, has_missed_too_often, tracked
from applications.views.doorway import unlisted
from foundation.registry.clock import database_now
from foundation.registry.qr import qr_svg
from sla.calendars import Calendars

LONGEST_CODE = 40
LONGEST_ADDRESS = 300
CHECK_PATH = "/v/"


@never_cache
@unlisted
@login_not_required
@require_safe
def track(request):
    """Unknown, malformed and secret codes get the same page, as on the portal's own."""
    typed = request.GET.get("kode", "").strip()[:LONGEST_CODE]
    if not typed:
        return render(request, "kiosk/track.html")
    file = tracked(typed)
    if file is None:
        return _missed(request, typed)
    context = {
        "file": file,
        "outlook": outlook(file),
        "due": due(file, Calendars(), file.read_at),
        "track_address": settings.PORTAL_URL + reverse("track"),
        "qr": qr_svg(tracking_address(file)),
    }
    return render(request, "kiosk/tracked.html", context)


def _missed(request, typed: str):
    if has_missed_too_often(request.META.get("REMOTE_ADDR", ""), typed):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = WINDOW
        return response
    return render(request, "kiosk/track.html", {"typed": typed, "is_unknown": True}, status=404)


@never_cache
@unlisted
@login_not_required
@require_safe
def permit(request):
    """`?kode=`: the code, or the whole address under the QR code of the paper."""
    typed = request.GET.get("kode", "").strip()[:LONGEST_ADDRESS]
    if not typed:
        return render(request, "kiosk/permit.html")
    now = database_now()
    found = Permit.objects.by_code(_code_in(typed))
    context = {"typed": typed, "portal": settings.PORTAL_URL, "permit": found, "printed_at": now}
    if found is not None:
        address = settings.PORTAL_URL + reverse("permit_check", args=[found.code])
        context |= {"has_expired": found.has_expired(timezone.localdate(now)), "qr": qr_svg(address)}
    return render(request, "kiosk/permit_known.html", context, status=200 if found else 404)


def _code_in(typed: str) -> str:
    code = typed.rpartition(CHECK_PATH)[2]
    return "".join(sign for sign in code if sign.isalnum())
