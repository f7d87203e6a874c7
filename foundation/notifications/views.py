import re

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.notifications.choosing import choose_news
from foundation.notifications.forms import NewsForm
from foundation.notifications.letters import language_of_letter, page_in, shown
from foundation.notifications.messages import words
from foundation.notifications.models import Notification
from foundation.notifications.outbox import hidden
from foundation.notifications.ways import EMAIL, SMS
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
    """Mark one's own notification as read and go where it points, in the language of the page."""
    notification = get_object_or_404(Notification.objects.bell_of(request.user), pk=pk)
    Notification.objects.filter(pk=pk).mark_read(database_now())
    inside = url_has_allowed_host_and_scheme(notification.link, allowed_hosts=None)
    return redirect(page_in(get_language(), notification.link) if inside else "inbox")


@require_POST
def inbox_read_all(request):
    Notification.objects.bell_of(request.user).mark_read(database_now())
    return redirect("inbox")


@require_http_methods(["GET", "POST"])
def notice_choice(request):
    """How she wants news of her files, besides the bell, and in which language."""
    form = NewsForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        choose_news(told["kabar"], language=told["bahasa"], by=request.user, now=database_now())
        messages.success(request, _("Pilihan Anda sudah disimpan."))
        return redirect("notice_choice")
    return render(request, "notifications/choice.html", {"form": form}, status=400 if form.errors else 200)


def _as_stored(query: str) -> str:
    """A number typed the way people do, 0812-3456, as it stands in an address, +628123456."""
    digits = re.sub(r"[\s.-]", "", query)
    return "+62" + digits[1:] if re.fullmatch(r"0\d+", digits) else query


@login_not_required
@require_GET
def demo_mail(request):
    """Every letter and SMS of the demo, as sent; routed in the demo only (sign-up codes)."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:254]
    wanted = _as_stored(query)
    to_them = Q(address__icontains=wanted) | Q(address=hidden(wanted))
    rows = Notification.objects.filter(to_them, channel__in=[EMAIL, SMS]).select_related(
        "entry", "recipient__notice_choice"
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notifications/demo_mail.html",
        {
            "page": page,
            "query": query,
            "letters": [(row, language_of_letter(row), *shown(row)) for row in page],
        },
    )
