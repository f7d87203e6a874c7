"""The reporter's own complaints, filed with her account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.models import Complaint
from complaints.story import PILE, PILES, outlook, promise
from complaints.views.talk import page, take, whole
from foundation.registry.clock import database_now
from sla.calendars import Calendars

PAGE = 20


@never_cache
@require_safe
def my_complaints(request):
    """By pile, what waits for her first; in each the newest first."""
    rows = (
        Complaint.objects.own(request.user)
        .select_related("category", "assigned_agency", "timer", "whole_timer")
        .defer("text", "contact", "place")
        .annotate(pile=PILE)
        .order_by("pile", "-filed_at", "-id")
    )
    sheet = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    calendars, now = Calendars(), database_now()
    piles = [
        (title, [(one, outlook(one), promise(one, calendars, now)) for one in sheet if one.pile == place])
        for place, (title, _members) in enumerate(PILES)
    ]
    return render(request, "complaints/mine.html", {"page": sheet, "piles": piles})


@never_cache
@require_safe
def complaint(request, pk):
    return page(request, own_complaint(request, pk), request.user)


@never_cache
@require_POST
def complaint_act(request, pk, act):
    def done(taken):
        messages.success(request, taken.done)
        return redirect("complaint", pk)

    return take(request, act, own_complaint(request, pk), request.user, done=done)


def own_complaint(request, pk) -> Complaint:
    return whole(Complaint.objects.own(request.user).filter(pk=pk))
