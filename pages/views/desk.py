"""The desk of editors and of those who approve: list, write, preview, decide."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import require
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale, status_of
from pages import news, workflow
from pages.dossier import announcement_rows, deciders, editions_of, fixed_rows, standing, story
from pages.forms import EditionForm, ReasonForm, StartForm
from pages.models import Edition, Page
from pages.permissions import reads_drafts, writer

PER_PAGE = 30
# Word in the address -> verb, and what is said when it is done.
ACTS = {
    "kirim": (workflow.submit, _("Naskah dikirim. Koordinator diberi tahu.")),
    "tarik-kembali": (workflow.take_back, _("Naskah ditarik kembali. Anda dapat mengubahnya lagi.")),
    "hapus": (workflow.discard, _("Naskah dihapus.")),
    "setujui": (workflow.approve, _("Naskah disetujui. Penulisnya diberi tahu.")),
    "kembalikan": (workflow.refuse, _("Naskah dikembalikan. Penulisnya diberi tahu.")),
    "tarik": (workflow.withdraw, _("Naskah ditarik dari portal.")),
}
WITH_REASON = {"kembalikan", "tarik"}


def edition_of(request, pk) -> Edition:
    require(reads_drafts(request.user))
    rows = Edition.objects.visible_to(request.user).select_related("page", "changed_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def pages(request):
    """Standing pages and announcements, those that wait marked."""
    require(reads_drafts(request.user))
    today = timezone.localdate()
    announcements = Page.objects.visible_to(request.user).filter(kind=Page.Kind.ANNOUNCEMENT).order_by("-pk")
    page = Paginator(announcements, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "fixed": fixed_rows(today),
        "announcements": announcement_rows(page.object_list, today),
        "page": page,
        "writes": not writer(request.user),
        "start": StartForm(),
    }
    return render(request, "pages/desk/list.html", context)


@require_http_methods(["POST"])
def start(request):
    """Begin a draft once, and go to it."""
    require(not writer(request.user))
    form = StartForm(request.POST)
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return render(request, "400.html", {"sentences": sentences}, status=400)
    now = database_now()
    kind, page = form.cleaned_data["jenis"], form.cleaned_data["halaman"]
    made, _is_new = form.create_once(
        f"user:{request.user.pk}:{request.path}",
        lambda: workflow.start(kind, page_id=page.pk if page else None, by=request.user, now=now),
        now=now,
    )
    return redirect("desk_page_edit", pk=made)


@require_safe
def page(request, pk):
    """One page: its editions and its story."""
    require(reads_drafts(request.user))
    one = get_object_or_404(Page.objects.visible_to(request.user), pk=pk)
    editions = editions_of(one, timezone.localdate())
    context = {
        "page": one,
        "editions": editions,
        "title": editions[0][0].title if one.is_announcement and editions else str(one),
        "open": next((edition for edition, its in editions if its.code in ("draft", "submitted")), None),
        "story": story(one),
        "writes": not writer(request.user),
        "start": StartForm(),
    }
    return render(request, "pages/desk/page.html", context)


@require_safe
def edition(request, pk):
    """One edition as it stands, with what this person may do about it."""
    return _draw(request, edition_of(request, pk))


def _draw(request, one: Edition, *, form: ReasonForm | None = None, sentences=(), status: int = 200):
    today = timezone.localdate()
    shown = Edition.objects.filter(page=one.page_id).current(today).first()
    context = {
        "edition": one,
        "standing": standing(one, shown, today),
        "acts": workflow.allowed(request.user, one),
        "deciders": deciders(one, today),
        "writers": one.writers.all(),
        "reasons": one.reasons.select_related("by"),
        "form": form or ReasonForm(),
        "sentences": sentences,
    }
    return render(request, "pages/desk/edition.html", context, status=status)


@require_safe
def preview(request, pk):
    """What citizens will see, in the language of the address."""
    shown = {"edition": edition_of(request, pk), "preview": True}
    return render(request, "pages/public/text.html", shown)


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    """Write a draft. What was typed is never lost: not to a broken rule, not to somebody who saved meanwhile."""
    one = edition_of(request, pk)
    require(not writer(request.user))
    form = EditionForm(one, request.POST or None)
    if request.method == "GET" and "save" not in workflow.allowed(request.user, one):
        return redirect("desk_page_edition", pk=one.pk)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            now = database_now()
            try:
                workflow.save(one.pk, form.values, seen=form.cleaned_data["versi"], by=request.user, now=now)
            except ValidationError as error:
                status = status_of(error)
                form.refuse(error)
            else:
                if request.POST.get("tombol") == "lihat":
                    return redirect("desk_page_preview", pk=one.pk)
                messages.success(request, _("Naskah disimpan sebagai draf."))
                return redirect("desk_page_edition", pk=one.pk)
    stored = edition_of(request, pk)
    if status == 409:
        form.redraw(stored.version)
    context = {"form": form, "edition": stored, "is_stale": status == 409}
    return render(request, "pages/desk/edit.html", context, status=status)


@require_POST
def act(request, pk, act):
    """One of ACTS about the edition the person's page showed (`versi`)."""
    one = edition_of(request, pk)
    verb, done = ACTS[act]
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _draw(request, one, form=form, status=400)
    asked = {"reason": form.cleaned_data["alasan"]} if act in WITH_REASON else {}
    try:
        verb(one.pk, seen=_seen(request), by=request.user, now=database_now(), **asked)
    except ValidationError as error:
        if is_stale(error):
            raise
        return _draw(request, one, form=form, sentences=error.messages, status=status_of(error))
    news.forget()
    messages.success(request, done)
    if act == "hapus":
        return redirect("desk_pages")
    return redirect("desk_page_edition", pk=one.pk)


def _seen(request) -> int:
    """The version her page was drawn from; without one the answer is "it changed"."""
    text = request.POST.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
