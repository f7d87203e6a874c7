"""The pages of a draft's form, one topic each. Saving keeps whatever was typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications.forms.drafting import SeenForm, TopicPage, differences, may_keep
from applications.forms.mending import posted_answers
from applications.forms.progress import Progress, code_of, topic_url
from applications.models import Application
from applications.views.doorway import closed_door, is_outdated, may, own_file, present_state
from applications.workflow import save_draft
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale

SAVE, GO_ON = "simpan", "lanjut"
MOST_DIGITS = 4


@never_cache
@require_http_methods(["GET", "POST"])
def apply_form(request, pk):
    """One topic, `?bagian=2`; the first without it. Going on keeps it only when it is right."""
    application = own_file(request, pk)
    if not may(request, "save_draft", application):
        return closed_door(request, application)
    if request.method == "POST":
        return _keep(request, application, _page(request, application, posted=posted_answers(request.POST)))
    return _draw(request, application, _page(request, application, judged="periksa" in request.GET))


def _page(request, application: Application, **more) -> TopicPage:
    wanted = request.GET.get("bagian", "1")
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= MOST_DIGITS else 0
    try:
        return TopicPage(application, number, now=database_now(), **more)
    except LookupError:
        raise Http404 from None


def _keep(request, application: Application, page: TopicPage):
    seen, form = SeenForm(request.POST), page.form
    goes_on = request.POST.get("tombol", GO_ON) != SAVE
    is_right = not form.errors if goes_on else may_keep(form)
    if not (seen.is_valid() and is_right):
        return _draw(request, application, page, seen=seen, status=400)
    version = seen.cleaned_data["versi"]
    try:
        saved = save_draft(
            application.pk, form.raw_answers(), by=request.user, now=database_now(), seen=version
        )
    except ValidationError as error:
        if not is_stale(error):
            raise
        return _offer_both(request, application, page, error)
    if goes_on:
        return _go_on(saved, page)
    messages.success(
        request, _("Draf sudah disimpan. Anda boleh menutup halaman ini dan melanjutkannya nanti.")
    )
    return redirect("apply_tasks", application.pk)


def _go_on(application: Application, page: TopicPage):
    """To the next part that is not finished; where all are, to the last look."""
    part = Progress(application, now=database_now()).next_part(code_of(page.topic))
    return redirect(part.url) if part else redirect("apply_check", application.pk)


def _offer_both(request, application: Application, page: TopicPage, error: ValidationError):
    """Another tab saved first: what is stored stands beside what was typed, and nothing is lost."""
    application = own_file(request, application.pk)
    if not may(request, "save_draft", application):
        return present_state(request, application, error.messages)
    both = differences(page.form, application.answers)
    return _draw(request, application, page, both=both, is_stale=True, status=409)


def _draw(request, application: Application, page: TopicPage, *, seen=None, status=200, **more):
    version = SeenForm(initial={"versi": application.version})
    context = {
        "application": application,
        "page": page,
        "page_url": topic_url(application, page.topic.number),
        "version": seen if seen is not None and not seen.is_valid() else version,
        "is_outdated": is_outdated(application),
        **more,
    }
    return render(request, "applications/form.html", context, status=status)
