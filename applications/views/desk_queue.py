"""Kotak tugas: what waits at my desks, by due time; and the search through all sent files I may see."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.db.models.functions import Now
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import TIER_ROLES
from applications import permissions
from applications.applicant import name_for
from applications.forms.desk_filters import (
    Filter,
    desk_label,
    desk_value,
    matching,
    narrow_queue,
    read_address,
    sorted_options,
)
from applications.models import Application, Review
from sla.calendars import Calendars
from sla.due import Due, due_of

PER_PAGE = 50
FILTERS = ("meja", "ambil", "instansi", "layanan")


@dataclass
class Row:
    """One line: a file with one step that waits, or (in a search) with none."""

    application: Application
    review: Review | None
    due: Due | None
    name: str


@require_GET
def desk_queue(request):
    if not permissions.works_at_desk(request.user):
        raise PermissionDenied(permissions.not_your_task())
    asked = read_address(request.GET, (*FILTERS, "produk"))
    if asked["q"]:
        return _search(request, asked["q"])
    if asked["produk"] and _records(request.user):
        return _to_record(request)
    queue = Review.objects.queue_of(request.user)
    filters = _filters(queue, asked)
    narrowed = narrow_queue(queue, asked, request.user).defer("application__answers", "application__identity")
    page = Paginator(narrowed.annotate(read_at=Now()), PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    rows = [
        Row(
            one.application,
            one,
            due_of(one.timer, calendars, one.read_at),
            name_for(request.user, one.application, one),
        )
        for one in page
    ]
    following = next((row for row in rows if row.review.claimed_by_id in (None, request.user.pk)), None)
    context = {
        "page": page,
        "rows": rows,
        "filters": [one for one in filters if len(one.options) > 1 or one.chosen],
        "is_narrowed": any(asked[name] for name in FILTERS),
        "following": following if asked["lanjut"] else None,
        "records": _records(request.user),
    }
    return render(request, "applications/desk/queue.html", context)


def _records(user) -> bool:
    return any(post.role in TIER_ROLES for post in user.posts)


def _to_record(request):
    """Approved, and still without the number of their product: on nobody's desk, and yet the promise runs."""
    files = Application.objects.to_record(request.user).select_related("standard__service__agency", "timer")
    waiting = files.defer("answers", "identity").annotate(read_at=Now())
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    calendars = Calendars()
    rows = [Row(one, None, due_of(one.timer, calendars, one.read_at), one.applicant_name) for one in page]
    return render(request, "applications/desk/to_record.html", {"page": page, "rows": rows})


def _filters(queue, asked: dict) -> list[Filter]:
    service = "application__standard__service"
    found = queue.order_by().values_list(
        "tier__role",
        "tier__agency__code",
        "tier__agency__short_name",
        f"{service}__code",
        "application__standard__name",
        f"{service}__agency__code",
        f"{service}__agency__short_name",
    )
    desks, services, owners = {}, {}, {}
    for role, code, agency, kind, name, owner, owner_name in found.distinct():
        desks[desk_value(role, code)] = desk_label(role, agency)
        services[kind] = name
        owners[owner] = owner_name
    claims = [("belum", _("Belum diambil")), ("saya", _("Saya pegang"))]
    return [
        Filter("ambil", _("Pemegang"), claims, asked["ambil"]),
        Filter("meja", _("Meja"), sorted_options(desks.items()), asked["meja"]),
        Filter("instansi", _("Instansi layanan"), sorted_options(owners.items()), asked["instansi"]),
        Filter("layanan", _("Layanan"), sorted_options(services.items()), asked["layanan"]),
    ]


def _search(request, text: str):
    steps = Review.objects.open().select_related("tier__agency", "timer", "claimed_by")
    found = (
        Application.objects.at_desk(request.user)
        .filter(matching(text, request.user))
        .select_related("standard__service__agency", "timer")
        .prefetch_related(Prefetch("reviews", queryset=steps))
        .defer("answers", "identity")
        .annotate(read_at=Now())
        .order_by("-submitted_at", "id")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    calendars = Calendars()
    rows = []
    for application in page:
        step = next(iter(application.reviews.all()), None)
        due = due_of(step.timer, calendars, application.read_at) if step else None
        rows.append(Row(application, step, due, name_for(request.user, application, step)))
    return render(request, "applications/desk/search.html", {"page": page, "rows": rows, "text": text})
