"""From the service to the sent file: for whom, the form, the last look."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import CitizenProfile
from applications.forms.drafting import SeenForm, answers_so_far, differences, may_keep
from applications.forms.sending import SendForm
from applications.forms.starting import StartForm
from applications.forms.uploading import wanted
from applications.identity import identity_of
from applications.models import Application
from applications.views.doorway import closed_door, is_outdated, masked_rows, may, own_file, present_state
from applications.workflow import save_draft, start_draft, submit
from applications.workflow.checks import check_complete
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale, status_of
from services.forms import build_form, display_answers
from services.models import Service, Standard
from services.steps import requirement_lines

SAVE, GO_ON = "simpan", "lanjut"


@never_cache
@require_http_methods(["GET", "POST"])
def apply_start(request, code):
    """What is needed, and for whom; opens the draft."""
    standard = get_object_or_404(Standard.objects.published(), service__code=code)
    if standard.service.channel != Service.Channel.ONLINE:
        return redirect("service", code)
    profile = CitizenProfile.objects.filter(user=request.user).first()
    if profile is None or not profile.is_complete:
        return redirect(f"{reverse('profile')}?{urlencode({'lanjut': request.path})}")
    form = StartForm(request.POST or None, profile=profile, service=code)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect("apply_form", _start(request.user, standard, form))
            except ValidationError as error:
                status = status_of(error)
                form.add_error(None, error)
    context = {"standard": standard, "form": form, "requirements": requirement_lines(standard)}
    return render(request, "applications/start.html", context, status=status)


def _start(user, standard: Standard, form: StartForm) -> str:
    now = database_now()
    draft, _is_new = form.create_once(
        f"user:{user.pk}:draft", lambda: start_draft(standard, by=user, now=now, **form.behalf), now=now
    )
    return draft


@never_cache
@require_http_methods(["GET", "POST"])
def apply_form(request, pk):
    """Step 1. Saving keeps whatever was typed; going on keeps it only when it is right."""
    application = own_file(request, pk)
    if not may(request, "save_draft", application):
        return closed_door(request, application)
    rows, today = list(application.standard.fields.all()), timezone.localdate(database_now())
    if request.method == "POST":
        return _keep(request, application, build_form(rows, data=request.POST, today=today))
    form = build_form(rows, initial=application.answers, today=today)
    return _draw_form(request, application, form)


def _keep(request, application: Application, form):
    seen = SeenForm(request.POST)
    goes_on = request.POST.get("tombol", GO_ON) != SAVE
    is_right = form.is_valid() if goes_on else may_keep(form)
    if not (seen.is_valid() and is_right):
        return _draw_form(request, application, form, seen=seen, status=400)
    version = seen.cleaned_data["versi"]
    try:
        save_draft(application.pk, form.raw_answers(), by=request.user, now=database_now(), seen=version)
    except ValidationError as error:
        if not is_stale(error):
            raise
        return _offer_both(request, application, form, error)
    if goes_on:
        return redirect("apply_documents", application.pk)
    messages.success(
        request, _("Draf sudah disimpan. Anda boleh menutup halaman ini dan melanjutkannya nanti.")
    )
    return redirect("apply_form", application.pk)


def _offer_both(request, application: Application, form, error: ValidationError):
    """Another tab saved first: what is stored stands beside what was typed, and nothing is lost."""
    application = own_file(request, application.pk)
    if not may(request, "save_draft", application):
        return present_state(request, application, error.messages)
    both = differences(form, application.answers)
    return _draw_form(request, application, form, both=both, is_stale=True, status=409)


def _draw_form(request, application: Application, form, *, seen=None, status=200, **more):
    version = SeenForm(initial={"versi": application.version})
    context = {
        "application": application,
        "form": form,
        "version": seen if seen is not None and not seen.is_valid() else version,
        "is_outdated": is_outdated(application),
        **more,
    }
    return render(request, "applications/form.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def apply_check(request, pk):
    """Step 3: everything as the officer will see it, the declaration, and sending."""
    application = own_file(request, pk)
    if request.method == "POST":
        return _send(request, application)
    if not may(request, "submit", application):
        return closed_door(request, application)
    return _draw_check(request, application, SendForm(initial={"versi": application.version}))


def _send(request, application: Application):
    form = SendForm(request.POST)
    if not form.is_valid():
        if not may(request, "submit", application):
            return closed_door(request, application)
        return _draw_check(request, application, form, status=400)
    now, user = database_now(), request.user
    try:
        form.create_once(
            f"user:{user.pk}:submit:{application.pk}",
            lambda: submit(application.pk, by=user, now=now, seen=form.cleaned_data["versi"]),
            now=now,
        )
    except ValidationError as error:
        application = own_file(request, application.pk)
        if not may(request, "submit", application):
            return present_state(request, application, error.messages)
        fresh = SendForm(initial={"versi": application.version})
        refusal = [] if hasattr(error, "error_dict") else error.messages
        return _draw_check(request, application, fresh, refusal=refusal, status=status_of(error))
    return redirect("receipt", application.pk)


def _draw_check(request, application: Application, form: SendForm, *, refusal=(), status=200):
    now = database_now()
    answers = answers_so_far(application, now=now)
    context = {
        "application": application,
        "form": form,
        "applicant": masked_rows(identity_of(application)),
        "answers": display_answers(application.standard.fields.all(), answers),
        "wanted": wanted(application, answers),
        "faults": _faults(application, now),
        "refusal": refusal,
        "is_outdated": is_outdated(application),
        "readers": _readers(application),
    }
    return render(request, "applications/check.html", context, status=status)


def _faults(application: Application, now) -> dict:
    """Sentences under "answers" and "documents": what forbids sending."""
    try:
        check_complete(application, now=now)
    except ValidationError as error:
        return error.message_dict
    return {}


def _readers(application: Application) -> list[str]:
    """The agencies whose officers will read the file."""
    tiers = application.standard.tiers.select_related("agency")
    return list(dict.fromkeys(tier.agency.short_name for tier in tiers))
