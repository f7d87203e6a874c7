"""Jatuh tempo: which promises are broken or about to be, for the coordinator."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import Role
from applications import permissions
from applications.forms.desk_filters import Filter, read_address, sorted_options
from applications.models import Application, Review
from applications.pressing import (
    LATE,
    SOON,
    narrowed,
    paths_of,
    pressing_due,
    pressing_services,
    pressing_steps,
)
from foundation.registry.clock import database_now
from sla.calendars import Calendars
from sla.due import Due

PER_PAGE = 50
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
    steps, services = pressing_steps(now), pressing_services(request.user, now)
    rows = steps if clock == STEPS else services
    found = narrowed(rows, now, state=asked["keadaan"], agency=asked["instansi"], service=asked["layanan"])
    page = Paginator(found, PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    context = {
        "page": page,
        "rows": [_row(one, calendars, now) for one in page],
        "filters": _filters(rows, asked),
        "is_narrowed": any(asked[name] for name in ("keadaan", "instansi", "layanan")),
        "clock": clock,
        "keep": [("jam", clock)],
        "number_of": {STEPS: steps.count(), SERVICES: services.count()},
    }
    return render(request, "applications/desk/late.html", context)


def _filters(rows, asked: dict) -> list[Filter]:
    path, owner = paths_of(rows)
    found = list(
        rows.order_by()
        .values_list(f"{owner}__code", f"{owner}__short_name", f"{path}__service__code", f"{path}__name")
        .distinct()
    )
    states = [(LATE, _("Terlambat")), (SOON, _("Hampir jatuh tempo"))]
    agencies = sorted_options((code, name) for code, name, _service, _title in found)
    services = sorted_options((code, name) for _agency, _title, code, name in found)
    return [
        Filter("keadaan", _("Keadaan"), states, asked["keadaan"]),
        Filter("instansi", _("Instansi"), agencies, asked["instansi"]),
        Filter("layanan", _("Layanan"), services, asked["layanan"]),
    ]


def _row(one: Review | Application, calendars: Calendars, now) -> Row:
    due = pressing_due(one.timer, calendars, now)
    if isinstance(one, Review):
        return Row(one.application, due, [one])
    return Row(one, due, list(one.reviews.all()))
