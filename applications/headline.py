"""The one line on top of a file: where it is, whose turn it is, and by when."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application, Review
from foundation.registry.marking import indonesian
from sla.due import Due

Status = Application.Status


class Said(NamedTuple):
    """To the owner, and to whoever holds the code."""

    own: str
    public: str


AT_A_STEP = Said(
    gettext_lazy("Berkas Anda di meja %(agency)s, tahap %(tier)s."),
    gettext_lazy("Berkas ini di meja %(agency)s, tahap %(tier)s."),
)
AT_DESKS = Said(
    gettext_lazy("Berkas Anda di meja %(agencies)s."), gettext_lazy("Berkas ini di meja %(agencies)s.")
)
OUR_TURN = gettext_lazy("Giliran kami, paling lambat %(day)s.")
OUR_TURN_LATE = gettext_lazy("Giliran kami. Batas %(day)s sudah lewat, kami minta maaf.")
OUR_TURN_UNTIMED = gettext_lazy("Giliran kami.")
# Where no step waits: what stands on top by itself.
ELSEWHERE = {
    Status.DRAFT: Said(
        gettext_lazy("Draf ini belum dikirim. Giliran Anda."), gettext_lazy("Berkas ini belum dikirim.")
    ),
    Status.SUBMITTED: Said(
        gettext_lazy("Berkas Anda sudah kami terima."), gettext_lazy("Berkas ini sudah kami terima.")
    ),
    Status.IN_REVIEW: Said(
        gettext_lazy("Berkas Anda sedang kami periksa."), gettext_lazy("Berkas ini sedang kami periksa.")
    ),
    Status.NEEDS_CORRECTION: Said(
        gettext_lazy("Berkas Anda menunggu perbaikan. Giliran Anda, paling lambat %(day)s."),
        gettext_lazy("Berkas ini menunggu perbaikan. Giliran pemohon, paling lambat %(day)s."),
    ),
    Status.APPROVED: Said(
        gettext_lazy("Permohonan Anda disetujui. Hasilnya sedang kami siapkan."),
        gettext_lazy("Permohonan ini disetujui. Hasilnya sedang kami siapkan."),
    ),
    Status.ISSUED: Said(
        gettext_lazy("Permohonan Anda selesai pada %(day)s."),
        gettext_lazy("Permohonan ini selesai pada %(day)s."),
    ),
    Status.REJECTED: Said(
        gettext_lazy("Permohonan Anda ditolak pada %(day)s."),
        gettext_lazy("Permohonan ini diputuskan pada %(day)s."),
    ),
    Status.WITHDRAWN: Said(
        gettext_lazy("Permohonan Anda dibatalkan pada %(day)s."),
        gettext_lazy("Permohonan ini dibatalkan pada %(day)s."),
    ),
    Status.LAPSED: Said(
        gettext_lazy("Permohonan Anda berakhir pada %(day)s karena perbaikan tidak dikirim."),
        gettext_lazy("Permohonan ini berakhir pada %(day)s karena perbaikan tidak dikirim."),
    ),
}
WITH_US = (Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED)
# What may come next, for both; "" where nothing comes any more.
AFTERWARDS = {
    Status.SUBMITTED: gettext_lazy("Sesudah diambil petugas, setiap berkas dan isian diperiksa."),
    Status.IN_REVIEW: gettext_lazy(
        "Sesudah diperiksa, berkas diteruskan, disetujui, dikembalikan untuk diperbaiki, atau ditolak dengan "
        "dasar hukum."
    ),
    Status.NEEDS_CORRECTION: gettext_lazy(
        "Waktu kami berhenti dihitung sampai perbaikan dikirim. Sesudah batasnya, permohonan berakhir."
    ),
    Status.APPROVED: gettext_lazy("Sesudah hasilnya jadi, pemohon dapat mengunduh atau mengambilnya."),
}


def headline(application: Application, due: Due | None) -> Said:
    """HTML: names of agencies and steps are Indonesian in every language. Asks `standard.tiers` and `reviews`."""
    where, names = _where(application)
    if application.status in WITH_US:
        turn, day = our_turn(due)
        return Said(*(line(one, turn, day=day, **names) for one in where))
    day = day_of(application.lapses_at or application.closed_at)
    return Said(*(line(one, day=day) for one in where))


def afterwards(application: Application) -> str:
    return AFTERWARDS.get(Status(application.status), "")


def _where(application: Application) -> tuple[Said, dict]:
    newest = application.newest_reviews()
    tiers = [one for one in application.standard.tiers.all() if _waits(newest.get(one.pk))]
    if not tiers or application.status not in WITH_US:
        return ELSEWHERE[Status(application.status)], {}
    if len(tiers) == 1:
        return AT_A_STEP, {
            "agency": indonesian(tiers[0].agency.short_name),
            "tier": indonesian(tiers[0].name),
        }
    agencies = list(dict.fromkeys(one.agency.short_name for one in tiers))
    return AT_DESKS, {"agencies": SafeString(get_text_list([indonesian(one) for one in agencies], _("dan")))}


def _waits(review: Review | None) -> bool:
    return review is not None and not review.decision


def our_turn(due: Due | None) -> tuple[str, str]:
    """Whose turn it is while it is ours, and the day by which."""
    if due is None or due.at is None:
        return OUR_TURN_UNTIMED, ""
    return OUR_TURN_LATE if due.state == "late" else OUR_TURN, day_of(due.at)


def day_of(at: datetime | None) -> str:
    return date_format(timezone.localtime(at)) if at else ""


def line(*sentences: str, **words: str) -> SafeString:
    """The sentences with their `%(name)s` filled in; whatever is no HTML yet is escaped."""
    parts = {name: conditional_escape(word) for name, word in words.items()}
    return SafeString(" ".join(conditional_escape(one) for one in sentences) % parts)
