"""The desk's acts on one step: each names its verb, what it takes of the form, and what is said after."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from applications import workflow
from applications.dossier import Dossier
from applications.forms.desk import DecisionForm, ProductForm
from applications.forms.desk_way import way_asked
from applications.models import Application
from applications.opening import open_file
from applications.views.desk_file import draw_file
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale
from services.models import Standard


class Act(NamedTuple):
    """`takes`: argument of the verb -> field of the form. `stays`: back to the file, else to the queue."""

    verb: Callable
    done: str
    takes: dict[str, str] | None = None
    verdicts: bool = False
    stays: bool = False


SEEN = {"seen": "versi"}
ACTS = {
    "ambil": Act(
        workflow.claim, _("Berkas %(number)s Anda ambil. Periksa setiap persyaratan di bawah."), stays=True
    ),
    "lepas": Act(workflow.release, _("Berkas %(number)s dilepas. Rekan lain bisa mengambilnya.")),
    "simpan": Act(
        workflow.judge,
        _("Daftar periksa %(number)s disimpan, belum ada putusan."),
        {"opinion": "pendapat", "reason": "alasan"},
        verdicts=True,
        stays=True,
    ),
    "teruskan": Act(
        workflow.pass_on,
        _("Berkas %(number)s diteruskan ke tahap berikutnya."),
        {"opinion": "pendapat", "reason": "alasan", **SEEN},
        verdicts=True,
    ),
    "kembalikan": Act(
        workflow.return_for_correction,
        _("Berkas %(number)s dikembalikan kepada pemohon untuk diperbaiki."),
        {"reason": "alasan", **SEEN},
        verdicts=True,
    ),
    "setujui": Act(
        workflow.approve, _("Berkas %(number)s Anda setujui."), {"reason": "alasan", **SEEN}, verdicts=True
    ),
    "tolak": Act(
        workflow.reject,
        _("Permohonan %(number)s ditolak. Pemohon diberi tahu alasan dan dasar hukumnya."),
        {"legal_ground": "dasar_hukum", "reason": "alasan_tolak", **SEEN},
        verdicts=True,
    ),
}


@require_POST
def desk_act(request, pk, review_id, act):
    """Claim, release, keep the checklist, or decide."""
    chosen = ACTS.get(act)
    # The database's clock is read along: a decision has a budget of twenty queries.
    visible = Application.objects.at_desk(request.user).select_related("standard")
    visible = visible.only("number", "standard__product_kind").annotate(read_at=Now())
    application = visible.filter(pk=pk).first()
    if chosen is None or application is None:
        raise Http404
    form = DecisionForm(request.POST)
    if chosen.takes is not None and not form.is_valid():
        return _refuse(request, pk, review_id, form, _sentences(form))
    arguments = {name: form.cleaned_data[field] for name, field in (chosen.takes or {}).items()}
    if chosen.verdicts:
        arguments["verdicts"] = form.verdicts()
    try:
        chosen.verb(pk, review_id, by=request.user, now=application.read_at, **arguments)
    except ValidationError as error:
        said = form if chosen.verdicts else None
        return _refuse(request, pk, review_id, said, error.messages, is_state=is_stale(error))
    messages.success(request, chosen.done % {"number": application.number})
    way = way_asked(request)
    page = reverse("desk_file", args=[pk]) + way.query
    if chosen.stays:
        return redirect(f"{page}#periksa")
    if act == "setujui" and application.standard.product_kind == Standard.ProductKind.OUTSIDE:
        return redirect(f"{page}#produk")
    return redirect(way.onwards)


def _sentences(form) -> list[str]:
    """The form's own refusals, each with the label of its field unless nobody sees that field."""
    return [
        sentence if form[name].is_hidden else f"{form[name].label}: {sentence}"
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def _refuse(request, pk, review_id, form, sentences, *, is_state: bool = False):
    """Draw the file again with what was typed; 409 and its state where the step is not hers any more."""
    application = open_file(request.user, pk)
    dossier = Dossier(application, request.user)
    is_hers = dossier.may_judge and dossier.step.review.pk == review_id
    if is_state and not (form and is_hers):
        asked = next((one for one in application.reviews.all() if one.pk == review_id), None)
        context = {"dossier": dossier, "application": application, "sentences": sentences, "asked": asked}
        context["way"] = way_asked(request)
        return render(request, "applications/desk/stale.html", context, status=409)
    return draw_file(request, application, form=form, sentences=sentences, status=409 if is_state else 400)


OF_PRODUCT = {"number": "nomor", "issued_on": "tanggal"}


@require_POST
def desk_record_product(request, pk):
    """Number and date of a product issued elsewhere; the same form sent twice records it once."""
    application = open_file(request.user, pk)
    now = database_now()
    form = ProductForm(request.POST, today=timezone.localdate(now))
    if not form.is_valid():
        return draw_file(request, application, product=form, status=400)
    given = form.cleaned_data

    def record():
        return workflow.record_product(
            pk, by=request.user, now=now, number=given["nomor"], issued_on=given["tanggal"]
        )

    try:
        form.create_once(f"user:{request.user.pk}:product:{pk}", record, now=now)
    except ValidationError as error:
        if is_stale(error):
            return _refuse(request, pk, None, None, error.messages, is_state=True)
        if not hasattr(error, "error_dict"):
            raise
        for field, sentences in error.message_dict.items():
            form.add_error(OF_PRODUCT[field], sentences)
        return draw_file(request, application, product=form, status=400)
    messages.success(
        request,
        _("Produk permohonan %(number)s dicatat. Pemohon diberi tahu.") % {"number": application.number},
    )
    return redirect(reverse("desk_file", args=[pk]) + way_asked(request).query)
