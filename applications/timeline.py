"""Words for the citizen: who has the ball, what comes next, which steps lie behind a file and before it."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application, Review
from sla import ledger
from sla.calendars import Calendars
from sla.due import Due, due_of

US, YOU, NOBODY = "us", "you", ""
INDONESIAN = "id"
Status, Decision = Application.Status, Review.Decision


class Outlook(NamedTuple):
    """Who has the ball, and what comes next: a sentence for the owner, another for whoever holds the code."""

    ball: str
    own: str
    public: str


_WAITING = gettext_lazy("Permohonan menunggu diperiksa petugas. Anda tidak perlu melakukan apa pun.")
_UNDER_REVIEW = gettext_lazy(
    "Petugas sedang memeriksa permohonan. Kami kabari bila ada yang harus diperbaiki."
)
_IN_THE_MAKING = gettext_lazy(
    "Permohonan disetujui dan hasilnya sedang disiapkan. Kami kabari bila sudah ada."
)
_WITHDRAWN = gettext_lazy("Permohonan ini dibatalkan pemohon. Anda boleh mengajukan lagi kapan saja.")
_LAPSED = gettext_lazy(
    "Perbaikan tidak dikirim sampai batas waktunya. Anda boleh mengajukan lagi kapan saja."
)
OUTLOOK = {
    Status.DRAFT: Outlook(
        YOU,
        gettext_lazy("Belum dikirim. Lengkapi isian dan berkasnya, lalu kirim."),
        gettext_lazy("Permohonan belum dikirim."),
    ),
    Status.SUBMITTED: Outlook(US, _WAITING, _WAITING),
    Status.IN_REVIEW: Outlook(US, _UNDER_REVIEW, _UNDER_REVIEW),
    Status.NEEDS_CORRECTION: Outlook(
        YOU,
        gettext_lazy("Ada yang harus Anda perbaiki. Baca catatan petugas, lalu kirim perbaikan."),
        gettext_lazy("Ada yang harus diperbaiki pemohon. Masuk ke akun Anda untuk melihat daftarnya."),
    ),
    Status.APPROVED: Outlook(US, _IN_THE_MAKING, _IN_THE_MAKING),
    Status.ISSUED: Outlook(
        NOBODY,
        gettext_lazy("Permohonan selesai. Unduh hasilnya di halaman ini."),
        gettext_lazy("Permohonan selesai. Masuk ke akun Anda untuk mengunduh hasilnya."),
    ),
    Status.REJECTED: Outlook(
        NOBODY,
        gettext_lazy("Permohonan ditolak. Baca alasan dan dasar hukumnya di halaman ini."),
        gettext_lazy("Keputusannya sudah ada. Masuk ke akun Anda untuk membacanya."),
    ),
    Status.WITHDRAWN: Outlook(NOBODY, _WITHDRAWN, _WITHDRAWN),
    Status.LAPSED: Outlook(NOBODY, _LAPSED, _LAPSED),
}
# Without these no promise is kept or broken any more: the citizen ended the file herself.
WITHOUT_PROMISE = (Status.DRAFT, Status.WITHDRAWN, Status.LAPSED)


def outlook(application: Application) -> Outlook:
    return OUTLOOK[Status(application.status)]


def due(application: Application, calendars: Calendars, now: datetime) -> Due | None:
    """The promise as `shell/due.html` draws it; None where none runs or ran."""
    if application.timer is None or application.status in WITHOUT_PROMISE:
        return None
    return due_of(application.timer, calendars, now, paused=outlook(application).ball == YOU)


class Spent(NamedTuple):
    """Whose days passed, and when the clock stood still: (since, until), `until` None while it still does."""

    days: ledger.Days
    pauses: list[tuple[datetime, datetime | None]]


def spent(application: Application, calendars: Calendars, now: datetime) -> Spent:
    """Since it was sent; of a closed file to its end."""
    events = list(application.timer.events.order_by("id"))
    until = application.closed_at or now
    pauses = ledger.waits(events, until)
    if pauses and outlook(application).ball == YOU:
        pauses[-1] = (pauses[-1][0], None)
    return Spent(ledger.days(events, calendars.of(application.timer.agency_id), until), pauses)


def days(application: Application, calendars: Calendars, now: datetime) -> ledger.Days:
    return spent(application, calendars, now).days


# The piles of "Permohonan saya", in their order: what waits for her first.
PILES = [
    (gettext_lazy("Giliran Anda"), [Status.NEEDS_CORRECTION]),
    (gettext_lazy("Draf yang belum dikirim"), [Status.DRAFT]),
    (gettext_lazy("Sedang kami proses"), [Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED]),
    (gettext_lazy("Sudah berakhir"), [Status.ISSUED, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED]),
]
PILE = Case(*(When(status__in=members, then=Value(place)) for place, (_title, members) in enumerate(PILES)))


class Step(NamedTuple):
    """One line of the way a file goes. `state`: its class (done, now, stopped, "" for later).

    `lang`: "id" where the label is text of the catalogue.
    """

    label: str
    state: str
    words: str = ""
    at: datetime | None = None
    lang: str = ""


OF_DECISION = {
    Decision.PASSED: ("done", gettext_lazy("Diteruskan ke tahap berikutnya")),
    Decision.APPROVED: ("done", gettext_lazy("Disetujui")),
    Decision.RETURNED: ("now", gettext_lazy("Menunggu perbaikan dari pemohon")),
    Decision.REJECTED: ("stopped", gettext_lazy("Ditolak di tahap ini")),
    Decision.CLOSED: ("stopped", gettext_lazy("Berhenti di tahap ini")),
}
OF_PRODUCT = {
    Status.APPROVED: ("now", gettext_lazy("Sedang disiapkan")),
    Status.ISSUED: ("done", gettext_lazy("Selesai")),
}
ENDED = {Status.REJECTED, Status.WITHDRAWN, Status.LAPSED}


def steps(application: Application) -> list[Step]:
    """From receipt to product: tiers passed, the present one, those to come; an ended file stops there.

    Asks `standard.tiers` and `reviews`, which the view has fetched.
    """
    newest = application.newest_reviews()
    way = [Step(_("Permohonan diterima"), "done", at=application.submitted_at)]
    way += [_step(tier, newest.get(tier.pk)) for tier in application.standard.tiers.all()]
    if application.status in ENDED:
        way = [step._replace(state="stopped") if step.state == "now" else step for step in way if step.state]
        return [*way, Step(application.get_status_display(), "stopped", at=application.closed_at)]
    state, words = OF_PRODUCT.get(application.status, ("", ""))
    return [*way, Step(application.standard.product, state, words, application.closed_at, INDONESIAN)]


def _step(tier, review: Review | None) -> Step:
    label = f"{tier.name} – {tier.agency.short_name}"
    if review is None:
        return Step(label, "", lang=INDONESIAN)
    if review.decision:
        state, words = OF_DECISION[Decision(review.decision)]
        return Step(label, state, words, review.decided_at, INDONESIAN)
    words = _("Sedang diperiksa petugas") if review.claimed_by_id else _("Menunggu diambil petugas")
    return Step(label, "now", words, review.claimed_at or review.opened_at, INDONESIAN)
