from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import prints_desk_codes, sees_people
from applications.permissions import works_at_desk
from complaints.permissions import sees_inbox
from mpp_portal import expired
from mpp_portal.kiosk import mode
from mpp_portal.middleware import reference
from pages.permissions import reads_drafts


@login_not_required
@require_safe
def healthz(request):
    """The web process serves; asks no database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def landing(request):
    """After signing in: the coordinator to the overview, officers to their desk, citizens to their files.

    The editor begins at the pages she writes, an officer without any of these at the catalogue.
    """
    if request.user.holds(Role.COORDINATOR):
        return redirect("overview")
    if works_at_desk(request.user):
        return redirect("desk_queue")
    if sees_inbox(request.user):
        return redirect("complaint_inbox")
    if sees_people(request.user):
        return redirect("people")
    if reads_drafts(request.user):
        return redirect("desk_pages")
    if prints_desk_codes(request.user):
        return redirect("desk_code_find")
    return redirect("catalogue" if request.user.posts else "my_files")


@login_not_required
def csrf_failure(request, reason=""):
    if mode.is_on(request) and request.resolver_match.url_name == "kiosk_end":
        # A tab from before somebody signed in; to end a visit takes nothing from anybody.
        return mode.end_visit(request)
    return expired.send_again(request)


def bad_request(request, exception=None):
    """400, or 413 where the request was larger than the portal takes."""
    is_too_big = isinstance(exception, RequestDataTooBig)
    return render(request, "413.html" if is_too_big else "400.html", status=413 if is_too_big else 400)


def server_error(request):
    """500, drawn without the request: session, database or context may be what failed."""
    context = {"ref": reference(request), "kiosk": mode.limits(request)}
    return HttpResponseServerError(render_to_string("500.html", context))
