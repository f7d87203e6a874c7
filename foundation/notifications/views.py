import re

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from foundation.notifications.messages import render as render_letter
from foundation.notifications.messages import words
from foundation.notifications.models import EMAIL, SMS, Notification
from foundation.registry.clock import database_now

PER_PAGE = 20


@require_GET
def inbox(request):
    """The bell of the person signed in, newest first."""
    rows = Notification.objects.bell_of(request.user).select_related("entry")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notifications/inbox.html",
        {"page": page, "notices": [(row, words(row)) for row in page]},
    )


@require_POST
def inbox_open(request, pk):
    """Mark one's own notification as read and go where it points."""
    notification = get_object_or_404(Notification.objects.bell_of(request.user), pk=pk)
    Notification.objects.filter(pk=pk).mark_read(database_now())
    inside = url_has_allowed_host_and_scheme(notification.link, allowed_hosts=None)
    return redirect(notification.link if inside else "inbox")


@require_POST
def inbox_read_all(request):
    Notification.objects.bell_of(request.user).mark_read(database_now())
    return redirect("inbox")


def _as_stored(query: str) -> str:
    """A number typed the way people do, 0812-3456, as it stands in an address, +628123456."""
    digits = re.sub(r"[\s.-]", "", query)
    return "+62" + digits[1:] if re.fullmatch(r"0\d+", digits) else query


@login_not_required
@require_GET
def demo_mail(request):
    """Every letter and SMS of the demo, as sent; routed in the demo only (sign-up codes)."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:254]
    letters = Notification.objects.filter(channel__in=[EMAIL, SMS], address__icontains=_as_stored(query))
    rows = letters.select_related("entry")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notifications/demo_mail.html",
        {"page": page, "query": query, "letters": [(row, *render_letter(row)) for row in page]},
    )
