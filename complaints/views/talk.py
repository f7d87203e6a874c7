"""One complaint as its reporter sees it, and what she says about it: the same page by account and by secret."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints import story, workflow
from complaints.forms.talking import AcceptForm, DisputeForm, PhotoForm, ReplyForm
from complaints.models import Complaint
from complaints.permissions import SecretHolder
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale, status_of_form
from sla.calendars import Calendars


class Act(NamedTuple):
    """`verb` of the workflow, the form that is sent, the words on its button, what is said when it is done."""

    verb: str
    form: type[forms.Form]
    title: str
    button: str
    done: str


ACTS = {
    "selesai": Act(
        "accept",
        AcceptForm,
        _("Masalahnya sudah selesai"),
        _("Ya, sudah selesai"),
        _("Terima kasih. Laporan ini kami tutup."),
    ),
    "bantah": Act(
        "dispute",
        DisputeForm,
        _("Jawabannya belum benar"),
        _("Kirim bantahan"),
        _("Bantahan Anda sudah kami terima. Kami periksa lagi."),
    ),
    "tanggapi": Act(
        "reply",
        ReplyForm,
        _("Tulis tanggapan"),
        _("Kirim tanggapan"),
        _("Tanggapan Anda sudah kami terima."),
    ),
    "foto": Act(
        "add_photo",
        PhotoForm,
        _("Tambah foto"),
        _("Kirim foto"),
        _("Foto Anda sudah kami terima."),
    ),
}


class Offer(NamedTuple):
    """An act she may take now, with its form. `is_open`: it came back with something to mend."""

    slug: str
    act: Act
    form: forms.Form
    url: str
    is_open: bool


def whole(rows) -> Complaint:
    """The one complaint of these rows with what its page shows; Http404 without one."""
    found = rows.select_related(
        "category__parent", "timer", "whole_timer", "assigned_agency", "agency", "region__parent",
        "service__agency", "application__standard__service__agency",
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    return found


def act_or_404(slug: str) -> Act:
    if slug not in ACTS:
        raise Http404
    return ACTS[slug]


def page(request, complaint: Complaint, who, *, bound=None, status: int = 200, **more) -> HttpResponse:
    """`who`: the account or the SecretHolder. `bound`: slug -> the form that was sent and not taken."""
    bound = bound or {}
    now = database_now()
    promised = story.promise(complaint, Calendars(), now)
    context = {
        "complaint": complaint,
        "outlook": story.outlook(complaint),
        "headline": story.headline(complaint, promised),
        "promise": promised,
        "way": story.way(complaint),
        "about": story.about(complaint),
        "turns": story.conversation(complaint),
        "history": story.history(complaint),
        "photos": list(complaint.photos.select_related("document")),
        "offers": _offers(complaint, who, bound, now),
        "refused": next((form for form in bound.values() if form.errors), None),
        "secret": who.secret if isinstance(who, SecretHolder) else "",
    }
    return render(request, "complaints/complaint.html", context | more, status=status)


def _offers(complaint: Complaint, who, bound: dict, now: datetime) -> list[Offer]:
    may = workflow.allowed(who, complaint, now=now)
    return [
        Offer(
            slug,
            act,
            bound.get(slug) or _fresh(slug, complaint),
            _address(slug, complaint, who),
            slug in bound,
        )
        for slug, act in ACTS.items()
        if act.verb in may
    ]


def _fresh(slug: str, complaint: Complaint, **initial) -> forms.Form:
    return ACTS[slug].form(auto_id=f"{slug}_%s", initial={"versi": complaint.version, **initial})


def _address(slug: str, complaint: Complaint, who) -> str:
    if isinstance(who, SecretHolder):
        return reverse("complaint_secret_act", args=[slug])
    return reverse("complaint_act", args=[complaint.pk, slug])


def take(
    request, slug: str, complaint: Complaint, who, *, done: Callable[[Act], HttpResponse]
) -> HttpResponse:
    """Carry out one act; `done` answers it. What was typed stays on the page whatever comes of it."""
    act = act_or_404(slug)
    form = act.form(request.POST, request.FILES, auto_id=f"{slug}_%s")
    if form.is_valid():
        try:
            form.carry_out(getattr(workflow, act.verb), complaint, by=who, now=database_now())
            return done(act)
        except ValidationError as error:
            if is_stale(error):
                return _too_late(request, slug, complaint, who, error)
            form.refuse(error)
    return page(request, complaint, who, bound={slug: form}, status=status_of_form(form))


def _too_late(request, slug: str, complaint: Complaint, who, error: ValidationError) -> HttpResponse:
    """409: how it stands now, with what she typed; the act again where it may still be done."""
    present = whole(Complaint.objects.filter(pk=complaint.pk))
    typed = request.POST.get("text", "")
    again = _fresh(slug, present, text=typed)
    is_offered = ACTS[slug].verb in workflow.allowed(who, present, now=database_now())
    more = {"refusal": error.messages, "left_over": "" if is_offered else typed}
    return page(request, present, who, bound={slug: again} if is_offered else {}, status=409, **more)
