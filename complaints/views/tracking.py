"""Following a complaint without an account: by its number and its secret, both in the body of the request."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications.views.doorway import unlisted
from complaints.forms.tracking import TrackForm
from complaints.guesses import WINDOW
from complaints.models import Complaint
from complaints.opening import by_secret
from complaints.permissions import SecretHolder
from complaints.views.talk import page, take, whole
from foundation.registry.clock import database_now
from foundation.registry.refusals import status_of, status_of_form


class Shut(Exception):
    """Number and secret opened nothing; `response` says why, and no more than that."""

    def __init__(self, response):
        self.response = response


@never_cache
@unlisted
@login_not_required
@require_http_methods(["GET", "POST"])
def complaint_track(request):
    if request.method != "POST":
        return _draw(request, TrackForm())
    try:
        return page(request, *_opened(request))
    except Shut as shut:
        return shut.response


@never_cache
@unlisted
@login_not_required
@require_POST
def complaint_secret_act(request, act):
    try:
        complaint, who = _opened(request)
    except Shut as shut:
        return shut.response

    def done(taken):
        present = whole(Complaint.objects.filter(pk=complaint.pk))
        return page(request, present, who, news=taken.done)

    return take(request, act, complaint, who, done=done)


def _opened(request) -> tuple[Complaint, SecretHolder]:
    """The complaint and who holds its secret. Whatever opens nothing raises Shut, with the same page for all."""
    form = TrackForm(request.POST)
    if not form.is_valid():
        raise Shut(_draw(request, form, status=status_of_form(form)))
    number, secret = form.cleaned_data["nomor"], form.cleaned_data["kode"]
    try:
        pk = by_secret(number, secret, now=database_now())
    except Http404 as nothing:
        form.add_error(
            None, _("Nomor dan kode rahasia ini tidak cocok. Periksa lagi pada tanda terima Anda.")
        )
        raise Shut(_draw(request, form, status=404)) from nothing
    except ValidationError as error:
        form.add_error(None, error)
        raise Shut(_draw(request, form, status=status_of(error))) from error
    return whole(Complaint.objects.filter(pk=pk)), SecretHolder(secret)


def _draw(request, form: TrackForm, *, status: int = 200):
    response = render(request, "complaints/track.html", {"form": form}, status=status)
    if status == 429:
        response["Retry-After"] = WINDOW
    return response
