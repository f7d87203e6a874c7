"""Jatuh tempo: which promises are broken or about to be, for the coordinator."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.models import Role
from applications import permissions
from applications.forms.desk_filters import Filter, read_address, sorted_options
from applications.forms.desk_way import LATE as LATE_LIST
from applications.forms.desk_way import LATE_FILTERS, way_from
from applications.models import Application, Review
from applications.pressing import (
    LATE,
    SOON,
    narrowed,
    paths_of,
    pressing_due,
    pressing_services,
    pressing_steps,
    stuck_unmade,
    stuck_with_citizen,
)
from applications.timeline import YOU, outlook
from foundation.registry.clock import database_now
from sla.calendars import Calendars
from sla.due import Due

PER_PAGE = 50
STEPS, SERVICES, CITIZEN, UNMADE = "tahap", "layanan", "pemohon", "terbit"
STUCK = (CITIZEN, UNMADE)


class Row(NamedTuple):
    """A clock that is late, nearly so or stands still, and the steps that wait with it."""

    application: Application
    due: Due
    waiting: list[Review]


@require_GET
def desk_late(request):
    if not request.user.holds(Role.COORDINATOR):
        raise PermissionDenied(permissions.not_your_task())
    asked = read_address(request.GET, LATE_FILTERS)
    now = database_now()
    lists = {
        STEPS: pressing_steps(now),
        SERVICES: pressing_services(request.user, now),
        CITIZEN: stuck_with_citizen(now),
        UNMADE: stuck_unmade(now),
    }
    clock = asked["jam"] if asked["jam"] in lists else STEPS
    rows = lists[clock]
    found = narrowed(rows, now, state=asked["keadaan"], agency=asked["instansi"], service=asked["layanan"])
    page = Paginator(found, PER_PAGE).get_page(asked["page"])
    calendars = Calendars()
    context = {
        "page": page,
        "rows": [_row(one, calendars, now) for one in page],
        "filters": _filters(rows, asked, is_stuck=clock in STUCK),
        "is_narrowed": any(asked[name] for name in ("keadaan", "instansi", "layanan")),
        "clock": clock,
        "keep": [("jam", clock)],
        "tabs": _tabs(lists),
        "way": way_from(LATE_LIST, asked),
    }
    return render(request, "applications/desk/late.html", context)


def _tabs(lists: dict) -> list[tuple[str, str, int]]:
    """(`jam` of the address, what it lists, how many)."""
    labels = {
        STEPS: _("Tahap"),
        SERVICES: _("Janji layanan"),
        CITIZEN: _("Lama di pemohon"),
        UNMADE: _("Belum terbit"),
    }
    return [(name, label, lists[name].count()) for name, label in labels.items()]


def _filters(rows, asked: dict, *, is_stuck: bool) -> list[Filter]:
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
        *([] if is_stuck else [Filter("keadaan", _("Keadaan"), states, asked["keadaan"])]),
        Filter("instansi", _("Instansi"), agencies, asked["instansi"]),
        Filter("layanan", pgettext("namanya", "Layanan"), services, asked["layanan"]),
    ]


def _row(one: Review | Application, calendars: Calendars, now) -> Row:
    if isinstance(one, Review):
        return Row(one.application, pressing_due(one.timer, calendars, now), [one])
    due = pressing_due(one.timer, calendars, now, paused=outlook(one).ball == YOU)
    return Row(one, due, list(one.reviews.all()))
