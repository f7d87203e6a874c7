"""What several verbs share: opening the desks of an order, closing them, and their clocks."""

from applications.models import Review
from applications.workflow.case import Case
from sla.calendars import Calendars
from sla.workflow import start, stop

PASSED = (Review.Decision.PASSED, Review.Decision.APPROVED)


def open_order(case: Case, calendars: Calendars, order: int, *, reason: str) -> list[Review]:
    """Open a first review, with its timer, for each tier of that order."""
    opened = []
    for tier in (one for one in case.tiers if one.order == order):
        timer, started = start(
            calendars,
            amount=tier.days,
            agency_id=tier.agency_id,
            received=case.now,
            by=case.by,
            reason=reason,
        )
        case.ledger.append(started)
        opened.append(Review(application=case.application, tier=tier, timer=timer, opened_at=case.now))
    return Review.objects.bulk_create(opened)


def order_is_done(case: Case, order: int) -> bool:
    """Whether every tier of that order has passed the file on or approved it."""
    latest = case.application.newest_reviews()
    return all(
        tier.pk in latest and latest[tier.pk].decision in PASSED for tier in case.tiers if tier.order == order
    )


def next_order(case: Case, order: int) -> int | None:
    """The order after this one, None after the last."""
    return min((tier.order for tier in case.tiers if tier.order > order), default=None)


def close_reviews(case: Case) -> None:
    """Reviews that wait for a decision end without one."""
    waiting = [review for review in case.reviews if not review.decision]
    Review.objects.filter(pk__in=[review.pk for review in waiting]).update(decision=Review.Decision.CLOSED)
    for review in waiting:
        review.decision = Review.Decision.CLOSED


def stop_all(case: Case, *, reason: str) -> None:
    """Stop every clock of the file that still counts."""
    timers = {review.timer.pk: review.timer for review in case.reviews}
    if case.application.timer:
        timers[case.application.timer.pk] = case.application.timer
    for timer in timers.values():
        if timer.stopped_at is None:
            case.ledger.append(stop(timer, now=case.now, by=case.by, reason=reason))
