"""One complaint as the desk reads it, arranged as it is drawn."""

from datetime import datetime
from typing import NamedTuple

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import role_label
from accounts.validators import show_phone
from applications.forms.desk_way import List
from applications.models import Application
from complaints import permissions
from complaints.models import Assignment, Clock, Complaint, Response
from complaints.workflow import allowed
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from sla.calendars import Calendars
from sla.due import Due, due_of

OPENINGS = ("complaint.view", "complaint.open_photo")
BY_REPORTER = (
    "complaint.file",
    "complaint.add_photo",
    "complaint.reply",
    "complaint.dispute",
    "complaint.accept",
)
# Tab in the address -> what the complaints under it wait for, as `ComplaintQuerySet.for_desk` names it.
TABS = {
    "verifikasi": ("verify", gettext_lazy("Perlu diverifikasi")),
    "teruskan": ("forward", gettext_lazy("Perlu diteruskan")),
    "instansi": ("agency", gettext_lazy("Di instansi")),
    "dijawab": ("reporter", gettext_lazy("Dijawab")),
    "selesai": ("nobody", gettext_lazy("Selesai")),
}
LATE = "lewat"
FILTERS = ("jenis", "kategori", "instansi", "keadaan")
INBOX = "pengaduan"
LISTS = {
    INBOX: List("complaint_inbox", gettext_lazy("Kembali ke daftar pengaduan"), ("tahap", *FILTERS, "page"))
}
# A complaint that is watched for months must not make its own page heavy.
MOST = 300


class Running(NamedTuple):
    """A clock to show. `word`: what its time is for, where that is not the office's own time."""

    due: Due
    word: str


class Line(NamedTuple):
    at: datetime
    who: str
    sentence: str


class Said(NamedTuple):
    """One turn of the conversation; `who`: the officer with the agency, or that it was the reporter."""

    who: str
    label: str
    text: str
    at: datetime


def running(complaint: Complaint, calendars: Calendars, now: datetime) -> Running | None:
    """The clock that presses; None when it is over."""
    timer = complaint.pressing_timer
    if timer.stopped_at is not None:
        return None
    if timer.pk == complaint.timer_id:
        return step_clock(complaint, calendars, now)
    return Running(due_of(timer, calendars, now), "")


def step_clock(complaint: Complaint, calendars: Calendars, now: datetime) -> Running | None:
    """Of the step it is at. The reporter's days are no lateness of anybody's, and nothing once they are over."""
    due = due_of(complaint.timer, calendars, now)
    if complaint.step != Clock.Step.REPLY:
        return Running(due, "")
    if complaint.timer.stopped_at is not None:
        return None
    return Running(due._replace(state="ok"), _("Pelapor boleh menanggapi"))


def open_case(user, pk) -> Complaint:
    """A complaint of her inbox with all that its page tells; Http404 for any other."""
    found = Complaint.objects.inbox(user).select_related(
        "category__parent", "category__agency", "assigned_agency", "reporter__profile", "accused",
        "agency", "region__parent", "service__agency", "timer", "whole_timer",
        "application__standard__service__agency",
    ).prefetch_related("photos")  # fmt: skip
    return get_object_or_404(found, pk=pk)


class Dossier:
    """What the page draws of a complaint from `open_case`."""

    def __init__(self, complaint: Complaint, user, now: datetime):
        self.complaint, self.user, self.now = complaint, user, now
        self.calendars = Calendars()

    @cached_property
    def acts(self) -> set[str]:
        """The verbs this person may call now; nobody conceals what is confidential."""
        acts = allowed(self.user, self.complaint, now=self.now)
        return acts - ({"conceal"} if self.complaint.confidential else set())

    @property
    def running(self) -> Running | None:
        return running(self.complaint, self.calendars, self.now)

    @property
    def step(self) -> Running | None:
        return step_clock(self.complaint, self.calendars, self.now)

    @property
    def whole_due(self) -> Due:
        return due_of(self.complaint.whole_timer, self.calendars, self.now)

    @cached_property
    def sees_identity(self) -> bool:
        return permissions.sees_identity(self.user, self.complaint)

    @property
    def why_nameless(self) -> str:
        """Why the reporter's name is not here, as whoever reads it should know."""
        if self.complaint.anonymous:
            return _("Pelapor memilih anonim. Namanya tidak disimpan, jadi tidak ada yang bisa membukanya.")
        if self.complaint.confidential:
            return _("Pelapor dirahasiakan. Hubungi pelapor lewat jawaban di halaman ini saja.")
        return _("Koordinator membaca isi pengaduan tanpa nama pelapor.")

    @cached_property
    def reporter(self) -> list[tuple[str, str]]:
        """(label, value) of who told it and how to reach her; only where `sees_identity`."""
        told, user = self.complaint.contact, self.complaint.reporter
        if user is not None:
            profile = getattr(user, "profile", None)
            told = {
                "name": str(user), "phone": user.phone or (profile.phone if profile else ""), "email": user.email,
            }  # fmt: skip
        told = {**told, "phone": show_phone(told["phone"])} if told.get("phone") else told
        labels = {"name": _("Nama"), "phone": _("Nomor HP"), "email": _("Surel")}
        return [(label, told[name]) for name, label in labels.items() if told.get(name)]

    @cached_property
    def may_open_file(self) -> bool:
        """The number of a file leads to its owner, who is the reporter; and the file itself to its own desks."""
        file = self.complaint.application_id
        return (
            file is not None
            and self.sees_identity
            and Application.objects.at_desk(self.user).filter(pk=file).exists()
        )

    @cached_property
    def conversation(self) -> list[Said]:
        rows = self.complaint.responses.select_related("author", "agency")
        return [Said(_speaker(one), one.get_kind_display(), one.text, one.at) for one in rows]

    @cached_property
    def assignments(self) -> list[Assignment]:
        return list(self.complaint.assignments.select_related("agency", "by"))

    @cached_property
    def history(self) -> tuple[list[Line], list[Line]]:
        """(acts, openings), newest first. Whatever the reporter did is told without a name."""
        acts, openings = [], []
        entries = Entry.objects.about(self.complaint).select_related("actor").order_by("-id")[:MOST]
        for entry in entries:
            line = Line(entry.at, _who(entry), sentence(entry))
            (openings if entry.action in OPENINGS else acts).append(line)
        return acts, openings


def _speaker(one: Response) -> str:
    if one.author is None:
        return _("Pelapor")
    return f"{one.author}, {one.agency.short_name}" if one.agency else str(one.author)


def _who(entry: Entry) -> str:
    if entry.action in BY_REPORTER:
        return _("Pelapor")
    if entry.actor is None:
        return _("Sistem")
    office = role_label(entry.role)
    return f"{entry.actor} – {office}" if office else str(entry.actor)
