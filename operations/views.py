"""How the machine does: for monitors as JSON, for officers in words, with stuck work to be started once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import require
from applications.workflow import retry_permit
from foundation.notifications.retrying import retry
from foundation.registry.clock import database_now
from operations.permissions import restarts, sees_operations
from operations.readiness import DOWN, OK, WORST_FIRST, findings, state_of
from operations.stuck import stuck_notices, stuck_permits


@login_not_required
@require_safe
def readyz(request):
    """200 while the portal does its work, also where it is only degraded; 503 when somebody must act."""
    found = findings()
    state = state_of(found)
    said = {
        "status": "ready" if state == OK else state,
        "checks": [{"name": one.name, "status": one.state, "says": one.says} for one in found],
    }
    answer = JsonResponse(said, status=503 if state == DOWN else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def operations(request):
    require(sees_operations(request.user))
    found = findings()
    context = {
        "findings": sorted(found, key=lambda one: WORST_FIRST.index(one.state)),
        "state": state_of(found),
        "notices": stuck_notices(),
        "permits": stuck_permits(),
        "restarts": restarts(request.user),
    }
    return render(request, "operations/operations.html", context)


@require_POST
def retry_notice(request, pk):
    require(restarts(request.user))
    retry(pk, by=request.user, now=database_now())
    messages.success(request, _("Pemberitahuan dikirim sekali lagi. Hasilnya tampil dalam satu menit."))
    return redirect("operations")


@require_POST
def retry_document(request, pk):
    require(restarts(request.user))
    retry_permit(pk, by=request.user, now=database_now())
    messages.success(request, _("Dokumen dicetak sekali lagi. Hasilnya tampil dalam satu menit."))
    return redirect("operations")
