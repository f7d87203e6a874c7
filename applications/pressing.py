"""Which promises are broken or about to be: the steps that wait, and the files as the citizen was promised them."""

from datetime import datetime, timedelta

from django.db.models import Prefetch, Q

from applications.models import Application, Review
from sla.calendars import Calendars
from sla.due import Due, due_of
from sla.models import Timer

NEAR = timedelta(days=2)
LATE, SOON = "lewat", "hampir"


def pressing_steps(now: datetime):
    """Open steps of every desk, the most pressing first."""
    steps = Review.objects.open().select_related(
        "application__standard__service__agency", "tier__agency", "timer", "claimed_by"
    )
    return _pressing(steps, now).defer("application__answers", "application__identity")


def pressing_services(user, now: datetime):
    """Files she sees from the desk, each with the steps that wait in it."""
    waiting = Review.objects.open().select_related("tier__agency", "claimed_by")
    files = Application.objects.at_desk(user).select_related("standard__service__agency", "timer")
    return (
        _pressing(files, now)
        .prefetch_related(Prefetch("reviews", queryset=waiting))
        .defer("answers", "identity")
    )


def _pressing(rows, now: datetime):
    """Running clocks that are due, past their warning, or due within two days."""
    running = Q(timer__stopped_at=None, timer__paused_at=None)
    soon = Q(timer__warn_at__lte=now) | Q(timer__due_at__lte=now + NEAR)
    return rows.filter(running & soon).order_by("timer__due_at", "id")


def pressing_due(timer: Timer, calendars: Calendars, now: datetime) -> Due:
    """One that is due within two days is near, though its warning has not come yet."""
    due = due_of(timer, calendars, now)
    return due._replace(state="near") if due.state == "ok" else due


def paths_of(rows) -> tuple[str, str]:
    """Where such rows keep their standard, and the agency whose clock it is."""
    of_steps = rows.model is Review
    return (
        ("application__standard", "tier__agency") if of_steps else ("standard", "standard__service__agency")
    )


def narrowed(rows, now: datetime, *, state: str = "", agency: str = "", service: str = ""):
    """`state`: LATE or SOON, another one finds nothing; `agency`, `service`: codes. "" does not narrow."""
    standard, owner = paths_of(rows)
    late = Q(timer__due_at__lte=now)
    if state:
        rows = rows.filter({LATE: late, SOON: ~late}.get(state, Q(pk__in=[])))
    if agency:
        rows = rows.filter(**{f"{owner}__code": agency})
    return rows.filter(**{f"{standard}__service__code": service}) if service else rows
