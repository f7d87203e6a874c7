"""The verbs of a timer, each one guarded write of it; the owner's verb has locked its case.

Events are returned unsaved so that the owner writes all of its ledger lines at once with `write`. A timer
that somebody else has changed since it was read raises ValidationError (state).
"""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sla.calendars import Calendars
from sla.ledger import may_begin_anew, pauses
from sla.models import Timer, TimerEvent


def _event(timer: Timer, kind: str, at: datetime, by, reason: str) -> TimerEvent:
    return TimerEvent(timer=timer, kind=kind, at=at, actor=by, reason=reason, due_at=timer.due_at)


def _promise(timer: Timer, calendars: Calendars, received: datetime, paused: list) -> dict:
    """Due, warning and whether they are provisional: functions of calendar, receipt and pauses."""
    calendar = calendars.of(timer.agency_id)
    due = calendar.due_with_pauses(received, timer.amount, timer.unit, paused)
    still = calendar.paused_time(paused, timer.unit)
    share = Decimal(settings.SLA_WARN_SHARE)
    return {
        "due_at": due,
        "warn_at": calendar.fraction_point(received, timer.amount, timer.unit, still, share),
        "provisional": calendar.is_provisional(received, due),
    }


def _take(timer: Timer, values: dict) -> None:
    for name, value in values.items():
        setattr(timer, name, value)


def _change(timers, timer: Timer, **values) -> None:
    """The guarded write: exactly the row that was read, among `timers`."""
    if timers.filter(pk=timer.pk, due_at=timer.due_at).update(**values) != 1:
        raise _changed()
    _take(timer, values)


def _changed() -> ValidationError:
    return ValidationError(_("Hitungan waktu berkas ini sudah berubah. Muat ulang halaman."), code="state")


def _at(timer: Timer, now: datetime) -> datetime:
    """`now`; where the clock of the machine was set back, not before the line that this one continues."""
    return max(now, timer.started_at, timer.paused_at or now)


def write(*events: TimerEvent | None) -> None:
    """Add the lines to the ledger, in order, by one query."""
    TimerEvent.objects.bulk_create([event for event in events if event is not None])


def start(
    calendars: Calendars, *, amount, agency_id: int | None, received: datetime, by, reason: str,
    unit: str = "working_days",
) -> tuple[Timer, TimerEvent]:  # fmt: skip
    """A new timer for a promise that counts from `received`."""
    timer = Timer(amount=amount, unit=unit, agency_id=agency_id, started_at=received)
    _take(timer, _promise(timer, calendars, received, []))
    timer.save(force_insert=True)
    return timer, _event(timer, TimerEvent.Kind.START, received, by, reason)


def pause(timer: Timer, *, now: datetime, by, reason: str) -> TimerEvent:
    """The ball is with the citizen; time stands still. Raises ValidationError (state) unless it runs."""
    at = _at(timer, now)
    _change(Timer.objects.running(), timer, paused_at=at)
    return _event(timer, TimerEvent.Kind.PAUSE, at, by, reason)


def resume(timer: Timer, calendars: Calendars, *, now: datetime, by, reason: str) -> TimerEvent:
    """Time runs again; the due time has moved by exactly the working time paused.

    Raises ValidationError (state) unless it is paused.
    """
    began, at = timer.paused_at, _at(timer, now)
    if began is None:
        raise _changed()
    promise = _promise(
        timer, calendars, timer.started_at, [*pauses(timer.events.order_by("id")), (began, at)]
    )
    _change(Timer.objects.filter(paused_at=began, stopped_at__isnull=True), timer, paused_at=None, **promise)
    return _event(timer, TimerEvent.Kind.RESUME, at, by, reason)


def stop(timer: Timer, *, now: datetime, by, reason: str) -> TimerEvent | None:
    """The promise is over, kept or not; None when it was stopped before."""
    at = _at(timer, now)
    touched = Timer.objects.filter(pk=timer.pk, stopped_at__isnull=True).update(stopped_at=at, paused_at=None)
    if not touched:
        return None
    timer.stopped_at, timer.paused_at = at, None
    return _event(timer, TimerEvent.Kind.STOP, at, by, reason)


def restart(timer: Timer, calendars: Calendars, *, received: datetime, by, reason: str) -> TimerEvent:
    """Begin anew, once, from the receipt that proved complete.

    Raises ValidationError (state) unless it was stopped for an incomplete file (ledger.INCOMPLETE) and has
    begun only once: nobody can reset a clock.
    """
    stopped = timer.stopped_at
    if stopped is None or not may_begin_anew(list(timer.events.order_by("id"))):
        raise _changed()
    received = max(received, stopped)
    _change(
        Timer.objects.filter(stopped_at=stopped), timer, started_at=received, stopped_at=None, paused_at=None,
        warned_at=None, rang_at=None, **_promise(timer, calendars, received, []),
    )  # fmt: skip
    return _event(timer, TimerEvent.Kind.START, received, by, reason)


@transaction.atomic
def recount(timer_id, calendars: Calendars, *, now: datetime, reason: str) -> bool:
    """An act of the system: set due and warning anew from the ledger; True when they moved.

    One timer, one transaction, no case locked: it holds a single lock and so never stands in a ring of waits.
    """
    timer = Timer.objects.select_for_update().filter(pk=timer_id, stopped_at__isnull=True).first()
    if timer is None:
        return False
    before = {name: getattr(timer, name) for name in ("due_at", "warn_at", "provisional")}
    after = _promise(timer, calendars, timer.started_at, pauses(timer.events.order_by("id")))
    if after == before:
        return False
    _change(Timer.objects.all(), timer, **after)
    write(_event(timer, TimerEvent.Kind.RECOUNT, now, None, reason))
    return True


def mark_warned(timer_id, *, now: datetime) -> bool:
    """True for the one caller that may warn: the timer still runs, is past its warning and has not warned."""
    return Timer.objects.filter(pk=timer_id).to_warn(now).update(warned_at=now) == 1


def mark_rung(timer_id, *, now: datetime) -> bool:
    """True for the one caller that may ring: the timer still runs, is due and has not rung."""
    return Timer.objects.filter(pk=timer_id).to_ring(now).update(rang_at=now) == 1
