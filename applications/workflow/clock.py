"""Acts of the system on the clock: warn, escalate, lapse. Each may be called twice and takes effect once."""

from datetime import datetime

from django.db import transaction

from applications.models import Application, Review
from applications.notices import tell_clock, tell_owner_and_claimants
from applications.workflow.case import Case, begin, locked
from applications.workflow.steps import close_reviews, stop_all
from foundation.registry.moves import stale
from sla.workflow import mark_rung, mark_warned


def _owner_of(timer_id) -> tuple[object, Review | None] | None:
    """(application id, review of that clock or None for the service's), None when no file owns the timer."""
    review = Review.objects.filter(timer=timer_id).order_by("-round").first()
    if review is not None:
        return review.application_id, review
    application_id = Application.objects.filter(timer=timer_id).values_list("pk", flat=True).first()
    return None if application_id is None else (application_id, None)


def _announce(verb: str, mark, timer_id, now: datetime) -> bool:
    owner = _owner_of(timer_id)
    if owner is None:
        return False
    application_id, review = owner
    with transaction.atomic():
        application = locked(application_id)
        if not mark(timer_id, now=now):
            return False
        present = next((one for one in application.reviews.all() if review and one.pk == review.pk), None)
        case = Case(application, present, None, now)
        entry = case.record(verb, clock="tier" if present else "service")
        tell_clock(case, entry)
    return True


def warn(timer_id, *, now: datetime) -> bool:
    """Three quarters of the working time are gone (a setting): tell whoever can still keep the promise."""
    return _announce("warn", mark_warned, timer_id, now)


def escalate(timer_id, *, now: datetime) -> bool:
    """The promise is due and not kept: tell the desk and the coordinator, once."""
    return _announce("escalate", mark_rung, timer_id, now)


@transaction.atomic
def lapse(application_id, *, now: datetime) -> Application:
    """An unanswered return ends the file after 30 calendar days (a setting).

    Raises ValidationError (state) while that time is not over: it may have been answered, and returned anew.
    """
    case = begin("lapse", application_id, by=None, now=now)
    if case.application.lapses_at is None or case.application.lapses_at > now:
        raise stale(case.application)
    close_reviews(case)
    stop_all(case, reason="lapsed")
    case.change(status=Application.Status.LAPSED, closed_at=now, lapses_at=None)
    tell_owner_and_claimants(case, case.close("lapse"))
    return case.application
