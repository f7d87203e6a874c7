"""What happened to files in a period, counted by the database: one row of numbers for each service.

Nothing here knows a person: only numbers leave these queries, and there are three of them however many files.
"""

from datetime import datetime

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When

from applications.models import Application, Review
from reports.period import Period
from reports.permissions import Scope
from sla.models import TimerEvent

Status, Kind = Application.Status, TimerEvent.Kind
NUMBERS = (
    "received", "decided", "issued", "rejected", "withdrawn", "lapsed",
    "due", "kept", "late_open", "returned", "returns",
)  # fmt: skip
CLOSINGS = (Status.ISSUED, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED)
# What the citizen ended herself before the promise fell due says nothing about the promise.
ENDED_BY_OFFICE = (Status.ISSUED, Status.REJECTED)

Numbers = dict[str, int]


def count(period: Period, scope: Scope, *, now: datetime) -> dict[int, Numbers]:
    """By id of the service: every name of NUMBERS. Services of which there is nothing to say are left out."""
    found: dict[int, Numbers] = {}
    for rows in (_moved(period, scope), _promised(period, scope, now), _returned(period, scope)):
        for row in rows:
            found.setdefault(row.pop("service"), dict.fromkeys(NUMBERS, 0)).update(row)
    return {service: numbers for service, numbers in found.items() if any(numbers.values())}


def _during(column: str, period: Period) -> Q:
    begins, ends = period.span
    return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})


def _files(scope: Scope):
    return Application.objects.filter(scope.within("standard__service__agency")).order_by()


def _moved(period: Period, scope: Scope):
    """Received, decided, ended in the period."""
    received, decided, closed = (
        _during(column, period) for column in ("submitted_at", "decided_at", "closed_at")
    )
    ended = {status.value: Count("pk", filter=closed & Q(status=status)) for status in CLOSINGS}
    return (
        _files(scope)
        .filter(received | decided | closed)
        .values(service=F("standard__service"))
        .annotate(received=Count("pk", filter=received), decided=Count("pk", filter=decided), **ended)
    )


def _promised(period: Period, scope: Scope, now: datetime):
    """Promises that fell due in the period (and by now), how many were kept, and which are broken and open.

    A paused clock stands: what it had not reached by the pause was neither due nor late, whether the citizen
    still has the file or ended it meanwhile. Without a complete receipt there is no promise yet.
    """
    # A stop leaves no trace of the pause it ended; the line before it does. A recount neither starts nor stops.
    lines = TimerEvent.objects.filter(
        timer=OuterRef("timer"), kind__in=(Kind.START, Kind.PAUSE, Kind.RESUME)
    ).order_by("-id")
    stood = Case(When(last_kind=Kind.PAUSE, then=F("last_at")), default=F("timer__stopped_at"))
    fell_due, is_open = _during("timer__due_at", period), Q(timer__stopped_at=None)
    in_time = Q(ran_until__lte=F("timer__due_at"))
    broken = Q(ran_until=None) | Q(ran_until__gt=F("timer__due_at"))
    kept = in_time & Q(status__in=ENDED_BY_OFFICE)
    return (
        _files(scope)
        .filter((fell_due | is_open) & Q(timer__due_at__lte=now, complete_at__isnull=False))
        .annotate(last_kind=Subquery(lines.values("kind")[:1]), last_at=Subquery(lines.values("at")[:1]))
        .annotate(ran_until=stood)
        .values(service=F("standard__service"))
        .annotate(
            due=Count("pk", filter=fell_due & (kept | broken)),
            kept=Count("pk", filter=fell_due & kept),
            late_open=Count("pk", filter=is_open & broken),
        )
    )


def _returned(period: Period, scope: Scope):
    """Files sent back to the citizen in the period, and how many times in all."""
    returns = Review.objects.filter(_during("decided_at", period), decision=Review.Decision.RETURNED)
    return (
        returns.filter(scope.within("application__standard__service__agency"))
        .order_by()
        .values(service=F("application__standard__service"))
        .annotate(returned=Count("application", distinct=True), returns=Count("pk"))
    )
