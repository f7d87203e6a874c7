"""The last tier's verbs: approve, reject, and record a product that was made elsewhere."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application, Permit, Review
from applications.notices import tell_owner, tell_owner_and_claimants, tell_owner_and_recorders
from applications.permit_numbers import permit_number
from applications.wording import months_later
from applications.workflow.case import Case, begin
from applications.workflow.checks import check_findings
from applications.workflow.reviewing import check_reason, decide, status_at_desk, store_findings
from applications.workflow.steps import close_reviews, order_is_done, stop_all
from applications.workflow.table import records_by_hand
from applications.workflow.written import MAX_GROUND, MAX_NUMBER, text
from foundation.registry.numbers import next_number
from services.models import Standard
from sla.workflow import stop

SERIES = "izin"


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The last day of validity: the day before the same day `months` later; None where there is no end."""
    return months_later(issued_on, months) - timedelta(days=1) if months else None


@transaction.atomic
def approve(
    application_id, review_id, *, by, now: datetime, verdicts: dict, reason: str = "", seen: int | None = None
) -> Application:
    """The last tier agrees. Side by side last tiers all must; the last of them to agree approves the file."""
    case = begin("approve", application_id, by=by, now=now, review_id=review_id, seen=seen)
    store_findings(case, check_findings(case.application, verdicts, whole=True, mended=True))
    decide(case, Review.Decision.APPROVED, reason=reason)
    case.ledger.append(stop(case.review.timer, now=now, by=by, reason="approved"))
    params = {}
    agreed = order_is_done(case, case.review.tier.order)
    if agreed:
        case.change(status=Application.Status.APPROVED, decided_at=now)
        if case.application.standard.product_kind == Standard.ProductKind.PERMIT:
            params["permit"] = _draw_permit(case).number
    else:
        case.change(status=status_at_desk(case))
    entry = case.close("approve", **params)
    if agreed and records_by_hand(case.application):
        tell_owner_and_recorders(case, entry)
    else:
        tell_owner(case.application, entry, now=now, email=agreed, audience="" if agreed else "tier")
    return case.application


def _draw_permit(case: Case) -> Permit:
    """The number, drawn in this very transaction: gap-free, never used again."""
    standard, application = case.application.standard, case.application
    today = timezone.localdate(case.now)
    number = permit_number(
        settings.PERMIT_NUMBER_FORMAT, seq=next_number(SERIES, today.year),
        agency=standard.service.agency.short_name, service=standard.service.code, issued_on=today,
    )  # fmt: skip
    return Permit.objects.create(
        application=application, kind=Permit.Kind.PERMIT, number=number, product=standard.product,
        agency=standard.service.agency, holder_name=application.identity["holder"], issued_on=today,
        valid_until=valid_until(today, standard.validity_months),
    )  # fmt: skip


@transaction.atomic
def reject(
    application_id, review_id, *, by, now: datetime, legal_ground: str, reason: str,
    verdicts: dict | None = None, seen: int | None = None,
) -> Application:  # fmt: skip
    """The last tier refuses, with the legal ground and a reason in words."""
    case = begin("reject", application_id, by=by, now=now, review_id=review_id, seen=seen)
    ground = text(legal_ground, label=_("Dasar hukum penolakan"), longest=MAX_GROUND)
    if not ground or not check_reason(reason):
        raise ValidationError(
            _("Penolakan memerlukan dasar hukum dan alasan. Isi keduanya."), code="legal_ground"
        )
    if verdicts:
        store_findings(case, check_findings(case.application, verdicts, whole=False))
    decide(case, Review.Decision.REJECTED, reason=reason, legal_ground=ground)
    close_reviews(case)
    stop_all(case, reason="rejected")
    case.change(status=Application.Status.REJECTED, decided_at=now, closed_at=now, lapses_at=None)
    tell_owner_and_claimants(case, case.close("reject"))
    return case.application


@transaction.atomic
def record_product(
    application_id, *, by, now: datetime, number: str, issued_on: date, seen: int | None = None
) -> Permit:
    """Note number and date of a product issued elsewhere; the file is finished with it."""
    case = begin("record_product", application_id, by=by, now=now, seen=seen)
    standard, application = case.application.standard, case.application
    if not records_by_hand(application):
        raise ValidationError(_("Produk layanan ini diterbitkan portal, nomornya tidak dicatat sendiri."))
    try:
        number = text(number, label=_("Nomor produk"), longest=MAX_NUMBER)
    except ValidationError as error:
        raise ValidationError({"number": error}) from error
    if not number:
        raise ValidationError({"number": _("Isi nomor produk, paling panjang 80 huruf.")})
    if type(issued_on) is not date:
        raise ValidationError({"issued_on": _("Isi tanggal produk, contoh: 17-08-2026.")})
    if not timezone.localdate(application.submitted_at) <= issued_on <= timezone.localdate(now):
        raise ValidationError(
            {"issued_on": _("Tanggal produk harus antara tanggal permohonan dikirim dan hari ini.")}
        )
    permit = Permit.objects.create(
        application=application, kind=Permit.Kind.OUTSIDE, number=number, product=standard.product,
        agency=standard.service.agency, holder_name=application.identity["holder"], issued_on=issued_on,
        valid_until=valid_until(issued_on, standard.validity_months),
    )  # fmt: skip
    case.ledger.append(stop(application.timer, now=now, by=by, reason="issued"))
    case.change(status=Application.Status.ISSUED, closed_at=now)
    entry = case.close("record_product")
    tell_owner(application, entry, now=now)
    return permit
