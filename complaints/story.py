"""What the reporter and the public read of a complaint: how far it is, who has the ball, what happened."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Agency
from applications.headline import day_of, line, our_turn
from complaints.models import Clock, Complaint, Response
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from foundation.registry.marking import indonesian
from services.models import Standard
from sla.calendars import Calendars
from sla.due import Due, due_of

US, YOU, NOBODY = "us", "you", ""
Status, Step = Complaint.Status, Clock.Step


class Outlook(NamedTuple):
    """Who has the ball, and what comes next in a sentence."""

    ball: str
    words: str


OUTLOOK = {
    Status.FILED: Outlook(
        US, gettext_lazy("Petugas pengaduan memeriksa laporan Anda. Anda tidak perlu melakukan apa pun.")
    ),
    Status.VERIFIED: Outlook(
        US, gettext_lazy("Laporan Anda sudah diperiksa. Kami teruskan ke instansi yang berwenang.")
    ),
    Status.FORWARDED: Outlook(
        US, gettext_lazy("Instansi yang berwenang sedang menindaklanjuti. Tunggu jawabannya.")
    ),
    Status.ANSWERED: Outlook(
        YOU,
        gettext_lazy(
            "Laporan Anda sudah dijawab. Baca jawabannya, lalu pilih: selesai, bantah, atau tanggapi."
        ),
    ),
    Status.DISPUTED: Outlook(US, gettext_lazy("Bantahan Anda sudah kami terima. Masalahnya diperiksa lagi.")),
    Status.CLOSED: Outlook(
        NOBODY, gettext_lazy("Laporan ini selesai. Bila masalahnya muncul lagi, sampaikan laporan baru.")
    ),
    Status.ARCHIVED: Outlook(
        NOBODY,
        gettext_lazy("Laporan ini tidak dapat kami tindak lanjuti. Baca alasan dan sarannya di bawah."),
    ),
}
# The one line on top: where it is; where it is with us, our turn and the day follow.
WHERE = {
    Status.FILED: gettext_lazy("Laporan Anda di meja petugas pengaduan."),
    Status.VERIFIED: gettext_lazy("Laporan Anda sudah diperiksa dan akan diteruskan."),
    Status.FORWARDED: gettext_lazy("Laporan Anda di meja %(agency)s."),
    Status.ANSWERED: gettext_lazy(
        "Laporan Anda sudah dijawab. Giliran Anda menanggapi, paling lambat %(day)s."
    ),
    Status.DISPUTED: gettext_lazy("Bantahan Anda di meja %(agency)s."),
    Status.CLOSED: gettext_lazy("Laporan Anda selesai pada %(day)s."),
    Status.ARCHIVED: gettext_lazy("Laporan Anda tidak dapat ditindaklanjuti, dan ditutup pada %(day)s."),
}
# The piles of "Laporan saya", in their order: what waits for her first.
PILES = [
    (gettext_lazy("Giliran Anda"), [Status.ANSWERED]),
    (gettext_lazy("Sedang kami proses"), [Status.FILED, Status.VERIFIED, Status.FORWARDED, Status.DISPUTED]),
    (gettext_lazy("Sudah berakhir"), [Status.CLOSED, Status.ARCHIVED]),
]
PILE = Case(*(When(status__in=members, then=Value(place)) for place, (_title, members) in enumerate(PILES)))
DUE_WORDS = {
    Step.VERIFY: gettext_lazy("Diperiksa dan diteruskan paling lambat"),
    Step.FOLLOW_UP: gettext_lazy("Ditindaklanjuti paling lambat"),
    Step.REPLY: gettext_lazy("Tanggapi paling lambat"),
    Step.WHOLE: gettext_lazy("Dijawab paling lambat"),
}


def outlook(complaint: Complaint) -> Outlook:
    return OUTLOOK[Status(complaint.status)]


class Promise(NamedTuple):
    """`due`: as `shell/due.html` draws it; `word`: what is promised."""

    due: Due
    word: str


def promise(complaint: Complaint, calendars: Calendars, now: datetime) -> Promise | None:
    """What runs now: this step, else the time to the answer; None once it has ended. Asks both timers."""
    timer = complaint.pressing_timer
    if timer.stopped_at is not None:
        return None
    step = complaint.step if timer.pk == complaint.timer_id else Step.WHOLE
    return Promise(due_of(timer, calendars, now), DUE_WORDS[Step(step)])


def headline(complaint: Complaint, promised: Promise | None) -> SafeString:
    """HTML: the agency's name is Indonesian in every language. Asks `assigned_agency`."""
    where = WHERE[Status(complaint.status)]
    if outlook(complaint).ball == US:
        turn, day = our_turn(promised.due if promised else None)
        agency = complaint.assigned_agency
        holder = indonesian(agency.short_name) if agency else _("petugas pengaduan")
        return line(where, turn, day=day, agency=holder)
    return line(where, day=day_of(promised.due.at if promised else complaint.closed_at))


