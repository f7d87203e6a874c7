"""For those who answer for the service: what presses now, a page of numbers, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import require
from foundation.registry.clock import database_now
from reports import dossier, files
from reports.forms import PeriodForm
from reports.permissions import scope_of
from reports.pressing import board
from reports.workflow import note_download, note_reading
from sla.calendars import Calendars


@require_safe
def overview(request):
    """The coordinator's first page."""
    require(request.user.holds(Role.COORDINATOR))
    now = database_now()
    found = board(request.user, Calendars().of(None), now=now)
    numbers = dossier.numbers(found)
    context = {
        "now": now,
        "numbers": numbers,
        "all_is_well": not any(one.count for one in numbers),
        "sections": dossier.sections(found),
    }
    return render(request, "reports/overview.html", context)


def _asked(request, now):
    """The form of the address, and the tables it asks for; None where it asks for something odd."""
    form = PeriodForm(request.GET, scope=scope_of(request.user), today=timezone.localdate(now))
    return form, [files.table(form.period, form.narrowed(), now=now)] if form.is_valid() else None


@require_safe
def reports(request):
    now = database_now()
    form, tables = _asked(request, now)
    if tables and form.scope.is_noted:
        note_reading(form.period, form.scope, by=request.user, now=now)
    context = {"form": form, "tables": tables, "now": now, "address": request.GET.urlencode()}
    if tables:
        context["period"] = form.period
    return render(request, "reports/reports.html", context, status=200 if tables else 400)


@require_safe
def reports_csv(request):
    now = database_now()
    form, tables = _asked(request, now)
    if not tables:
        return render(request, "reports/reports.html", {"form": form}, status=400)
    note_download(form.period, form.scope, by=request.user, now=now)
    name = f"laporan-permohonan-{form.period.first}-{form.period.last}.csv"
    response = HttpResponse(
        files.as_csv(tables[0], form.period, now=now), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
