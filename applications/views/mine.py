"""The citizen's own files: the list, one file, its receipt, and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.headline import afterwards, headline
from applications.history import story
from applications.models import Application, Review
from applications.timeline import PILE, PILES, due, outlook, spent, steps
from applications.views.doorway import closed_door, masked_rows, may, own_file, present_state
from applications.workflow import allowed, waiting_verdicts
from applications.workflow import discard as discard_draft
from applications.workflow import withdraw as withdraw_file
from foundation.registry.clock import database_now
from services.forms import display_answers
from services.models import Tier
from sla.calendars import Calendars

PAGE = 20


@never_cache
@require_safe
def my_files(request):
    """By pile, what waits for her first; in each the newest first."""
    rows = (
        Application.objects.own(request.user)
        .select_related("standard__service__agency", "organisation", "dependant", "timer")
        .defer("answers", "identity")
        .annotate(pile=PILE)
        .order_by("pile", "-created_at", "-pk")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    calendars, now = Calendars(), database_now()
    piles = [
        (title, [(one, outlook(one), due(one, calendars, now)) for one in page if one.pile == place])
        for place, (title, _members) in enumerate(PILES)
    ]
    return render(request, "applications/my_files.html", {"page": page, "piles": piles})


@never_cache
@require_safe
def application(request, pk):
    """One file: what is next and whose turn it is, the days, the way, the answers, the outcome."""
    file = own_file(request, pk)
    if may(request, "save_draft", file):
        return redirect("apply_tasks", file.pk)
    tiers = Tier.objects.select_related("agency")
    prefetch_related_objects([file], Prefetch("standard__tiers", queryset=tiers), "reviews")
    calendars, now = Calendars(), database_now()
    promise = due(file, calendars, now)
    context = {
        "application": file,
        "outlook": outlook(file),
        "headline": headline(file, promise).own,
        "afterwards": afterwards(file),
        "due": promise,
        "spent": spent(file, calendars, now),
        "steps": steps(file),
        "applicant": masked_rows(file.identity),
        "answers": display_answers(file.standard.fields.all(), file.answers),
        "attachments": file.attachments.current().select_related("requirement", "document"),
        "to_mend": waiting_verdicts(file),
        "rejection": _rejection(file),
        "permit": getattr(file, "permit", None),
        "buttons": allowed(request.user, file),
        "history": story(file),
    }
    return render(request, "applications/application.html", context)


def _rejection(file: Application) -> Review | None:
    return next((one for one in file.reviews.all() if one.decision == Review.Decision.REJECTED), None)


@never_cache
@require_http_methods(["GET", "POST"])
def discard(request, pk):
    """Asks once more, then removes the draft with its documents."""
    file = own_file(request, pk)
    if not may(request, "discard", file):
        return closed_door(request, file)
    if request.method != "POST":
        return render(request, "applications/discard.html", {"application": file})
    try:
        discard_draft(file.pk, by=request.user, now=database_now())
    except ValidationError as error:
        return present_state(request, file, error.messages)
    messages.success(request, _("Draf “%(service)s” sudah dihapus.") % {"service": file.standard.name})
    return redirect("my_files")


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Asks once more, then takes a sent file back."""
    file = own_file(request, pk)
    if not may(request, "withdraw", file):
        return closed_door(request, file)
    if request.method != "POST":
        return render(request, "applications/withdraw.html", {"application": file})
    try:
        withdraw_file(file.pk, by=request.user, now=database_now())
    except ValidationError as error:
        return present_state(request, file, error.messages)
    messages.success(request, _("Permohonan %(number)s sudah dibatalkan.") % {"number": file.number})
    return redirect("application", file.pk)