class Stretch(NamedTuple):
    """One line of the way, as `shell/timeline.html` draws it. `on`: a day, since an hour could tell who it was."""

    label: str
    state: str
    on: datetime | None = None


# How many of the six lines lie behind it.
PASSED = {
    Status.FILED: 1, Status.VERIFIED: 2, Status.FORWARDED: 2, Status.DISPUTED: 2, Status.ANSWERED: 4,
    Status.CLOSED: 6,
}  # fmt: skip


def way(complaint: Complaint) -> list[Stretch]:
    """From receipt to the end; an archived one stops."""
    received = Stretch(_("Diterima"), "done", complaint.filed_at)
    if complaint.status not in PASSED:
        return [received, Stretch(complaint.get_status_display(), "stopped", complaint.closed_at)]
    handled = _("Ditindaklanjuti %(agency)s") % {"agency": _holder(complaint)}
    stretches = [
        received,
        Stretch(_("Diperiksa petugas pengaduan"), ""),
        Stretch(handled, ""),
        Stretch(_("Dijawab"), "", complaint.answered_at),
        Stretch(_("Tanggapan Anda"), ""),
        Stretch(_("Selesai"), "", complaint.closed_at),
    ]
    passed = PASSED[Status(complaint.status)]
    return [
        one._replace(state="done" if place < passed else "now" if place == passed else "")
        for place, one in enumerate(stretches)
    ]


def _holder(complaint: Complaint) -> str:
    agency = complaint.assigned_agency
    return agency.short_name if agency else _("instansi yang berwenang")


class Turn(NamedTuple):
    """One turn of the conversation. `who`: the desk that spoke; no officer is named."""

    who: str
    is_yours: bool
    label: str
    text: str
    at: datetime


REPORTERS = (Response.Kind.REPLY, Response.Kind.DISPUTE)


def about(complaint: Complaint) -> str:
    """The file, the service or the agency it is about, in words; "" for none of these."""
    if complaint.application_id:
        file = complaint.application
        return f"{file.number} – {file.standard.name}"
    if complaint.service_id:
        names = (
            Standard.objects.published().filter(service=complaint.service_id).values_list("name", flat=True)
        )
        return names.first() or complaint.service.code
    return complaint.agency.name if complaint.agency_id else ""


def conversation(complaint: Complaint) -> list[Turn]:
    return [
        Turn(
            who=_("Anda") if one.kind in REPORTERS else str(one.agency or _("Petugas pengaduan")),
            is_yours=one.kind in REPORTERS,
            label=one.get_kind_display(),
            text=one.text,
            at=one.at,
        )
        for one in complaint.responses.select_related("agency")
    ]


# What the reporter reads of the trail; who guards and warns is no news to her.
TOLD = tuple(
    f"complaint.{verb}"
    for verb in (
        "file", "add_photo", "verify", "forward", "send_back", "answer_meanwhile", "answer", "reply",
        "dispute", "accept", "close", "close_by_silence", "archive", "conceal", "release", "escalate",
        "guessed", "view", "open_photo",
    )
)  # fmt: skip


def history(complaint: Complaint) -> list[tuple[datetime, str, str]]:
    """(moment, what happened, which agency), oldest first."""
    entries = list(Entry.objects.about(complaint).filter(action__in=TOLD))
    codes = {entry.params.get("to") or entry.agency for entry in entries} - {""}
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "short_name")) if codes else {}
    return [
        (entry.at, sentence(entry), names.get(entry.params.get("to") or entry.agency, ""))
        for entry in entries
    ]
