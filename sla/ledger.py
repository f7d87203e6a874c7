"""What a timer's ledger says: its pauses, whose days passed, whether it may begin anew.

Pure; events are rows with `kind`, `at` and `reason`, in the order written.
"""

from dataclasses import dataclass
from datetime import datetime

from sla.calendar import Calendar, Span

# The reason of the one stop after which a clock may begin anew: no complete file was received.
INCOMPLETE = "incomplete"


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


def may_begin_anew(events) -> bool:
    """Whether the last line is a stop for an incomplete file, and the clock has begun only once so far."""
    starts = sum(event.kind == "start" for event in events)
    return starts == 1 and awaits_complete_file(events)


def awaits_complete_file(events) -> bool:
    """Whether the last line is a stop for an incomplete file: the clock stands, the citizen has the ball."""
    return bool(events) and events[-1].kind == "stop" and events[-1].reason == INCOMPLETE


def waits(events, now: datetime) -> list[Span]:
    """The stretches in which the file was with the citizen, apart and in order; the last may reach to `now`.

    Every pause until its resumption or a stop, every stop for an incomplete file until the next start.
    """
    found, since, reached = [], None, None
    for event in events:
        if since is not None and event.kind in ("start", "resume", "stop"):
            reached = max(event.at, since)
            found.append((since, reached))
            since = None
        if event.kind == "pause" or (event.kind == "stop" and event.reason == INCOMPLETE):
            since = max(event.at, reached or event.at)
    if since is not None:
        found.append((since, max(now, since)))
    return found


@dataclass(frozen=True)
class Days:
    """Whole working days since the first start: each is counted once, with the desk or with the citizen."""

    with_us: int
    with_you: int


def days(events, calendar: Calendar, now: datetime) -> Days:
    """Whose days passed, from the whole ledger of one timer.

    A day counts as the citizen's only when it is a whole day of waiting: the day of the return is the desk's,
    as the day of receipt is nobody's. A stopped clock counts to its stop, but one that awaits a complete file
    counts on: for a file closed meanwhile `now` is the moment it was closed.
    """
    if not events:
        return Days(0, 0)
    first, last = events[0].at, events[-1]
    ended = last.kind == "stop" and not awaits_complete_file(events)
    until = max(first, last.at if ended else max(now, last.at))
    total = calendar.count_days(first, until)
    waiting = sum(
        calendar.count_days(begin, min(end, until)) for begin, end in waits(events, now) if begin < until
    )
    return Days(total - waiting, waiting)
