"""Where a complaint begins: what it is for, and the one page on which it is told."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.views.doorway import unlisted
from complaints import workflow
from complaints.forms.about import AGENCY, FILE, SERVICE
from complaints.forms.filing import ComplaintForm
from complaints.guesses import check_pace
from complaints.models import Clock, Complaint
from complaints.secrets import secret_of, show_secret
from complaints.workflow.case import on_the_hour
from foundation.registry.clock import database_now
from foundation.registry.refusals import status_of_form

LEVIES = "pungli-petugas"
# Folded away until it is used: a complaint needs none of it.
MORE = ("happened_on", "about", "region", "place")


@login_not_required
@require_safe
def complaint_start(request):
    """What it is for, how long each step takes, and the ways from here."""
    clocks = Clock.objects.filter(kind=Complaint.Kind.COMPLAINT)
    days = {clock.step: clock.amount for clock in clocks}
    return render(request, "complaints/start.html", {"days": days, "levies": LEVIES})


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def complaint_file(request):
    """One page, with or without an account."""
    if request.method != "POST":
        return _draw(request, ComplaintForm(user=request.user, initial=_asked_for(request.GET)))
    form = ComplaintForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        try:
            return _received(request, _file(request, form))
        except ValidationError as error:
            form.refuse(error)
    return _draw(request, form, status=status_of_form(form))


def _asked_for(params) -> dict:
    """What a link from another page chose: `?kategori=`, and one of `?permohonan=`, `?layanan=`, `?instansi=`."""
    about = next((f"{kind}:{params[kind]}" for kind in (FILE, SERVICE, AGENCY) if kind in params), "")
    return {"category": params.get("kategori", ""), "about": about}


def _draw(request, form: ComplaintForm, *, status: int = 200):
    context = {
        "form": form,
        "photos_lost": bool(request.FILES),
        "examples": form.examples(),
        "more_is_open": bool(form.errors) or any(form[name].value() for name in MORE),
    }
    return render(request, "complaints/file.html", context, status=status)


def _file(request, form: ComplaintForm) -> Complaint:
    """The complaint. Sent anonymously, nothing of the account and no minute stays with it."""
    told, now, user = form.told(), database_now(), request.user
    by = None if told.anonymous or not user.is_authenticated else user
    filed = []

    def file() -> Complaint:
        if by is None:
            check_pace(request)
        filed.append(workflow.file(told, by=by, now=now, photos=form.pictures))
        return filed[0]

    pk, _is_new = form.create_once(
        f"user:{by.pk}:complaint" if by else "", file, now=on_the_hour(now) if told.anonymous else now
    )
    if filed:
        return filed[0]
    return Complaint.objects.select_related("category", "timer", "whole_timer").get(pk=pk)


def _received(request, complaint: Complaint):
    """Her own page for an account. Without one the receipt, here and now: only its secret leads back."""
    if complaint.has_secret:
        return _receipt(request, complaint)
    messages.success(
        request, _("Laporan Anda kami terima dengan nomor %(number)s.") % {"number": complaint.number}
    )
    return redirect("complaint", complaint.pk)


@unlisted
def _receipt(request, complaint: Complaint):
    context = {
        "complaint": complaint,
        "secret": show_secret(secret_of(complaint.pk)),
        "track_address": settings.PORTAL_URL + reverse("complaint_track"),
    }
    return render(request, "complaints/receipt.html", context)
