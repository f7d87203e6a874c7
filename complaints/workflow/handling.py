"""The desk's verbs: verify, forward to an agency, answer, close, archive, release to the public."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Agency, Membership, User
from complaints.models import Assignment, Category, Clock, Complaint, Response
from complaints.models.complaint import ANSWERING_ROLES
from complaints.notices import tell_agency, tell_coordinator, tell_desk, tell_reporter
from complaints.workflow.case import Case, begin, words

Status = Complaint.Status
OVERSIGHT = "pengawasan"  # the class of categories about misconduct (berkadar pengawasan)
LONGEST_NOTE = 1000
BOUNCES_TO_COORDINATOR = 2


@transaction.atomic
def verify(
    complaint_id, *, category: Category, confidential: bool, by, now: datetime, accused: User | None = None,
    seen: int | None = None,
) -> Complaint:  # fmt: skip
    """Read, put under its right category, and keep secret what must be; a flag once set is not taken away."""
    case = begin("verify", complaint_id, by=by, now=now, seen=seen)
    complaint = case.complaint
    if (
        category.pk != complaint.category_id
        and not Category.objects.choosable().filter(pk=category.pk).exists()
    ):
        raise ValidationError({"category": _("Kategori ini sudah ditutup. Pilih kategori lain.")})
    if accused is not None and accused.pk == by.pk:
        raise ValidationError(
            {"accused": _("Minta petugas pengaduan lain memeriksa pengaduan tentang Anda.")}
        )
    case.change(
        status=Status.VERIFIED,
        category=category,
        accused=accused,
        confidential=complaint.confidential or confidential,
    )
    case.close("verify", category=category.code, confidential=complaint.confidential)
    return complaint


@transaction.atomic
def forward(
    complaint_id, agency: Agency, *, by, now: datetime, note: str = "", seen: int | None = None
) -> Complaint:
    """Ask an agency to answer. The five days begin with the first forwarding; a further one resets nothing.

    Where an interim answer kept them already, the agency that is asked next has five of its own.
    """
    case = begin("forward", complaint_id, by=by, now=now, seen=seen)
    complaint = case.complaint
    note = words(note, longest=LONGEST_NOTE, field="note") if note.strip() else ""
    _check_agency(complaint, agency, case.now)
    Assignment.objects.create(complaint=complaint, agency=agency, by=by, at=now, note=note)
    first = complaint.step == Clock.Step.VERIFY or complaint.timer.stopped_at is not None
    step = case.begin_step(Clock.Step.FOLLOW_UP, agency_id=agency.pk, reason="forwarded") if first else {}
    case.change(status=Status.FORWARDED, assigned_agency=agency, **step)
    entry = case.close("forward", to=agency.code)
    tell_agency(case, entry)
    tell_reporter(case, entry, email=False)
    return complaint


def _check_agency(complaint: Complaint, agency: Agency, now: datetime) -> None:
    if complaint.status == Status.FORWARDED and agency.pk == complaint.assigned_agency_id:
        raise ValidationError({"agency": _("Pengaduan ini sudah di instansi itu. Pilih instansi lain.")})
    about = complaint.about_agency
    if complaint.category.response_class == OVERSIGHT and about is not None and about.pk == agency.pk:
        raise ValidationError(
            {
                "agency": _(
                    "Pengaduan tentang perilaku petugas tidak diteruskan ke instansinya sendiri. Pilih Inspektorat."
                )
            }
        )
    day = timezone.localdate(now)
    if (
        not Membership.objects.on(day)
        .filter(role__in=ANSWERING_ROLES, agency=agency, user__is_active=True)
        .exists()
    ):
        raise ValidationError(
            {
                "agency": _(
                    "Instansi ini belum punya pejabat yang menjawab di portal. Pilih instansi lain atau jawab sendiri."
                )
            }
        )


@transaction.atomic
def send_back(complaint_id, note: str, *, by, now: datetime, seen: int | None = None) -> Complaint:
    """Not this agency's task: back to the complaint officer. Its clock runs on, so nobody wins time by it."""
    case = begin("send_back", complaint_id, by=by, now=now, seen=seen)
    complaint = case.complaint
    note = words(note, longest=LONGEST_NOTE, field="note")
    for asked in complaint.assignments.filter(agency=complaint.assigned_agency, returned_at=None):
        asked.returned_at, asked.returned_note = now, note
        asked.save(update_fields=["returned_at", "returned_note"])
    case.change(status=Status.VERIFIED, bounces=complaint.bounces + 1)
    entry = case.close("send_back", bounces=complaint.bounces)
    case.change(assigned_agency=None)
    tell_desk(case, entry)
    if complaint.bounces >= BOUNCES_TO_COORDINATOR:
        tell_coordinator(case, entry)
    return complaint


