"""One file on the desk."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from applications.dossier import Dossier
from applications.forms.desk import DecisionForm, ProductForm
from applications.forms.desk_way import way_asked
from applications.models import Application, Verdict
from applications.opening import open_file
from applications.workflow import note_view


@require_GET
def desk_file(request, pk):
    return draw_file(request, open_file(request.user, pk))


def draw_file(
    request,
    application: Application,
    *,
    form: DecisionForm | None = None,
    product: ProductForm | None = None,
    sentences: list[str] = (),
    status: int = 200,
):
    """The page of a file from `open_file`; a refused form is drawn again with everything that was typed.

    However she came to see it, that she saw it is written down.
    """
    note_view(application, by=request.user, now=application.read_at)
    dossier = Dossier(application, request.user, typed=form.verdicts() if form else None)
    stored = {"versi": application.version}
    if form is None and dossier.may_judge:
        stored |= {"alasan": dossier.step.review.reason, "pendapat": dossier.step.review.opinion}
    context = {
        "dossier": dossier,
        "application": application,
        "form": form or DecisionForm(initial=stored),
        "version": application.version,
        "product": product or ProductForm(today=timezone.localdate(application.read_at)),
        "values": Verdict.Value.choices,
        "sentences": sentences,
        "way": way_asked(request),
    }
    return render(request, "applications/desk/file.html", context, status=status)
