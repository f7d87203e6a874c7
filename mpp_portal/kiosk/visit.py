"""A visit at a screen in the hall goes on or ends; an officer makes a browser such a screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mpp_portal.kiosk import mode
from mpp_portal.kiosk.permissions import sets_kiosks


@never_cache
@login_not_required
@require_safe
def present(request):
    """Somebody types or reads: asked by the script, so that the visit does not end under her hands."""
    return HttpResponse(status=204)


@never_cache
@login_not_required
@require_safe
def idle(request):
    """Where a browser without the script leads by itself. Still in use in another tab: it waits on."""
    if mode.is_on(request) and mode.SEEN in request.session:
        return render(request, "kiosk/idle.html")
    return mode.end_visit(request) if mode.is_on(request) else redirect("kiosk_start")


@never_cache
@login_not_required
@require_POST
def end(request):
    return mode.end_visit(request)


@never_cache
@require_http_methods(["GET", "POST"])
def switch(request):
    """Makes this browser a screen in the hall, which signs the officer out, or an ordinary one again."""
    if not sets_kiosks(request.user):
        raise PermissionDenied(_("Hanya petugas loket dan administrator yang mengatur layar kios."))
    if request.method != "POST":
        return render(request, "kiosk/switch.html")
    if request.POST.get("mode") == "kios":
        response = mode.end_visit(request)
        mode.switch_on(response)
        return response
    messages.success(request, _("Peramban ini kembali menjadi peramban biasa."))
    response = redirect("kiosk_switch")
    mode.switch_off(response)
    return response
