"""The desk's acts on one complaint: each fills its form, calls its verb and says what was done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from applications.forms.desk_way import way_asked
from complaints import workflow
from complaints.dossier import LISTS, open_case
from complaints.views.case import OFFERS, draw_case
from foundation.registry.clock import database_now
from foundation.registry.refusals import is_stale, status_of

DONE = {
    "verifikasi": _("Pengaduan %(number)s diverifikasi. Sekarang teruskan ke instansi atau jawab sendiri."),
    "teruskan": _("Pengaduan %(number)s diteruskan. Pejabat instansi itu diberi tahu."),
    "kembalikan": _("Pengaduan %(number)s dikembalikan ke petugas pengaduan."),
    "tanggapi": _("Tanggapan sementara untuk %(number)s dikirim. Jawabannya masih ditunggu pelapor."),
    "jawab": _("Pengaduan %(number)s dijawab. Pelapor boleh menanggapi selama 10 hari kerja."),
    "arsipkan": _("Pengaduan %(number)s diarsipkan. Pelapor dapat membaca alasannya."),
    "tutup": _("Pengaduan %(number)s ditutup."),
    "rahasiakan": _("Pengaduan %(number)s dirahasiakan."),
    "tampilkan": _("Isi dan jawaban pengaduan %(number)s tampil kepada umum."),
}
LEAVES_THE_DESK = {"kembalikan"}


@require_POST
def complaint_case_act(request, pk, act):
    if act not in OFFERS:
        raise Http404
    complaint = open_case(request.user, pk)
    now = database_now()
    form = OFFERS[act].form(request.POST, case=complaint, day=timezone.localdate(now))
    if not form.is_valid():
        return draw_case(request, complaint, now=now, act=act, form=form, status=400)
    try:
        getattr(workflow, OFFERS[act].verb)(pk, by=request.user, now=now, **form.arguments())
    except ValidationError as error:
        return _refuse(request, pk, act, form, error, now)
    messages.success(request, DONE[act] % {"number": complaint.number})
    way = way_asked(request, LISTS)
    return redirect(way.back if act in LEAVES_THE_DESK else reverse("complaint_case", args=[pk]) + way.query)


def _refuse(request, pk, act, form, error: ValidationError, now):
    """The page again with what was typed: as it was (400), or as the complaint is by now (409)."""
    sentences = []
    if hasattr(error, "error_dict"):
        form.refuse(error.message_dict)
    else:
        sentences = error.messages
    status = 409 if is_stale(error) else status_of(error)
    return draw_case(
        request, open_case(request.user, pk), now=now, act=act, form=form, sentences=sentences, status=status
    )
