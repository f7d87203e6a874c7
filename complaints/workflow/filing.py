"""The reporter's verbs: from the first word to the last."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Agency, Region
from accounts.validators import clean_email, clean_phone
from applications.models import Application
from applications.permissions import is_own as is_own_file
from complaints.models import Category, Clock, Complaint, Photo, Response
from complaints.notices import tell_handlers, tell_taken_in, written_to
from complaints.permissions import not_your_task
from complaints.workflow.case import LONGEST, Case, begin, on_the_hour, start_clock, words
from foundation.documents.checks import Checked
from foundation.documents.storing import store_all
from foundation.registry.numbers import next_number
from services.models import Service
from sla import workflow as clocks
from sla.calendars import Calendars

SERIES = "pengaduan"
MOST_PHOTOS = 5
LONGEST_TITLE, LONGEST_PLACE = 150, 250
MOST_AN_HOUR = 5
WHOLE_DAYS = 14  # where a category names no class of its own


@dataclass(frozen=True)
class Told:
    """What somebody tells. About at most one of a file of her own, a service, an agency."""

    kind: str
    category: Category
    title: str
    text: str
    anonymous: bool = False
    confidential: bool = False
    happened_on: date | None = None
    application: Application | None = None
    service: Service | None = None
    agency: Agency | None = None
    region: Region | None = None
    place: str = ""
    contact: dict = field(default_factory=dict)


@transaction.atomic
def file(told: Told, *, by, now: datetime, photos: Sequence[Checked] = ()) -> Complaint:
    """Take a complaint in: number drawn, the clocks of the first step and of the answer start.

    `by`: the account, or None without one; an anonymous one is linked to nobody whoever sends it. Raises
    ValidationError by field; PermissionDenied for somebody else's file, or a draft.
    """
    reporter = None if told.anonymous or by is None or not by.is_authenticated else by
    at = on_the_hour(now) if told.anonymous else now
    clean = _checked(told, by=reporter, now=now)
    if len(photos) > MOST_PHOTOS:
        raise _too_many_photos()
    filed = {"agency_id": None, "received": at, "by": reporter, "reason": "filed", "calendars": Calendars()}
    timer, started = start_clock(told.kind, Clock.Step.VERIFY, **filed)
    whole, whole_started = start_clock(told.kind, Clock.Step.WHOLE, amount=_whole(told), **filed)
    year = timezone.localdate(at).year
    complaint = Complaint(
        id=uuid.uuid4(), number=f"ADU-{year}-{next_number(SERIES, year):06d}", reporter=reporter, filed_at=at,
        step=Clock.Step.VERIFY, timer=timer, whole_timer=whole, **clean,
    )  # fmt: skip
    if reporter is not None:
        # Behind the lock of the series, so that two forms sent at once are counted one after the other.
        _check_rate(reporter, now)
    else:
        _check_rate_of(clean["contact"], now)
    complaint.save(force_insert=True)
    clocks.write(started, whole_started)
    _keep(complaint, photos, by=reporter, at=at)
    case = Case(complaint, reporter, at)
    entry = case.record("file", kind=told.kind, category=told.category.code)
    tell_taken_in(case, entry)
    return complaint


def _whole(told: Told) -> int | None:
    """Days to the answer: of the category's class for a complaint, else of the configuration (None)."""
    return told.category.max_days or WHOLE_DAYS if told.kind == Complaint.Kind.COMPLAINT else None


def _checked(told: Told, *, by, now: datetime) -> dict:
    """The columns of a new complaint."""
    faults = {}
    clean = {
        "kind": told.kind,
        "category": told.category,
        "anonymous": told.anonymous,
        "confidential": told.confidential,
    }
    for name, longest in (("title", LONGEST_TITLE), ("text", LONGEST)):
        try:
            clean[name] = words(getattr(told, name), longest=longest, field=name)
        except ValidationError as error:
            faults |= error.message_dict
    faults |= _faults_of_choice(told, now) | _faults_of_place(told) | _faults_of_name(told, by)
    contact, wrong = ({}, {}) if by is not None else _contact(told.contact)
    faults |= wrong
    if faults:
        raise ValidationError(faults)
    if told.application is not None and not _is_own_and_sent(told.application, by):
        raise PermissionDenied(not_your_task())
    about = {
        name: getattr(told, name) for name in ("application", "service", "agency", "region", "happened_on")
    }
    return clean | about | {"place": told.place.strip(), "contact": contact}


def _is_own_and_sent(file: Application, by) -> bool:
    """A draft is known to nobody but its owner: there is nothing to complain about yet."""
    return by is not None and is_own_file(by, file) and bool(file.number)


def _faults_of_choice(told: Told, now: datetime) -> dict:
    faults = {}
    if told.kind not in Complaint.Kind.values:
        faults["kind"] = _("Pilih jenisnya: pengaduan, aspirasi, atau permintaan informasi.")
    if not told.category.is_choosable:
        faults["category"] = _("Kategori ini sudah ditutup. Pilih kategori lain.")
    if sum(one is not None for one in (told.application, told.service, told.agency)) > 1:
        faults["about"] = _("Pilih satu saja: permohonan, layanan, atau instansi.")
    if told.happened_on and told.happened_on > timezone.localdate(now):
        faults["happened_on"] = _("Tanggal kejadian belum tiba. Periksa tanggalnya.")
    return faults


