"""What presses this morning, in numbers, and the ten files that press most: number and service, no person."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from applications.models import Application, Review
from applications.pressing import NEAR, stuck_unmade, unclaimed_long
from complaints.models import Complaint
from foundation.notifications.models import Notification
from sla.calendar import Calendar

Status = Application.Status
FAILED_SINCE = timedelta(days=7)
MOST = 10


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
