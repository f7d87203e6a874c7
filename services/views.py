"""Public pages of the catalogue: the list, a service, the agencies, the systems outside."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Agency
from foundation.registry.qr import qr_svg
from services import leaflet, wording
from services.events import events_here, services_of
from services.filters import Filters
from services.models import ExternalSystem, Standard
from services.steps import requirement_lines, step_lines

PER_PAGE = 20


@login_not_required
@require_safe
def catalogue(request):
    filters = Filters(request.GET)
    page = Paginator(filters.standards(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page}
    if not page.paginator.count:
        context |= {"nearest": filters.nearest(), "events": events_here()}
    return render(request, "services/catalogue.html", context)


@login_not_required
@require_safe
def life_event(request, code):
    """The services of one turn of life, in the order in which people need them."""
    events = events_here()
    event = next((one for one in events if one.code == code), None)
    if event is None:
        raise Http404
    others = [one for one in events if one is not event]
    context = {"event": event, "lines": services_of(event), "others": others}
    return render(request, "services/life_event.html", context)


@login_not_required
@require_safe
def service(request, code):
    """The present standard of one service; whatever its channel, the page says what to do next."""
    standard = _present(code)
    tiers = list(standard.tiers.select_related("agency"))
    return render(
        request,
        "services/service.html",
        {
            "service": standard.service,
            "standard": standard,
            "requirements": requirement_lines(standard),
            "steps": step_lines(standard, tiers),
            "tiers": tiers,
        },
    )


def _present(code: str) -> Standard:
    with_owners = Standard.objects.published().select_related("technical_agency", "external_system")
    return get_object_or_404(with_owners, service__code=code)


@login_not_required
@require_safe
def service_requirements(request, code):
    """What to bring or to send, to be ticked on paper or passed on."""
    standard = _present(code)
    lines = requirement_lines(standard)
    address = request.build_absolute_uri(reverse("service", args=[code]))
    text = leaflet.share_text(standard, lines, address)
    return render(
        request,
        "services/requirements.html",
        {
            "service": standard.service,
            "standard": standard,
            "requirements": lines,
            "text": text,
            "brief": leaflet.brief_text(standard, address),
        },
    )


@login_not_required
@require_safe
def service_leaflet(request, code):
    """One sheet of A4 for the wall and the hand, with a QR code that leads to the service's page."""
    standard = _present(code)
    address = request.build_absolute_uri(reverse("service", args=[code]))
    return render(
        request,
        "services/leaflet.html",
        {
            "service": standard.service,
            "standard": standard,
            "requirements": requirement_lines(standard),
            "address": address,
            "qr": qr_svg(address),
        },
    )


@login_not_required
@require_safe
def agencies(request):
    published = Count("services", filter=Q(services__standards__status=Standard.Status.PUBLISHED))
    rows = list(Agency.objects.annotate(offers=published).order_by("-has_counter", Lower("short_name")))
    titles = {True: _("Instansi dengan loket di gedung ini"), False: _("Instansi tanpa loket di gedung ini")}
    groups = [
        {"title": titles[has_counter], "agencies": [_agency_line(agency) for agency in members]}
        for has_counter, members in groupby(rows, key=lambda agency: agency.has_counter)
    ]
    return render(request, "services/agencies.html", {"groups": groups})


def _agency_line(agency) -> dict:
    return {
        "agency": agency,
        "contacts": [wording.contact(one) for one in agency.complaint_channels],
        "evidence": wording.counter_seen_at(agency.counter_evidence),
        "sources": wording.sources(agency.verification),
    }


@login_not_required
@require_safe
def external_systems(request):
    rows = ExternalSystem.objects.order_by("scope_label", "scope", "kind_label", "kind", Lower("name"))
    scopes = [
        {"code": code, "title": title or code, "systems": list(systems)}
        for (code, title), systems in groupby(rows, key=lambda row: (row.scope, row.scope_label))
    ]
    # The largest group first: what holds everywhere, then this city, then others.
    scopes.sort(key=lambda scope: -len(scope["systems"]))
    return render(request, "services/external_systems.html", {"scopes": scopes})
