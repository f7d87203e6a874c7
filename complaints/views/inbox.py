"""The inbox of complaints: what waits for whom, the most pressing first."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from applications.forms.desk_filters import Filter, read_address, sorted_options
from applications.forms.desk_way import way_from
from complaints import permissions
from complaints.dossier import FILTERS, INBOX, LATE, LISTS, TABS, Running, running
from complaints.models import Complaint
from complaints.workflow import note_list
from foundation.registry.clock import database_now
from sla.calendars import Calendars

PER_PAGE = 50
OVER = "selesai"
OF_OFFICIALS = ("instansi", "dijawab", "selesai")
GROUPED = (
    "waits_for", "kind", "category__parent__code", "category__parent__label", "assigned_agency__code",
    "assigned_agency__short_name", "is_late", "read_at",
)  # fmt: skip


class Tab(NamedTuple):
    name: str
    label: str
    number: int


class Row(NamedTuple):
    complaint: Complaint
    running: Running | None


class Group(NamedTuple):
    """How many complaints of the inbox are alike in all that it is narrowed by."""

    waits_for: str
    jenis: str
    kategori: str
    kategori_label: str
    instansi: str
    instansi_label: str
    is_late: bool
    read_at: datetime
    number: int

    @property
    def keadaan(self) -> str:
        return LATE if self.is_late else ""

    def fits(self, asked: dict) -> bool:
        return all(getattr(self, name) == asked[name] for name in FILTERS if asked[name])


@require_GET
def complaint_inbox(request):
    if not permissions.sees_inbox(request.user):
        raise PermissionDenied(permissions.not_your_task())
    asked = read_address(request.GET, ("tahap", *FILTERS))
    inbox = Complaint.objects.inbox(request.user).for_desk().annotate(read_at=Now())
    groups = [Group(*one) for one in inbox.order_by().values_list(*GROUPED).annotate(Count("pk"))]
    now = groups[0].read_at if groups else database_now()
    tabs = _tabs(groups, permissions.answers_only(request.user))
    at = asked["tahap"] if asked["tahap"] in {tab.name for tab in tabs} else _first_with_work(tabs)
    under = [one for one in groups if one.waits_for == TABS[at][0]]
    masked = permissions.sees_masked_list(request.user)
    pages = Paginator(_narrow(inbox, asked, at, is_masked=masked), PER_PAGE)
    # Counted with the groups already: the page has a budget of eight queries.
    pages.count = sum(one.number for one in under if one.fits(asked))
    page = pages.get_page(asked["page"])
    calendars = Calendars()
    note_list(by=request.user, now=now)
    context = {
        "page": page,
        "rows": [Row(one, running(one, calendars, now)) for one in page],
        "tabs": tabs,
        "at": at,
        "keep": [("tahap", at)],
        "filters": _filters(under, asked),
        "is_narrowed": any(asked[name] for name in FILTERS),
        "is_masked": masked,
        "way": way_from(INBOX, asked | {"tahap": at}, LISTS),
        "may_export": permissions.exports(request.user),
    }
    return render(request, "complaints/desk/inbox.html", context)


def _tabs(groups: list[Group], answers_only: bool) -> list[Tab]:
    found = []
    for name, (waits_for, label) in TABS.items():
        if answers_only and name not in OF_OFFICIALS:
            continue
        label = _("Perlu dijawab") if answers_only and name == "instansi" else label
        found.append(Tab(name, label, sum(one.number for one in groups if one.waits_for == waits_for)))
    return found


def _first_with_work(tabs: list[Tab]) -> str:
    return next((tab.name for tab in tabs if tab.number), tabs[0].name)


def _narrow(inbox, asked: dict, at: str, *, is_masked: bool):
    wanted = {
        "jenis": Q(kind=asked["jenis"]),
        "kategori": Q(category__parent__code=asked["kategori"]),
        "instansi": Q(assigned_agency__code=asked["instansi"]),
        "keadaan": Q(is_late=True) if asked["keadaan"] == LATE else Q(pk__in=[]),
    }
    rules = [rule for name, rule in wanted.items() if asked[name]]
    order = ("-closed_at", "-id") if at == OVER else ("due_at", "id")
    unread = ("text", "place", "contact", *(("title",) if is_masked else ()))
    rows = inbox.filter(*rules, waits_for=TABS[at][0]).defer(*unread)
    return rows.select_related("category", "assigned_agency", "timer", "whole_timer").order_by(*order)


def _filters(groups: list[Group], asked: dict) -> list[Filter]:
    kinds = [(one.jenis, str(Complaint.Kind(one.jenis).label)) for one in groups]
    categories = [(one.kategori, one.kategori_label) for one in groups if one.kategori]
    agencies = [(one.instansi, one.instansi_label) for one in groups if one.instansi]
    late = [(LATE, _("Terlambat"))] if any(one.is_late for one in groups) else []
    found = [
        Filter("jenis", _("Jenis"), sorted_options(kinds), asked["jenis"]),
        Filter("kategori", _("Kategori"), sorted_options(categories), asked["kategori"]),
        Filter("instansi", _("Instansi"), sorted_options(agencies), asked["instansi"]),
        Filter("keadaan", _("Keadaan"), late, asked["keadaan"]),
    ]
    return [one for one in found if len(one.options) > 1 or one.chosen or one.name == "keadaan" and late]
