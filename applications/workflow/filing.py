"""The citizen's verbs: from a draft to a sent file, and taking it back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import CitizenProfile
from applications.identity import identity_of
from applications.models import Application, Attachment, Verdict
from applications.notices import tell_owner_and_claimants, tell_owner_and_desk
from applications.permissions import not_your_task
from applications.workflow.case import begin
from applications.workflow.checks import check_complete, editable_fields
from applications.workflow.correcting import waiting_verdicts
from applications.workflow.steps import close_reviews, open_order, stop_all
from applications.workflow.written import check_typed
from foundation.audit.trail import record
from foundation.documents.checks import Checked
from foundation.documents.storing import store
from foundation.registry.numbers import new_tracking_code, next_number
from services.models import Service, Standard
from sla.calendars import Calendars
from sla.workflow import start

SERIES = "permohonan"
MAX_OPEN_DRAFTS = 10


def profile_first() -> ValidationError:
    return ValidationError(_("Lengkapi profil Anda lebih dulu: nama, NIK, tanggal lahir, dan alamat."))


def superseded() -> ValidationError:
    return ValidationError(
        _("Persyaratan layanan ini sudah diperbarui. Buat permohonan baru dari halamannya.")
    )


@transaction.atomic
def start_draft(
    standard: Standard, *, by, now: datetime, organisation=None, dependant=None, answers: dict | None = None
) -> Application:
    """Open a draft for the citizen `by` is, for her organisation or for a child in her care.

    Raises ValidationError when the service is not applied for here, the standard is no longer in force, or
    ten drafts are open; PermissionDenied when organisation or dependant are not hers.
    """
    profile = CitizenProfile.objects.select_for_update().filter(user=by).first()
    if profile is None or not profile.is_complete:
        raise profile_first()
    if organisation is not None and organisation.representative_id != profile.pk:
        raise PermissionDenied(not_your_task())
    if dependant is not None and dependant.guardian_id != profile.pk:
        raise PermissionDenied(not_your_task())
    if not standard.is_published:
        raise superseded()
    if standard.service.channel != Service.Channel.ONLINE:
        raise ValidationError(
            _("Layanan ini tidak diajukan di portal. Baca halaman layanannya untuk caranya.")
        )
    if (
        Application.objects.filter(applicant=profile, status=Application.Status.DRAFT).count()
        >= MAX_OPEN_DRAFTS
    ):
        raise ValidationError(
            _("Anda sudah punya %(count)s draf. Kirim atau hapus salah satunya sebelum membuat yang baru."),
            code="too_many",
            params={"count": MAX_OPEN_DRAFTS},
        )
    kept = {} if answers is None else check_typed(standard.fields.all(), answers)
    application = Application.objects.create(
        standard=standard, applicant=profile, organisation=organisation, dependant=dependant, filed_by=by,
        answers=kept, created_at=now, saved_at=now,
    )  # fmt: skip
    record("application.start_draft", application, by=by, at=now, service=standard.service.code)
    return application


@transaction.atomic
def save_draft(application_id, answers: dict, *, by, now: datetime, seen: int | None = None) -> Application:
    """Keep what was typed, finished or not. `answers`: field key -> typed value (see `check_typed`)."""
    case = begin("save_draft", application_id, by=by, now=now, seen=seen)
    kept = check_typed(case.application.standard.fields.all(), answers)
    case.change(answers=kept, saved_at=now)
    case.close("save_draft")
    return case.application


@transaction.atomic
def attach(application_id, requirement, checked: Checked, *, by, now: datetime) -> Attachment:
    """Put a checked file under a requirement; an earlier one is replaced and kept.

    After sending, only what was asked to be mended may be replaced.
    """
    case = begin("attach", application_id, by=by, now=now)
    application = case.application
    if requirement.standard_id != application.standard_id or requirement.kind != "file":
        raise ValidationError(_("Persyaratan ini tidak ada pada layanan yang diajukan. Muat ulang halaman."))
    if application.number and not _may_replace(application, requirement):
        raise ValidationError(_("Hanya berkas yang diminta diperbaiki yang bisa diganti."), code="state")
    held = list(application.attachments.select_related("document"))
    _check_room(held, checked)
    versions = [one for one in held if one.requirement_id == requirement.pk]
    application.attachments.current().filter(requirement=requirement).update(replaced_at=now)
    attachment = Attachment.objects.create(
        application=application, requirement=requirement, document=store(checked, by=by, at=now),
        version=max((one.version for one in versions), default=0) + 1,
    )  # fmt: skip
    case.change(saved_at=now)
    case.close("attach", requirement=requirement.code, version=attachment.version)
    return attachment


def _check_room(held: list[Attachment], checked: Checked) -> None:
    total = sum(one.document.size for one in held) + len(checked.data)
    if len(held) >= settings.APPLICATION_MAX_FILES or total > settings.APPLICATION_MAX_MB * 1024 * 1024:
        raise ValidationError(
            _(
                "Satu permohonan memuat paling banyak %(files)s berkas dan %(mb)s MB. "
                "Perkecil atau hapus berkas lain."
            ),
            params={"files": settings.APPLICATION_MAX_FILES, "mb": settings.APPLICATION_MAX_MB},
        )


def _may_replace(application: Application, requirement) -> bool:
    """What was found at `mend`; and what a mended answer asks for, as long as nobody has judged it."""
    verdicts = waiting_verdicts(application)
    if any(verdict.requirement_id == requirement.pk for verdict in verdicts):
        return True
    mended = {field.key for field in editable_fields(list(application.standard.fields.all()), verdicts)}
    if not requirement.condition or requirement.condition["field"] not in mended:
        return False
    judged = Verdict.objects.filter(attachment__application=application, attachment__requirement=requirement)
    return not judged.exists()


@transaction.atomic
def detach(application_id, attachment_id, *, by, now: datetime) -> None:
    """Take a file out of a draft; the row stays as replaced, so that no number of a version comes twice."""
    case = begin("detach", application_id, by=by, now=now)
    touched = case.application.attachments.current().filter(pk=attachment_id).update(replaced_at=now)
    if touched:
        case.change(saved_at=now)
        case.close("detach")


@transaction.atomic
def submit(application_id, *, by, now: datetime, seen: int | None = None) -> Application:
    """Send the draft: number and tracking code are drawn, both clocks start, tier 1 is opened.

    Raises ValidationError with one sentence per missing answer or document; nothing is stored then.
    """
    case = begin("submit", application_id, by=by, now=now, seen=seen)
    application = case.application
    if not application.applicant.is_complete:
        raise profile_first()
    if not application.standard.is_published:
        raise superseded()
    answers = check_complete(application, now=now)
    _check_pace(by, now)
    calendars = Calendars()
    year = timezone.localdate(now).year
    timer, started = start(
        calendars, amount=application.standard.promise_amount, received=now, by=by,
        unit=application.standard.promise_unit, agency_id=application.standard.service.agency_id, reason="submitted",
    )  # fmt: skip
    case.ledger.append(started)
    identity = identity_of(application)
    case.change(
        status=Application.Status.SUBMITTED, number=f"MPP-{year}-{next_number(SERIES, year):06d}",
        tracking_code=new_tracking_code(), applicant_name=identity["name"], timer=timer,
        answers=answers, identity=identity, submitted_at=now, complete_at=now, saved_at=now,
    )  # fmt: skip
    opened = open_order(case, calendars, min(tier.order for tier in case.tiers), reason="submitted")
    entry = case.close("submit", service=application.standard.service.code)
    tell_owner_and_desk(application, opened, entry, now=now)
    return application


def _check_pace(by, now: datetime) -> None:
    """One account sends so many files within an hour (a setting); its profile is locked, so that two count."""
    CitizenProfile.objects.select_for_update(of=("self",)).filter(user=by).first()
    within = {"submitted_at__gt": now - timedelta(hours=1), "submitted_at__lte": now}
    sent = Application.objects.filter(filed_by=by, **within).count()
    if sent >= settings.SUBMISSIONS_PER_HOUR:
        raise ValidationError(
            _(
                "Anda sudah mengirim %(count)s permohonan dalam satu jam. Coba lagi nanti atau hubungi %(desk)s."
            ),
            code="too_many",
            params={"count": sent, "desk": settings.MALL["phone"] or _("loket kami")},
        )


@transaction.atomic
def discard(application_id, *, by, now: datetime) -> None:
    """Remove a draft with its answers; its documents lose their rows and the janitor removes the files."""
    case = begin("discard", application_id, by=by, now=now)
    case.close("discard")
    documents = [
        attachment.document for attachment in case.application.attachments.select_related("document")
    ]
    case.application.attachments.all().delete()
    for document in documents:
        document.delete()
    case.application.delete()


@transaction.atomic
def withdraw(application_id, *, by, now: datetime) -> Application:
    """Take a sent file back, until it is approved."""
    case = begin("withdraw", application_id, by=by, now=now)
    close_reviews(case)
    stop_all(case, reason="withdrawn")
    case.change(status=Application.Status.WITHDRAWN, closed_at=now, lapses_at=None)
    tell_owner_and_claimants(case, case.close("withdraw"))
    return case.application
