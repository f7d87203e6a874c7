"""Jatuh tempo: which promises are broken or about to be, for the coordinator."""

from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import Role
from applications import permissions
from applications.forms.desk_filters import Filter, read_address, sorted_options
from applications.models import Application, Review
from foundation.registry.clock import database_now
from sla.calendars import Calendars
from sla.due import Due, due_of

PER_PAGE = 50
NEAR = timedelta(days=2)
FILTERS = ("jam", "keadaan", "instansi", "layanan")
STEPS, SERVICES = "tahap", "layanan"


class Row(NamedTuple):
    """A clock that is late or nearly so, and the steps that wait while it runs."""

    application: Application
    due: Due
    waiting: list[Review]


@require_GET
def desk_late(request):
    if not request.user.holds(Role.COORDINATOR):
        raise PermissionDenied(permissions.not_your_task())
    asked = read_address(request.GET, FILTERS)
    now = database_now()
    clock = SERVICES if asked["jam"] == SERVICES else STEPS
    steps, services = _pressing(_steps(), now), _pressing(_services(request.user), now)
    rows = steps if clock == STEPS else services
    path = "application__standard" if clock == STEPS else "standard"
    owner = "tier__agency" if clock == STEPS else "standard__service__agency"
    page = Paginator(_narrow(rows, asked, now, path, owner), PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    context = {
        "page": page,
        "rows": [_row(one, calendars, now) for one in page],
        "filters": _filters(rows, asked, path, owner),
        "is_narrowed": any(asked[name] for name in ("keadaan", "instansi", "layanan")),
        "clock": clock,
        "keep": [("jam", clock)],
        "number_of": {STEPS: steps.count(), SERVICES: services.count()},
    }
    return render(request, "applications/desk/late.html", context)


def _pressing(rows, now):
    """Running clocks that are due, past their warning, or due within two days; the most pressing first."""
    running = Q(timer__stopped_at=None, timer__paused_at=None)
    soon = Q(timer__warn_at__lte=now) | Q(timer__due_at__lte=now + NEAR)
    return rows.filter(running & soon).order_by("timer__due_at", "id")


def _steps():
    return (
        Review.objects.open()
        .select_related("application__standard__service", "tier__agency", "timer", "claimed_by")
        .defer("application__answers", "application__identity")
    )


def _services(user):
    waiting = Review.objects.open().select_related("tier__agency", "claimed_by")
    return (
        Application.objects.at_desk(user)
        .select_related("standard__service__agency", "timer")
        .prefetch_related(Prefetch("reviews", queryset=waiting))
        .defer("answers", "identity")
    )


def _narrow(rows, asked: dict, now, path: str, owner: str):
    late = Q(timer__due_at__lte=now)
    wanted = {
        "keadaan": {"lewat": late, "hampir": ~late}.get(asked["keadaan"], Q(pk__in=[])),
        "instansi": Q(**{f"{owner}__code": asked["instansi"]}),
        "layanan": Q(**{f"{path}__service__code": asked["layanan"]}),
    }
    return rows.filter(*[rule for name, rule in wanted.items() if asked[name]])


def _filters(rows, asked: dict, path: str, owner: str) -> list[Filter]:
    found = list(
        rows.order_by()
        .values_list(f"{owner}__code", f"{owner}__short_name", f"{path}__service__code", f"{path}__name")
        .distinct()
    )
    states = [("lewat", _("Terlambat")), ("hampir", _("Hampir jatuh tempo"))]
    agencies = sorted_options((code, name) for code, name, _service, _title in found)
    services = sorted_options((code, name) for _agency, _title, code, name in found)
    return [
        Filter("keadaan", _("Keadaan"), states, asked["keadaan"]),
        Filter("instansi", _("Instansi"), agencies, asked["instansi"]),
        Filter("layanan", _("Layanan"), services, asked["layanan"]),
    ]


def _row(one: Review | Application, calendars: Calendars, now) -> Row:
    due = due_of(one.timer, calendars, now)
    if due.state == "ok":
        due = due._replace(state="near")  # Due within two days, though its warning has not come yet.
    if isinstance(one, Review):
        return Row(one.application, due, [one])
    return Row(one, due, list(one.reviews.all()))
