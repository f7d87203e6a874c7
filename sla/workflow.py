"""The verbs of a timer. The owner's verb has locked its case; each verb here locks the timer and adds to the ledger.

Events are returned unsaved so that the owner writes all of its ledger lines at once with `write`.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sla.calendars import Calendars
from sla.ledger import pauses
from sla.models import Timer, TimerEvent

NOTHING = timedelta()


def _event(timer: Timer, kind: str, at: datetime, by, reason: str) -> TimerEvent:
    return TimerEvent(timer=timer, kind=kind, at=at, actor=by, reason=reason, due_at=timer.due_at)


def _promise(timer: Timer, calendars: Calendars, paused: list) -> None:
    """Set due and warning as functions of the calendar and the pauses."""
    calendar = calendars.of(timer.agency_id)
    share = Decimal(settings.SLA_WARN_SHARE)
    timer.due_at = calendar.due_with_pauses(timer.started_at, timer.amount, timer.unit, paused)
    timer.warn_at = calendar.fraction_point(
        timer.started_at, timer.amount, timer.unit, calendar.paused_time(paused, timer.unit), share
    )
    timer.provisional = calendar.is_provisional(timer.started_at, timer.due_at)


def write(*events: TimerEvent | None) -> None:
    """Add the lines to the ledger, in order, by one query."""
    TimerEvent.objects.bulk_create([event for event in events if event is not None])


def start(
    calendars: Calendars, *, amount, agency_id: int | None, received: datetime, by, reason: str,
    unit: str = "working_days",
) -> tuple[Timer, TimerEvent]:  # fmt: skip
    """A new timer for a promise that counts from `received`."""
    timer = Timer(amount=amount, unit=unit, agency_id=agency_id, started_at=received)
    _promise(timer, calendars, [])
    timer.save(force_insert=True)
    return timer, _event(timer, TimerEvent.Kind.START, received, by, reason)


def pause(timer: Timer, *, now: datetime, by, reason: str) -> TimerEvent:
    """The ball is with the citizen; time stands still. Raises ValidationError (state) unless it runs."""
    touched = Timer.objects.filter(pk=timer.pk).running().update(paused_at=now)
    _once(touched)
    timer.paused_at = now
    return _event(timer, TimerEvent.Kind.PAUSE, now, by, reason)


def resume(timer: Timer, calendars: Calendars, *, now: datetime, by, reason: str) -> TimerEvent:
    """Time runs again; the due time has moved by exactly the working time paused."""
    past = pauses(list(timer.events.order_by("id")))
    _promise(timer, calendars, [*past, (timer.paused_at, now)])
    touched = Timer.objects.filter(pk=timer.pk, paused_at=timer.paused_at, stopped_at__isnull=True).update(
        paused_at=None, due_at=timer.due_at, warn_at=timer.warn_at, provisional=timer.provisional
    )
    _once(touched)
    timer.paused_at = None
    return _event(timer, TimerEvent.Kind.RESUME, now, by, reason)


def stop(timer: Timer, *, now: datetime, by, reason: str) -> TimerEvent | None:
    """The promise is over, kept or not; None when it was stopped before."""
    touched = Timer.objects.filter(pk=timer.pk, stopped_at__isnull=True).update(
        stopped_at=now, paused_at=None
    )
    timer.stopped_at, timer.paused_at = now, None
    return _event(timer, TimerEvent.Kind.STOP, now, by, reason) if touched else None


def restart(timer: Timer, calendars: Calendars, *, received: datetime, by, reason: str) -> TimerEvent:
    """Begin anew from the receipt that proved complete. Only a timer stopped for incompleteness may."""
    timer.started_at = received
    _promise(timer, calendars, [])
    touched = Timer.objects.filter(pk=timer.pk, stopped_at__isnull=False).update(
        started_at=received, due_at=timer.due_at, warn_at=timer.warn_at, provisional=timer.provisional,
        stopped_at=None, paused_at=None, warned_at=None, rang_at=None,
    )  # fmt: skip
    _once(touched)
    timer.stopped_at = timer.warned_at = timer.rang_at = None
    return _event(timer, TimerEvent.Kind.START, received, by, reason)


def mark_warned(timer_id, *, now: datetime) -> bool:
    """True for the one caller that may warn: the timer still runs, is past its warning and has not warned."""
    return Timer.objects.filter(pk=timer_id).to_warn(now).update(warned_at=now) == 1


def mark_rung(timer_id, *, now: datetime) -> bool:
    """True for the one caller that may ring: the timer still runs, is due and has not rung."""
    return Timer.objects.filter(pk=timer_id).to_ring(now).update(rang_at=now) == 1


def _once(touched: int) -> None:
    if touched != 1:
        raise ValidationError(_("Hitungan waktu berkas ini sudah berubah. Muat ulang halaman."), code="state")
