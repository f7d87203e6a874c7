"""Which promises are broken or about to be: the steps that wait, and the files as the citizen was promised them."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Case, CharField, Prefetch, Q, Value, When
from django.utils import timezone

from applications.models import Application, Permit, Review
from sla.calendar import Calendar
from sla.calendars import Calendars
from sla.due import Due, due_of
from sla.models import Timer

NEAR = timedelta(days=2)
UNCLAIMED_DAYS = 2
WITH_CITIZEN = timedelta(days=7)
UNMADE = timedelta(hours=1)
LATE, SOON, LONG = "lewat", "hampir", "lama"


def pressing_steps(now: datetime):
    """Open steps of every desk, the most pressing first."""
    steps = Review.objects.open().select_related(
        "application__standard__service__agency", "tier__agency", "timer", "claimed_by"
    )
    return _pressing(steps, now).defer("application__answers", "application__identity")


def pressing_services(user, now: datetime):
    """Files she sees from the desk, each with the steps that wait in it."""
    return _pressing(_rowlike(Application.objects.at_desk(user)), now)


def _pressing(rows, now: datetime):
    """Running clocks that are due, past their warning, or due within two days."""
    return rows.filter(_running() & _soon(now)).order_by("timer__due_at", "id")


def _running() -> Q:
    return Q(timer__stopped_at=None, timer__paused_at=None)


def _soon(now: datetime) -> Q:
    return Q(timer__warn_at__lte=now) | Q(timer__due_at__lte=now + NEAR)


def clock_state(now: datetime) -> Case:
    """LATE, SOON or "", by the same rule as the lists."""
    late = _running() & Q(timer__due_at__lte=now)
    return Case(
        When(late, then=Value(LATE)),
        When(_running() & _soon(now), then=Value(SOON)),
        default=Value(""),
        output_field=CharField(),
    )


def unclaimed_long(calendar: Calendar, now: datetime) -> Q:
    """Open steps that nobody has taken for two whole working days. `calendar`: the mall's."""
    return Q(claimed_by=None, opened_at__lt=long_ago(calendar, timezone.localdate(now)))


def long_ago(calendar: Calendar, today: date) -> datetime:
    """What was opened before this moment has waited for two whole working days; today does not count yet.

    The closing of the last open day before those two: what comes later belongs to the next day.
    """
    day, wanted = today, UNCLAIMED_DAYS + 1
    for _looked in range(400):
        day -= timedelta(days=1)
        wanted -= calendar.is_open_day(day)
        if not wanted:
            return calendar.spans(day)[-1][1]
    return timezone.make_aware(datetime.combine(day, time.min))


def stuck_with_citizen(now: datetime):
    """Files whose citizen was asked to mend them seven days ago or longer, the longest first."""
    # Asking sets the day on which the file lapses; its clock may be paused or stopped to begin anew.
    asked_before = now - WITH_CITIZEN + timedelta(days=settings.LAPSE_AFTER_DAYS)
    waiting = Application.objects.filter(
        status=Application.Status.NEEDS_CORRECTION, lapses_at__lte=asked_before
    )
    return _rowlike(waiting).order_by("lapses_at", "id")


def stuck_unmade(now: datetime):
    """Approved files whose document is not there an hour later, the longest first."""
    unmade = Permit.objects.unprinted().filter(application__decided_at__lte=now - UNMADE)
    waiting = Application.objects.filter(permit__in=unmade)
    return _rowlike(waiting).order_by("decided_at", "id")


def _rowlike(files):
    waiting = Review.objects.open().select_related("tier__agency", "claimed_by")
    return (
        files.select_related("standard__service__agency", "timer")
        .prefetch_related(Prefetch("reviews", queryset=waiting))
        .defer("answers", "identity")
    )


def pressing_due(timer: Timer, calendars: Calendars, now: datetime, *, paused: bool = False) -> Due:
    """One that is due within two days is near, though its warning has not come yet. `paused`: as `due_of` has it."""
    due = due_of(timer, calendars, now, paused=paused)
    is_soon = due.state == "ok" and due.at <= now + NEAR
    return due._replace(state="near") if is_soon else due


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
