"""What presses this morning, in numbers, and the ten files that press most: number and service, no person."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, When
from django.utils import timezone

from applications.models import Application, Review
from applications.pressing import (
    LATE,
    NEAR,
    SOON,
    clock_state,
    stuck_unmade,
    stuck_with_citizen,
    unclaimed_long,
)
from complaints.models import Complaint
from foundation.notifications.models import Notification
from sla.calendar import Calendar

Status = Application.Status
FAILED_SINCE = timedelta(days=7)
MOST = 10
# Of rows annotated with `clock`, by `clock_state`.
PRESSING = {
    "late": Count("pk", filter=Q(clock=LATE)),
    "near": Count("pk", filter=Q(clock=SOON)),
}


class Clocks(NamedTuple):
    """Running clocks: past due, due until midnight, near."""

    late: int
    today: int
    near: int


class Urgent(NamedTuple):
    number: str
    service: str
    due_at: datetime


class Morning(NamedTuple):
    promises: Clocks
    steps: Clocks
    unclaimed: int
    with_citizen: int
    complaints: int
    unsent: int
    unmade: int
    urgent: list[Urgent]

    @property
    def all_is_well(self) -> bool:
        stuck = self.unclaimed or self.complaints or self.unsent or self.unmade
        return not (any(self.promises) or any(self.steps) or stuck)

    def totals(self) -> dict[str, int]:
        return {
            **{f"promises_{name}": value for name, value in self.promises._asdict().items()},
            **{f"steps_{name}": value for name, value in self.steps._asdict().items()},
            "unclaimed": self.unclaimed,
            "with_citizen": self.with_citizen,
            "complaints": self.complaints,
            "unsent": self.unsent,
            "unmade": self.unmade,
        }


def morning(calendar: Calendar, *, now: datetime) -> Morning:
    """Eight queries, however many files. `calendar`: the mall's."""
    failed = Notification.objects.filter(state=Notification.State.FAILED, created_at__gte=now - FAILED_SINCE)
    unclaimed = Review.objects.open().filter(unclaimed_long(calendar, now))
    return Morning(
        promises=_clocks(_promises(), now),
        steps=_clocks(_steps(), now),
        unclaimed=unclaimed.count(),
        with_citizen=Application.objects.filter(status=Status.NEEDS_CORRECTION).count(),
        complaints=Complaint.objects.for_desk(now).filter(is_late=True).count(),
        unsent=failed.count(),
        unmade=stuck_unmade(now).count(),
        urgent=_urgent(now),
    )


def _promises():
    return Application.objects.filter(timer__stopped_at=None, timer__paused_at=None, timer__isnull=False)


def _steps():
    return Review.objects.open().filter(timer__stopped_at=None, timer__paused_at=None)


def _clocks(rows, now: datetime) -> Clocks:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))
    late, today = Q(timer__due_at__lte=now), Q(timer__due_at__lt=midnight)
    soon = Q(timer__due_at__lte=now + NEAR) | Q(timer__warn_at__lte=now)
    counted = rows.order_by().aggregate(
        late=Count("pk", filter=late),
        today=Count("pk", filter=today & ~late),
        near=Count("pk", filter=soon & ~today),
    )
    return Clocks(**counted)


def _urgent(now: datetime) -> list[Urgent]:
    """By the earliest of a file's running clocks, each file once."""
    last = now + NEAR
    promises = _promises().filter(timer__due_at__lte=last).order_by("timer__due_at", "pk")
    steps = _steps().filter(timer__due_at__lte=last).order_by("timer__due_at", "pk")
    found = list(promises.values_list("number", "standard__name", "timer__due_at")[:MOST])
    # Side by side steps of one file may fill the list: as many again are read.
    found += steps.values_list("application__number", "application__standard__name", "timer__due_at")[
        : MOST * 2
    ]
    first = {}
    for row in sorted((Urgent(*row) for row in found), key=lambda row: (row.due_at, row.number)):
        first.setdefault(row.number, row)
    return list(first.values())[:MOST]


class AtDesk(NamedTuple):
    """Open steps of one desk in one officer's hands, or in nobody's (`officer` None)."""

    role: str
    agency_code: str
    agency: str
    officer: int | None
    name: str | None
    late: int
    near: int
    long: int


class OfAgency(NamedTuple):
    """Promises of an agency's services."""

    code: str
    agency: str
    late: int
    near: int


class LateComplaints(NamedTuple):
    """`waits_for` as the inbox has it; `code` None: it is not an agency's to answer."""

    waits_for: str
    code: str | None
    agency: str | None
    number: int


class Board(NamedTuple):
    """What the coordinator sees first, each the worst first. `with_citizen` and `unmade`: files that are stuck."""

    desks: list[AtDesk]
    promises: list[OfAgency]
    complaints: list[LateComplaints]
    with_citizen: int
    unmade: int

    @property
    def totals(self) -> dict[str, int]:
        return {
            "late": sum(one.late for one in self.desks),
            "near": sum(one.near for one in self.desks),
            "long": sum(one.long for one in self.desks),
            "promises_late": sum(one.late for one in self.promises),
            "promises_near": sum(one.near for one in self.promises),
            "complaints": sum(one.number for one in self.complaints),
            "with_citizen": self.with_citizen,
            "unmade": self.unmade,
        }


def board(user, calendar: Calendar, *, now: datetime) -> Board:
    """Five queries, however many files. `calendar`: the mall's. Each number is that of a list of the desk."""
    return Board(
        desks=_at_desks(calendar, now),
        promises=_of_agencies(user, now),
        complaints=_late_complaints(user, now),
        with_citizen=stuck_with_citizen(now).count(),
        unmade=stuck_unmade(now).count(),
    )


def _at_desks(calendar: Calendar, now: datetime) -> list[AtDesk]:
    desk = ("tier__role", "tier__agency__code", "tier__agency__short_name", "claimed_by", "claimed_by__name")
    rows = Review.objects.open().order_by().annotate(clock=clock_state(now)).values_list(*desk)
    rows = rows.annotate(**PRESSING, long=Count("pk", filter=unclaimed_long(calendar, now)))
    found = [AtDesk(*row) for row in rows]
    pressing = [one for one in found if one.late or one.near or one.long]
    return sorted(
        pressing, key=lambda one: (-one.late, -one.long, -one.near, one.agency, one.role, one.name or "")
    )


def _of_agencies(user, now: datetime) -> list[OfAgency]:
    owner = ("standard__service__agency__code", "standard__service__agency__short_name")
    rows = Application.objects.at_desk(user).order_by().annotate(clock=clock_state(now)).values_list(*owner)
    found = [OfAgency(*row) for row in rows.annotate(**PRESSING)]
    return sorted(
        (one for one in found if one.late or one.near), key=lambda one: (-one.late, -one.near, one.agency)
    )


def _late_complaints(user, now: datetime) -> list[LateComplaints]:
    late = Complaint.objects.inbox(user).for_desk(now).filter(is_late=True).order_by()
    # Until it is forwarded it is the complaint officers' matter, whoever had it before.
    holder = Q(waits_for="agency")
    rows = late.annotate(
        holder_code=Case(When(holder, then=F("assigned_agency__code"))),
        holder_name=Case(When(holder, then=F("assigned_agency__short_name"))),
    ).values_list("waits_for", "holder_code", "holder_name")
    found = [LateComplaints(*row) for row in rows.annotate(number=Count("pk"))]
    return sorted(found, key=lambda one: (-one.number, one.waits_for, one.agency or ""))
