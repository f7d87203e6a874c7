"""What the citizen's pages share: her own file or nothing, and the answer to an act that comes too late."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Region
from accounts.validators import mask_nik
from applications.applicant import identity_rows, place_names
from applications.models import Application
from applications.workflow import allowed
from foundation.registry.moves import stale


def own_file(request, pk) -> Application:
    """The citizen's own file with what its pages show; 404 for anybody else's."""
    rows = Application.objects.own(request.user).select_related(
        "standard__service__agency", "applicant", "organisation", "dependant", "timer", "permit__document"
    )
    return get_object_or_404(rows, pk=pk)


def may(request, verb: str, application: Application) -> bool:
    return verb in allowed(request.user, application)


def unlisted(view):
    """For a page that search engines and link previews leave alone."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return marked


def masked_rows(identity: dict) -> list[tuple[str, str]]:
    """The applicant as the officer reads her, but for the digits of NIK and KK. One query for the region."""
    shown = {**identity, "nik": mask_nik(identity["nik"]), "kk": mask_nik(identity["kk"])}
    shown["birth_date"] = str(identity["birth_date"] or "")
    if dependant := identity.get("dependant"):
        born = str(dependant["birth_date"] or "")
        shown["dependant"] = {**dependant, "nik": mask_nik(dependant["nik"]), "birth_date": born}
    places = Region.objects.filter(code=identity["region"]).select_related("parent")
    return identity_rows(shown, place_names({place.code: place for place in places}))


def is_outdated(application: Application) -> bool:
    """Whether a newer standard replaced the one of this draft, so that it can no longer be sent."""
    return not application.standard.is_published


def closed_door(request, application: Application):
    """A page of the draft (or of the return) whose time is over: the reader is led on, an act is refused."""
    if request.method == "POST":
        return present_state(request, application, stale(application).messages)
    sentence = _("Langkah itu sudah selesai. Status permohonan sekarang “%(status)s”.") % {
        "status": application.get_status_display()
    }
    messages.info(request, sentence)
    return redirect("application", application.pk)


def present_state(request, application: Application, sentences: list[str]):
    """409: what was asked cannot be done any more, how the file stands now, and the way back to it."""
    application.refresh_from_db(fields=["status"])
    context = {
        "sentences": sentences,
        "status": application.status,
        "status_label": application.get_status_display(),
        "back_url": reverse("application", args=[application.pk]),
    }
    return render(request, "409.html", context, status=409)
