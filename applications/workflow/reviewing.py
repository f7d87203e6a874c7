"""The desk's verbs on one step: claim, release, judge, pass on, return."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application, Review, Verdict
from applications.notices import tell_owner, tell_owner_and_desk, tell_released
from applications.workflow.case import Case, begin
from applications.workflow.checks import Finding, check_findings
from applications.workflow.correcting import waiting_reviews
from applications.workflow.steps import next_order, open_order, order_is_done
from applications.workflow.written import text
from sla.calendars import Calendars
from sla.ledger import INCOMPLETE
from sla.workflow import pause, stop


@transaction.atomic
def claim(application_id, review_id, *, by, now: datetime) -> Review:
    """Take a file from the queue. One's own claim again changes nothing; somebody else's answers 409."""
    case = begin("claim", application_id, by=by, now=now, review_id=review_id)
    review = case.review
    if review.claimed_by_id == by.pk:
        return review
    touched = Review.objects.filter(pk=review.pk, claimed_by__isnull=True, decision="").update(
        claimed_by=by, claimed_at=now
    )
    if touched != 1:
        raise ValidationError(
            _("Berkas ini sudah diambil oleh %(name)s pukul %(time)s. Pilih berkas lain dari kotak tugas."),
            code="state",
            params={"name": str(review.claimed_by), "time": f"{timezone.localtime(review.claimed_at):%H.%M}"},
        )
    review.claimed_by, review.claimed_at = by, now
    if case.application.status == Application.Status.SUBMITTED:
        case.change(status=Application.Status.IN_REVIEW)
    case.close("claim")
    return review


@transaction.atomic
def release(application_id, review_id, *, by, now: datetime) -> Review:
    """Give a claimed file back to the queue."""
    case = begin("release", application_id, by=by, now=now, review_id=review_id)
    claimant = case.review.claimed_by
    touched = Review.objects.filter(pk=case.review.pk, claimed_by__isnull=False, decision="").update(
        claimed_by=None, claimed_at=None
    )
    if touched:
        case.review.claimed_by = case.review.claimed_at = None
        tell_released(case, case.close("release"), claimant)
    return case.review


def store_findings(case: Case, findings: list[Finding]) -> None:
    """Write the verdicts of this step as its whole checklist now stands; another step's are never touched."""
    rows = [
        Verdict(
            id=uuid.uuid5(case.review.pk, finding.key), review=case.review, requirement=finding.requirement,
            field=finding.field, attachment_id=finding.attachment_id, value=finding.value, note=finding.note,
        )
        for finding in findings
    ]  # fmt: skip
    if taken_back := set(case.review.judged) - {row.pk for row in rows}:
        Verdict.objects.filter(pk__in=taken_back).delete()
    Verdict.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=["value", "note", "attachment"]
    )


@transaction.atomic
def judge(
    application_id, review_id, verdicts: dict, *, by, now: datetime, opinion: str = "", reason: str = ""
) -> None:
    """Keep the checklist as far as it is filled in, and what was written beside it, without deciding.

    `verdicts`: "requirement code" or "field:key" -> (value, note).
    """
    case = begin("judge", application_id, by=by, now=now, review_id=review_id)
    store_findings(case, check_findings(case.application, verdicts, whole=False))
    case.review.opinion = opinion if opinion == "" else check_opinion(opinion)
    case.review.reason = check_reason(reason)
    case.review.save(update_fields=["opinion", "reason"])
    case.close("judge")


def check_opinion(opinion: str) -> str:
    """The opinion, where it is one. Raises ValidationError."""
    if opinion not in Review.Opinion.values:
        raise ValidationError(_("Pilih pendapat Anda: mendukung atau tidak mendukung."), code="opinion")
    return opinion


def check_reason(reason: str) -> str:
    return text(reason, label=_("Alasan atau pesan"))


def decide(case: Case, decision: str, *, reason: str = "", opinion: str = "", legal_ground: str = "") -> None:
    """Write the decision on the step and stop or pause nothing: clocks are the verb's matter."""
    review = case.review
    review.decision, review.opinion, review.reason = decision, opinion, check_reason(reason)
    review.legal_ground, review.decided_by, review.decided_at = legal_ground, case.by, case.now
    review.save(update_fields=["decision", "opinion", "reason", "legal_ground", "decided_by", "decided_at"])


@transaction.atomic
def pass_on(
    application_id, review_id, *, by, now: datetime, verdicts: dict, opinion: str, reason: str = "",
    seen: int | None = None,
) -> Application:  # fmt: skip
    """A tier that is not the last hands the file on with its opinion. An opinion against needs a reason."""
    case = begin("pass_on", application_id, by=by, now=now, review_id=review_id, seen=seen)
    if check_opinion(opinion) == Review.Opinion.AGAINST and not check_reason(reason):
        raise ValidationError(_("Tulis alasan mengapa Anda tidak mendukung."), code="reason")
    store_findings(case, check_findings(case.application, verdicts, whole=True, mended=True))
    decide(case, Review.Decision.PASSED, opinion=opinion, reason=reason)
    case.ledger.append(stop(case.review.timer, now=now, by=by, reason="passed"))
    opened = advance(case)
    case.change(status=status_at_desk(case))
    entry = case.close("pass_on", opinion=opinion)
    tell_owner_and_desk(case.application, opened, entry, now=now, email=False)
    return case.application


def advance(case: Case) -> list[Review]:
    """Open the next order once every tier of this one has passed."""
    order = case.review.tier.order
    following = next_order(case, order)
    if following is None or not order_is_done(case, order):
        return []
    return open_order(case, Calendars(), following, reason="passed")


def status_at_desk(case: Case) -> str:
    """Waiting for the citizen while any tier's newest review is a return; otherwise in review."""
    waits = waiting_reviews(case.application)
    return Application.Status.NEEDS_CORRECTION if waits else Application.Status.IN_REVIEW


@transaction.atomic
def return_for_correction(
    application_id, review_id, *, by, now: datetime, verdicts: dict, reason: str = "", seen: int | None = None
) -> Application:
    """Send the file back with one complete list of what to mend.

    The first return by tier 1 says that no complete file was received: both clocks stop and begin anew at the
    answer. Every later return only pauses (design, "The clock").
    """
    case = begin("return_for_correction", application_id, by=by, now=now, review_id=review_id, seen=seen)
    findings = check_findings(case.application, verdicts, whole=True, mended=False)
    incomplete = is_first_return_of_tier_one(case)
    store_findings(case, findings)
    decide(case, Review.Decision.RETURNED, reason=reason)
    hold_clocks(case, incomplete=incomplete)
    case.change(
        status=Application.Status.NEEDS_CORRECTION, lapses_at=now + timedelta(days=settings.LAPSE_AFTER_DAYS),
        **({"complete_at": None} if incomplete else {}),
    )  # fmt: skip
    entry = case.close("return_for_correction", incomplete=incomplete)
    tell_owner(case.application, entry, now=now)
    return case.application


def is_first_return_of_tier_one(case: Case) -> bool:
    first = min(tier.order for tier in case.tiers)
    returned = any(review.decision == Review.Decision.RETURNED for review in case.reviews)
    return case.review.tier.order == first and not returned


def hold_clocks(case: Case, *, incomplete: bool) -> None:
    """Stop both clocks for an incomplete file, else pause what still runs."""
    for timer in (case.review.timer, case.application.timer):
        if incomplete:
            case.ledger.append(stop(timer, now=case.now, by=case.by, reason=INCOMPLETE))
        elif timer.paused_at is None and timer.stopped_at is None:
            case.ledger.append(pause(timer, now=case.now, by=case.by, reason="returned"))
