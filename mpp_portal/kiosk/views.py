"""Pages for people who never used a computer: one question at a time, and a way to an officer on each."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.views.doorway import unlisted
from foundation.registry.clock import database_now
from foundation.registry.qr import qr_svg
from mpp_portal.kiosk import mode
from services.events import events_here, services_of
from services.filters import Filters
from services.models import Standard
from services.steps import requirement_lines

PER_PAGE = 6


@unlisted
@login_not_required
@require_safe
def start(request):
    return render(request, "kiosk/start.html", {"is_rested": mode.SEEN not in request.session})


@unlisted
@login_not_required
@require_safe
def find(request):
    """By life event, or by a word in one's own words."""
    filters = Filters(request.GET)
    page = None
    if filters.is_used:
        page = Paginator(filters.standards(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page}
    if not page:
        context["events"] = events_here()
    return render(request, "kiosk/find.html", context)


@unlisted
@login_not_required
@require_safe
def event(request, code):
    """The services of one turn of life, in the order in which people need them."""
    found = next((one for one in events_here() if one.code == code), None)
    if found is None:
        raise Http404
    return render(request, "kiosk/event.html", {"event": found, "lines": services_of(found)})


@unlisted
@login_not_required
@require_safe
def service(request, code):
    """What it is, how long, how much, what to bring."""
    return render(request, "kiosk/service.html", _about(code))


@unlisted
@login_not_required
@require_safe
def service_slip(request, code):
    context = _about(code)
    address = settings.PORTAL_URL + reverse("service", args=[code])
    context |= {"address": address, "qr": qr_svg(address), "printed_at": database_now()}
    return render(request, "kiosk/service_slip.html", context)


def _about(code: str) -> dict:
    with_owners = Standard.objects.published().select_related("external_system")
    standard = get_object_or_404(with_owners, service__code=code)
    context = {"standard": standard, "service": standard.service, "requirements": requirement_lines(standard)}
    if standard.service.channel == "redirect":
        context["outside_qr"] = qr_svg(standard.external_url)
    return context


@unlisted
@login_not_required
@require_safe
def complain(request):
    return render(request, "kiosk/complain.html")


@unlisted
@login_not_required
@require_safe
def own(request):
    """The way to one's own files: signing in, and what to do once signed in."""
    return render(request, "kiosk/own.html")


@unlisted
@login_not_required
@require_safe
def staff(request):
    return render(request, "kiosk/staff.html")
