"""One complaint on the desk, with the acts that this person may do now."""

from datetime import datetime
from typing import NamedTuple

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from applications.forms.desk_way import way_asked
from complaints.dossier import LISTS, Dossier, open_case
from complaints.forms import desk as forms
from complaints.models import Complaint
from complaints.workflow import note_view
from foundation.registry.clock import database_now


class Offer(NamedTuple):
    """An act as the page offers it: the verb it calls, its form, its heading and its button."""

    verb: str
    form: type[forms.ActForm]
    heading: str
    button: str


ENDS = {"arsipkan", "rahasiakan"}
SHOWS = "tampilkan"
# In the order of the page; the first that is allowed stands open.
OFFERS = {
    "verifikasi": Offer("verify", forms.VerifyForm, _("Verifikasi"), _("Verifikasi")),
    "tutup": Offer("close", forms.CloseForm, _("Tutup pengaduan"), _("Tutup pengaduan")),
    "teruskan": Offer("forward", forms.ForwardForm, _("Teruskan ke instansi"), _("Teruskan pengaduan")),
    "jawab": Offer("answer", forms.AnswerForm, _("Jawab pelapor"), _("Kirim jawaban")),
    "tanggapi": Offer(
        "answer_meanwhile", forms.InterimForm, _("Tanggapan sementara"), _("Kirim tanggapan sementara")
    ),
    "kembalikan": Offer(
        "send_back",
        forms.SendBackForm,
        _("Bukan wewenang instansi kami"),
        _("Kembalikan ke petugas pengaduan"),
    ),
    SHOWS: Offer("release", forms.ReleaseForm, _("Tampilkan kepada umum"), _("Tampilkan kepada umum")),
    "arsipkan": Offer("archive", forms.ArchiveForm, _("Arsipkan tanpa jawaban"), _("Arsipkan")),
    "rahasiakan": Offer("conceal", forms.ConcealForm, _("Rahasiakan"), _("Rahasiakan pengaduan")),
}


class Offered(NamedTuple):
    act: str
    heading: str
    button: str
    form: forms.ActForm
    is_open: bool
    is_danger: bool


@require_GET
def complaint_case(request, pk):
    return draw_case(request, open_case(request.user, pk), now=database_now())


def draw_case(
    request,
    complaint: Complaint,
    *,
    now: datetime,
    act: str = "",
    form: forms.ActForm | None = None,
    sentences: list[str] = (),
    status: int = 200,
):
    """The page of a complaint from `open_case`; a refused form is drawn again with everything that was typed.

    However she came to see it, that she saw it is written down.
    """
    note_view(complaint, by=request.user, now=now)
    dossier = Dossier(complaint, request.user, now)
    offered = _offered(dossier, act, form)
    lost = form.typed if form is not None and act not in {one.act for one in offered} else []
    context = {
        "dossier": dossier,
        "complaint": complaint,
        "offered": offered,
        "sentences": sentences,
        "lost": lost,
        "way": way_asked(request, LISTS),
    }
    return render(request, "complaints/desk/case.html", context, status=status)


def _offered(dossier: Dossier, act: str, form: forms.ActForm | None) -> list[Offered]:
    """What is allowed, in order; answering comes before forwarding again where an agency has it already."""
    names = [name for name, offer in OFFERS.items() if offer.verb in dossier.acts]
    if dossier.complaint.assigned_agency_id and "jawab" in names:
        names.sort(key=lambda name: name == "teruskan")
    # What ends it, or was done before, waits until somebody wants it.
    done = {SHOWS} if dossier.complaint.released_at else set()
    chosen = act if act in names else next((name for name in names if name not in ENDS | done), "")
    day = timezone.localdate(dossier.now)
    return [
        Offered(
            name,
            OFFERS[name].heading,
            OFFERS[name].button,
            form if form is not None and name == act else OFFERS[name].form(case=dossier.complaint, day=day),
            name == chosen,
            name in ENDS,
        )
        for name in names
    ]
