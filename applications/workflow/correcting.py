"""The citizen mends what was asked, and the file goes back to the tier that asked, and only there."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.models import Application, FormerAnswers, Review, Verdict
from applications.notices import tell_owner_and_desk
from applications.workflow.case import Case, begin
from applications.workflow.checks import check_mended_answers, requirements_of
from services.models import Requirement
from sla.calendars import Calendars
from sla.workflow import restart, resume


def waiting_reviews(application: Application) -> list[Review]:
    """The returns that nobody has answered yet: the newest review of each tier, where it is a return."""
    newest = application.newest_reviews().values()
    return [review for review in newest if review.decision == Review.Decision.RETURNED]


def waiting_verdicts(application: Application) -> list[Verdict]:
    """What the citizen is asked to mend now."""
    return list(
        Verdict.objects.filter(review__in=waiting_reviews(application), value=Verdict.Value.MEND)
        .select_related("requirement", "field", "attachment", "review__tier")
        .order_by("requirement__order", "field__order")
    )


@transaction.atomic
def answer(
    application_id, *, by, now: datetime, answers: dict | None = None, seen: int | None = None
) -> Application:
    """Send the mended file. `answers`: typed values of the form fields that were to be mended.

    Raises ValidationError naming each document that has not been replaced and each answer that does not fit.
    """
    case = begin("answer", application_id, by=by, now=now, seen=seen)
    application = case.application
    requirements, verdicts = requirements_of(application), waiting_verdicts(application)
    clean = check_mended_answers(
        application, requirements, verdicts, {} if answers is None else answers, now=now
    )
    _check_replaced(requirements, verdicts)
    incomplete, mended = application.complete_at is None, clean != application.answers
    if mended:
        FormerAnswers.objects.create(application=application, answers=application.answers, replaced_at=now)
    reviews = _reopen(case)
    case.change(
        status=Application.Status.IN_REVIEW, lapses_at=None, saved_at=now,
        **({"answers": clean} if mended else {}), **({"complete_at": now} if incomplete else {}),
    )  # fmt: skip
    entry = case.close("answer", incomplete=incomplete)
    tell_owner_and_desk(application, reviews, entry, now=now)
    return application


def _check_replaced(requirements: list[Requirement], verdicts: list[Verdict]) -> None:
    """A document found at `mend` must have a newer version than the one that was judged."""
    current = {one.pk: one.held for one in requirements}
    missing = [
        verdict.requirement.label
        for verdict in verdicts
        if verdict.requirement
        and verdict.requirement.kind == "file"
        and current.get(verdict.requirement_id) in (None, verdict.attachment_id)
    ]
    if missing:
        raise ValidationError(
            [
                ValidationError(
                    _("Unggah berkas pengganti untuk “%(label)s”."), params={"label": label}, code="missing"
                )
                for label in missing
            ]
        )


def _reopen(case: Case) -> list[Review]:
    """A new round for each tier that returned the file; its clock, and the service's, go on or begin anew."""
    calendars = Calendars()
    opened = []
    for returned in waiting_reviews(case.application):
        _go_on(case, calendars, returned.timer)
        opened.append(
            Review(
                application=case.application, tier=returned.tier, timer=returned.timer,
                round=returned.round + 1, opened_at=case.now,
            )
        )  # fmt: skip
    _go_on(case, calendars, case.application.timer)
    return Review.objects.bulk_create(opened)


def _go_on(case: Case, calendars: Calendars, timer) -> None:
    if timer.stopped_at is not None:
        case.ledger.append(restart(timer, calendars, received=case.now, by=case.by, reason="completed"))
    elif timer.paused_at is not None:
        case.ledger.append(resume(timer, calendars, now=case.now, by=case.by, reason="answered"))
