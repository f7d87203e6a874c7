"""From the service to the sent file: for whom, the list of parts, the last look."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import CitizenProfile
from applications.forms.progress import Progress
from applications.forms.sending import SendForm
from applications.forms.starting import StartForm
from applications.identity import identity_of
from applications.models import Application
from applications.views.doorway import closed_door, is_outdated, masked_rows, may, own_file, present_state
from applications.workflow import start_draft, submit
from foundation.registry.clock import database_now
from foundation.registry.refusals import status_of
from services.forms import display_answers
from services.models import Service, Standard
from services.steps import requirement_lines


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
                return redirect("apply_tasks", _start(request.user, standard, form))
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
@require_safe
def apply_tasks(request, pk):
    """The parts of a draft, what is finished and what is not; from here it can be left and resumed."""
    application = own_file(request, pk)
    if not may(request, "save_draft", application):
        return closed_door(request, application)
    context = {
        "application": application,
        "progress": Progress(application, now=database_now()),
        "is_outdated": is_outdated(application),
    }
    return render(request, "applications/tasks.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def apply_check(request, pk):
    """Everything as the officer will see it, the declaration, and sending."""
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
    progress = Progress(application, now=database_now())
    context = {
        "application": application,
        "form": form,
        "applicant": masked_rows(identity_of(application)),
        "progress": progress,
        "answered": _answered(progress),
        "refusal": refusal,
        "is_outdated": is_outdated(application),
        "readers": _readers(application),
    }
    return render(request, "applications/check.html", context, status=status)


def _answered(progress: Progress) -> list[tuple]:
    """(part, answers in words) of every topic that is asked; the places are looked up once for all."""
    words = {field.key: shown for field, shown in display_answers(progress.rows, progress.answers)}
    return [
        (part, [(row, words.get(row.key, "")) for row in topic.rows if row.key in progress.asked])
        for topic, part in zip(progress.topics, progress.topic_parts, strict=True)
        if topic.keys & progress.asked
    ]


def _readers(application: Application) -> list[str]:
    """The agencies whose officers will read the file."""
    tiers = application.standard.tiers.select_related("agency")
    return list(dict.fromkeys(tier.agency.short_name for tier in tiers))
