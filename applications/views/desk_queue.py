"""Kotak tugas: what waits at my desks, by due time; and the search through all sent files I may see."""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.db.models.functions import Now
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import TIER_ROLES, Role
from applications import permissions
from applications.applicant import name_for
from applications.filters import FREE, MINE, Group, filters_of, groups_of, total, with_clock
from applications.forms.desk_filters import matching, narrow_queue, read_address
from applications.forms.desk_way import NEXT, QUEUE, QUEUE_FILTERS, way_from
from applications.models import Application, Review
from applications.pressing import clock_state, pressing_due, unclaimed_long
from foundation.registry.clock import database_now
from sla.calendars import Calendars
from sla.due import Due, due_of

PER_PAGE = 50


@dataclass
class Row:
    """One line: a file with one step that waits, or (in a search) with none."""

    application: Application
    review: Review | None
    due: Due | None
    name: str


class Tab(NamedTuple):
    """Steps by who holds them; `ambil` as in the address."""

    ambil: str
    label: str
    number: int


@require_GET
def desk_queue(request):
    if not permissions.works_at_desk(request.user):
        raise PermissionDenied(permissions.not_your_task())
    asked = read_address(request.GET, (*QUEUE_FILTERS, "produk"))
    if asked["q"]:
        return _search(request, asked)
    if asked["produk"] and _records(request.user):
        return _to_record(request, asked)
    now, calendars = database_now(), Calendars()
    queue = Review.objects.queue_of(request.user)
    queue = with_clock(queue, clock_state(now), unclaimed_long(calendars.of(None), now))
    groups = groups_of(queue, request.user)
    narrowed = narrow_queue(queue, asked, request.user).defer("application__answers", "application__identity")
    pages = Paginator(narrowed, PER_PAGE)
    # Counted with the groups already.
    pages.count = total(groups, asked)
    page = pages.get_page(asked["page"])
    rows = [_row(one, request.user, calendars, now) for one in page]
    context = {
        "page": page,
        "rows": rows,
        "tabs": _tabs(groups, asked, records=_records(request.user)),
        "at": asked["ambil"],
        "keep": [("ambil", asked["ambil"])] if asked["ambil"] else [],
        "filters": filters_of(groups, asked, names_officers=request.user.holds(Role.COORDINATOR)),
        "is_narrowed": any(asked[name] for name in QUEUE_FILTERS),
        "following": _following(rows, request.user) if asked[NEXT] else None,
        "came": bool(asked[NEXT]),
        "records": _records(request.user),
        "way": way_from(QUEUE, asked),
    }
    return render(request, "applications/desk/queue.html", context)


def _row(one: Review, user, calendars: Calendars, now) -> Row:
    due = pressing_due(one.timer, calendars, now)
    return Row(one.application, one, due, name_for(user, one.application, one))


def _following(rows: list[Row], user) -> Row | None:
    return next((row for row in rows if row.review.claimed_by_id in (None, user.pk)), None)


def _tabs(groups: list[Group], asked: dict, *, records: bool) -> list[Tab]:
    """Who only watches the desks holds no file."""
    found = [("", _("Semua")), (FREE, _("Belum diambil")), *([(MINE, _("Saya pegang"))] if records else [])]
    return [Tab(name, label, total(groups, asked, ambil=name)) for name, label in found]


def _records(user) -> bool:
    return any(post.role in TIER_ROLES for post in user.posts)


def _to_record(request, asked: dict):
    """Approved, and still without the number of their product: on nobody's desk, and yet the promise runs."""
    files = Application.objects.to_record(request.user).select_related("standard__service__agency", "timer")
    waiting = files.defer("answers", "identity").annotate(read_at=Now())
    page = Paginator(waiting, PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    rows = [Row(one, None, due_of(one.timer, calendars, one.read_at), one.applicant_name) for one in page]
    context = {"page": page, "rows": rows, "way": way_from(QUEUE, asked)}
    return render(request, "applications/desk/to_record.html", context)


def _search(request, asked: dict):
    steps = Review.objects.open().select_related("tier__agency", "timer", "claimed_by")
    found = (
        Application.objects.at_desk(request.user)
        .filter(matching(asked["q"], request.user))
        .select_related("standard__service__agency", "timer")
        .prefetch_related(Prefetch("reviews", queryset=steps))
        .defer("answers", "identity")
        .annotate(read_at=Now())
        .order_by("-submitted_at", "id")
    )
    page = Paginator(found, PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    rows = []
    for application in page:
        step = next(iter(application.reviews.all()), None)
        due = due_of(step.timer, calendars, application.read_at) if step else None
        rows.append(Row(application, step, due, name_for(request.user, application, step)))
    context = {"page": page, "rows": rows, "way": way_from(QUEUE, asked)}
    return render(request, "applications/desk/search.html", context)