def _faults_of_place(told: Told) -> dict:
    faults = {}
    if told.region is not None and not f"{told.region.pk}.".startswith(f"{settings.MALL['region']}."):
        faults["region"] = _("Tempat ini di luar wilayah kami. Pilih kelurahan di kota ini, atau kosongkan.")
    if not isinstance(told.place, str) or "\0" in told.place or len(told.place) > LONGEST_PLACE:
        faults["place"] = _("Keterangan tempat paling panjang 250 huruf. Ringkas, lalu kirim lagi.")
    return faults


def _faults_of_name(told: Told, by) -> dict:
    """Anonymous means nameless: nothing may lead back to the person."""
    if not told.anonymous:
        return {}
    faults = {}
    if told.application is not None:
        faults["application"] = _(
            "Permohonan membuka nama Anda. Pilih layanannya saja, atau pilih “rahasia” sebagai ganti anonim."
        )
    if any(told.contact.values()):
        faults["contact"] = _("Kosongkan nama dan kontak bila anonim, atau pilih “rahasia”.")
    return faults


def _contact(given: dict) -> tuple[dict, dict]:
    """(as letters and SMS are sent there, faults): anybody may type the number or the address of somebody else."""
    contact = {name: value for name, value in given.items() if value}
    try:
        if "phone" in contact:
            contact["phone"] = clean_phone(contact["phone"])
        if "email" in contact:
            contact["email"] = clean_email(contact["email"])
    except ValidationError as error:
        return {}, {"contact": error.messages}
    return contact, {}


def _check_rate_of(contact: dict, now: datetime) -> None:
    """W05: as of an account, of the address that a complaint without one is answered to."""
    address = contact.get("email") or contact.get("phone")
    if address and written_to(address, since=now - timedelta(hours=1)) >= MOST_AN_HOUR:
        raise _too_many_an_hour()


def _check_rate(reporter, now: datetime) -> None:
    """W05: of an account. An anonymous one cannot be counted: that would link it."""
    if (
        Complaint.objects.filter(
            reporter=reporter, filed_at__gt=now - timedelta(hours=1), filed_at__lte=now
        ).count()
        >= MOST_AN_HOUR
    ):
        raise _too_many_an_hour()


def _too_many_an_hour() -> ValidationError:
    sentence = _(
        "Anda sudah menyampaikan %(count)s pengaduan dalam satu jam. Coba lagi nanti atau datang ke loket."
    )
    return ValidationError(sentence, code="too_many", params={"count": MOST_AN_HOUR})


def _too_many_photos() -> ValidationError:
    return ValidationError({"photos": _("Paling banyak 5 foto. Kurangi, lalu kirim lagi.")})


def _keep(complaint: Complaint, photos: Sequence[Checked], *, by, at: datetime, after: int = 0) -> None:
    """Re-encoded photos under names of ours: the original name may say who took it."""
    named = [
        checked._replace(name=f"foto-{order}.{'png' if checked.kind == 'image/png' else 'jpg'}")
        for order, checked in enumerate(photos, start=after + 1)
    ]
    kept = enumerate(store_all(named, by=by, at=at), start=after + 1)
    Photo.objects.bulk_create(Photo(complaint=complaint, document=one, order=order) for order, one in kept)


@transaction.atomic
def add_photo(complaint_id, checked: Checked, *, by, now: datetime) -> Photo:
    """One more photo, as long as nobody has verified it. `checked`: re-encoded by documents.photos.check_photo."""
    case = begin("add_photo", complaint_id, by=by, now=now)
    held = case.complaint.photos.count()
    if held >= MOST_PHOTOS:
        raise _too_many_photos()
    _keep(case.complaint, [checked], by=case.actor, at=case.now, after=held)
    case.change()
    case.close("add_photo", photo=held + 1)
    return case.complaint.photos.get(order=held + 1)


@transaction.atomic
def reply(complaint_id, text: str, *, by, now: datetime, seen: int | None = None) -> Response:
    """The reporter adds something. After an answer her ten days begin again."""
    case = begin("reply", complaint_id, by=by, now=now, seen=seen)
    said = case.say(Response.Kind.REPLY, words(text))
    answered = case.complaint.status == Complaint.Status.ANSWERED
    case.change(**(case.begin_step(Clock.Step.REPLY, agency_id=None, reason="replied") if answered else {}))
    tell_handlers(case, case.close("reply"))
    return said


@transaction.atomic
def dispute(complaint_id, text: str, *, by, now: datetime, seen: int | None = None) -> Response:
    """The answer does not hold: whoever answered follows up again, and the time to the answer runs on."""
    case = begin("dispute", complaint_id, by=by, now=now, seen=seen)
    said = case.say(Response.Kind.DISPUTE, words(text))
    step = case.begin_step(
        Clock.Step.FOLLOW_UP, agency_id=case.complaint.assigned_agency_id, reason="disputed"
    )
    case.resume_whole(reason="disputed")
    case.change(status=Complaint.Status.DISPUTED, **step)
    tell_handlers(case, case.close("dispute"), email=True)
    return said


@transaction.atomic
def accept(complaint_id, *, by, now: datetime, seen: int | None = None) -> Complaint:
    """The reporter says that it is settled."""
    case = begin("accept", complaint_id, by=by, now=now, seen=seen)
    case.stop_all(reason="accepted")
    case.change(status=Complaint.Status.CLOSED, closed_at=case.now)
    tell_handlers(case, case.close("accept"))
    return case.complaint
