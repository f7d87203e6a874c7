"""Answering a return: one complete list, new files and mended answers on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications.forms.mending import Mending, posted_answers
from applications.forms.sending import AnswerForm
from applications.forms.uploading import UploadForm, mending_slots
from applications.models import Application
from applications.views.documents import take_file
from applications.views.doorway import closed_door, may, own_file, present_state
from applications.workflow import answer, waiting_verdicts
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale, status_of, status_of_form

FILE = "berkas-"


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request, pk):
    """GET: the list. POST with `unggah`: take that file. POST without: take every chosen file and send."""
    application = own_file(request, pk)
    if request.method != "POST":
        if not may(request, "answer", application):
            return closed_door(request, application)
        return _draw(request, application)
    try:
        return _receive(request, application)
    except ValidationError as error:
        if not is_stale(error):
            raise
        return _draw_again(request, application, error)


def _receive(request, application: Application):
    only = request.POST.get("unggah")
    uploads = _take_files(request, application, only)
    refused = [form for form in uploads.values() if form.errors]
    if only or refused:
        status = status_of_form(refused[0]) if refused else 200
        return _draw(request, own_file(request, application.pk), uploads=uploads, status=status)
    return _send(request, application, taken=sum(form.is_new for form in uploads.values()))


def _take_files(request, application: Application, only: str | None) -> dict[str, UploadForm]:
    chosen = [only] if only else [name.removeprefix(FILE) for name in request.FILES if name.startswith(FILE)]
    return {code: take_file(request, application, code, request.FILES.get(FILE + code)) for code in chosen}


def _send(request, application: Application, *, taken: int):
    """`taken`: new files of this very request; each made the file one version newer."""
    answers = posted_answers(request.POST)
    form = AnswerForm(request.POST, answers=answers)
    now, user = database_now(), request.user
    mending = Mending(application, waiting_verdicts(application), now=now, answers=answers)
    if not form.is_valid() or mending.form.errors:
        return _draw(request, application, sending=form, status=400)
    seen = form.cleaned_data["versi"] + taken
    try:
        form.create_once(
            f"user:{user.pk}:answer:{application.pk}",
            lambda: answer(application.pk, by=user, now=now, answers=answers, seen=seen),
            now=now,
        )
    except ValidationError as error:
        if is_stale(error):
            raise
        return _draw(request, application, refusal=error.messages, status=status_of(error))
    messages.success(request, _("Perbaikan sudah kami terima. Petugas memeriksanya kembali."))
    return redirect("application", application.pk)


def _draw_again(request, application: Application, error: ValidationError):
    """409: the list as it stands now with what was typed, or the present state when nothing is asked."""
    application = own_file(request, application.pk)
    if not may(request, "answer", application):
        return present_state(request, application, error.messages)
    return _draw(request, application, refusal=error.messages, status=409)


def _draw(request, application: Application, *, uploads=None, sending=None, refusal=(), status=200):
    verdicts = waiting_verdicts(application)
    answers = posted_answers(request.POST) if request.method == "POST" else None
    mending = Mending(application, verdicts, now=database_now(), answers=answers)
    if status == 200:
        # A file came up by itself; what is still being typed is not judged yet.
        mending.form.errors.clear()
    errors = {code: form.sentences for code, form in (uploads or {}).items() if form.errors}
    fresh = AnswerForm(answers={}, initial={"versi": application.version})
    context = {
        "application": application,
        "slots": mending_slots(application, verdicts, mending.answers, errors=errors),
        "told": [one for one in verdicts if one.requirement and one.requirement.kind != "file"],
        "mending": mending,
        "form": fresh if sending is None or sending.is_valid() else sending,
        "refusal": refusal,
        # The first return of the first tier stops the clock; every later one only pauses it.
        "starts_anew": application.timer.stopped_at is not None,
        "reasons": list(dict.fromkeys(one.review.reason for one in verdicts if one.review.reason)),
    }
    return render(request, "applications/correct.html", context, status=status)