@transaction.atomic
def answer_meanwhile(complaint_id, text: str, *, by, now: datetime, seen: int | None = None) -> Response:
    """What is being done, when the answer takes longer: the five days are kept, the time to the answer runs on."""
    case = begin("answer_meanwhile", complaint_id, by=by, now=now, seen=seen)
    said = case.say(Response.Kind.INTERIM, words(text), agency=case.complaint.assigned_agency)
    case.stop_step(reason="answered_meanwhile")
    case.change()
    tell_reporter(case, case.close("answer_meanwhile"))
    return said


@transaction.atomic
def answer(complaint_id, text: str, *, by, now: datetime, seen: int | None = None) -> Response:
    """The answer. The reporter has ten working days to reply or dispute it."""
    case = begin("answer", complaint_id, by=by, now=now, seen=seen)
    said = case.say(Response.Kind.ANSWER, words(text), agency=case.complaint.assigned_agency)
    step = case.begin_step(Clock.Step.REPLY, agency_id=None, reason="answered")
    case.pause_whole(reason="answered")
    case.change(status=Status.ANSWERED, answered_at=now, **step)
    entry = case.close("answer")
    tell_reporter(case, entry)
    tell_desk(case, entry)
    return said


@transaction.atomic
def close(complaint_id, *, by, now: datetime, seen: int | None = None) -> Complaint:
    """End an answered complaint; not before the reporter's days are over (code "state")."""
    return _closed(begin("close", complaint_id, by=by, now=now, seen=seen), "close")


@transaction.atomic
def close_by_silence(complaint_id, *, now: datetime) -> Complaint:
    """Nobody replied within the ten working days: the system closes. Raises (state) while they run."""
    return _closed(begin("close_by_silence", complaint_id, by=None, now=now), "close_by_silence")


def _closed(case: Case, verb: str) -> Complaint:
    case.stop_all(reason="closed")
    case.change(status=Status.CLOSED, closed_at=case.now)
    tell_reporter(case, case.close(verb))
    return case.complaint


@transaction.atomic
def archive(complaint_id, reason: str, text: str, *, by, now: datetime, seen: int | None = None) -> Complaint:
    """End it unanswered for one of the listed reasons; `text` tells the reporter why, and what she can do.

    What was answered once is never archived (code "state").
    """
    case = begin("archive", complaint_id, by=by, now=now, seen=seen)
    if reason not in Complaint.ArchiveReason.values:
        raise ValidationError({"reason": _("Pilih salah satu alasan.")})
    case.say(Response.Kind.ARCHIVE, words(text))
    case.stop_all(reason="archived")
    case.change(status=Status.ARCHIVED, archive_reason=reason, closed_at=now)
    tell_reporter(case, case.close("archive", reason=reason))
    return case.complaint


@transaction.atomic
def conceal(complaint_id, *, by, now: datetime, seen: int | None = None) -> Complaint:
    """Make it confidential, whenever that is noticed; what was released vanishes from the public pages."""
    case = begin("conceal", complaint_id, by=by, now=now, seen=seen)
    case.change(confidential=True, public_text="", public_answer="", released_at=None)
    case.close("conceal")
    return case.complaint


@transaction.atomic
def release(complaint_id, *, text: str, answer: str, by, now: datetime, seen: int | None = None) -> Complaint:
    """Show text and answer to everybody, in the officer's wording: without names, numbers and addresses.

    Never of a confidential one (code "state").
    """
    case = begin("release", complaint_id, by=by, now=now, seen=seen)
    public = {"public_text": words(text), "public_answer": words(answer, field="answer")}
    case.change(released_at=now, **public)
    case.close("release")
    return case.complaint
