"""The papers of a draft, one file at a time, and opening a stored one."""

import logging

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms.progress import Progress
from applications.forms.uploading import UploadForm, unknown_requirement
from applications.models import Application
from applications.opening import open_document
from applications.views.doorway import closed_door, is_outdated, may, own_file, present_state
from applications.workflow import attach, detach
from foundation.documents.serving import serve
from foundation.registry.clock import database_now
from foundation.registry.forms import new_key
from foundation.registry.refusals import is_stale, status_of_form
from foundation.vault.crypto import WrongKey

log = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "POST"])
def apply_documents(request, pk):
    """What these answers call for: uploaded, missing, optional; one file in each request."""
    application = own_file(request, pk)
    if not may(request, "detach", application):
        return closed_door(request, application)
    if request.method != "POST":
        return _draw(request, application)
    code = request.POST.get("persyaratan", "")
    try:
        form = take_file(request, application, code, request.FILES.get("berkas"))
    except ValidationError as error:
        if not is_stale(error):
            raise
        return present_state(request, application, error.messages)
    if form.errors:
        return _draw(request, application, errors={code: form.sentences}, status=status_of_form(form))
    return redirect(f"{reverse('apply_documents', args=[application.pk])}#berkas-{code}")


def take_file(request, application: Application, code: str, file) -> UploadForm:
    """Put one posted file under the requirement with that code; what was refused stands on the form.

    Raises ValidationError for a requirement the service does not have (400) and for a stale state (409).
    """
    requirements = application.standard.requirements.filter(kind="file")
    requirement = next((one for one in requirements if one.code == code), None)
    if requirement is None:
        raise unknown_requirement()
    key = {"kunci": request.POST.get("kunci", "")}
    form = UploadForm(key, {"berkas": file}, application=application, requirement=requirement)
    if form.is_valid():
        try:
            form.attach_once(attach, by=request.user, now=database_now())
        except ValidationError as error:
            if is_stale(error):
                raise
            form.add_error("berkas", error)
    return form


def _draw(request, application: Application, *, errors=None, status=200):
    progress = Progress(application, now=database_now(), errors=errors)
    context = {
        "application": application,
        "progress": progress,
        "wanted": progress.wanted,
        "key": new_key(),
        "is_outdated": is_outdated(application),
    }
    return render(request, "applications/documents.html", context, status=status)


@require_POST
def apply_detach(request, pk, attachment_pk):
    """Take one file out of the draft; one that is out already stays out."""
    application = own_file(request, pk)
    attachment = get_object_or_404(application.attachments.select_related("requirement"), pk=attachment_pk)
    try:
        detach(application.pk, attachment.pk, by=request.user, now=database_now())
    except ValidationError as error:
        return present_state(request, application, error.messages)
    return redirect(f"{reverse('apply_documents', args=[pk])}#berkas-{attachment.requirement.code}")


@never_cache
@require_safe
def document(request, pk):
    """One uploaded file: for its owner, and for whoever holds the claim on an open step."""
    attachment = open_document(request.user, pk, now=database_now())
    download, small = (request.GET.get(name) == "1" for name in ("unduh", "kecil"))
    return hand_over(request, attachment.document, download=download, small=small)


def hand_over(request, stored, *, download: bool, small: bool = False):
    """The stored file, or a page that says it cannot be read just now (the log says why)."""
    try:
        return serve(stored, download=download, small=small)
    except (OSError, WrongKey):
        log.exception("Document %s cannot be read.", stored.pk)
    sentence = _("Berkas ini sedang tidak bisa dibuka. Coba lagi nanti atau hubungi loket kami.")
    return render(request, "400.html", {"sentences": [sentence]}, status=503)
