"""What a timer's ledger says: pauses, and whose days passed. Pure; events are rows with `kind` and `at`, in order."""

from dataclasses import dataclass
from datetime import datetime

from sla.calendar import Calendar, Span

OPENING, CLOSING = {"start", "resume"}, {"pause", "stop"}


def pauses(events) -> list[Span]:
    """The closed pauses (from, to) since the last start."""
    found, since = [], None
    for event in events:
        if event.kind == "start":
            found, since = [], None
        elif event.kind == "pause":
            since = event.at
        elif event.kind == "resume" and since is not None:
            found.append((since, event.at))
            since = None
    return found


def waits(events, now: datetime) -> list[Span]:
    """The stretches in which the file was with the citizen: every pause, and every stop that a start followed."""
    found, since = [], None
    for event in events:
        if event.kind in CLOSING:
            since = event.at
        elif since is not None:
            found.append((since, event.at))
            since = None
    last = events[-1] if events else None
    if last is not None and last.kind == "pause":
        found.append((last.at, max(now, last.at)))
    return found


@dataclass(frozen=True)
class Days:
    """Whole working days since the first start: each is counted once, with the desk or with the citizen."""

    with_us: int
    with_you: int


def days(events, calendar: Calendar, now: datetime) -> Days:
    """`events`: the whole ledger of one timer in order; a stopped one counts to its stop."""
    if not events:
        return Days(0, 0)
    last = events[-1]
    until = last.at if last.kind == "stop" else max(now, last.at)
    total = calendar.count_days(events[0].at, until)
    waiting = sum(
        calendar.count_days(begin, min(end, until)) for begin, end in waits(events, now) if begin < until
    )
    return Days(max(total - waiting, 0), min(waiting, total))
