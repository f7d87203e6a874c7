"""How near a promise is: the word that `shell/due.html` wants, and the working days left in words."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sla.calendar import Calendar
from sla.calendars import Calendars
from sla.models import Timer


class Due(NamedTuple):
    """`at` None: the clock stands still and the moment will move. `left`: "sisa 2 hari kerja" or the like."""

    at: datetime | None
    state: str
    left: str
    provisional: bool


def due_of(timer: Timer, calendars: Calendars, now: datetime, *, paused: bool = False) -> Due:
    """`paused`: the file waits for the citizen, also where its clock was stopped to begin anew."""
    if paused or timer.paused_at:
        return Due(None, "paused", "", timer.provisional)
    if timer.stopped_at:
        kept = timer.stopped_at <= timer.due_at
        words = "" if kept else _("selesai sesudah jatuh tempo")
        return Due(timer.due_at, "done" if kept else "late", words, timer.provisional)
    state = "late" if timer.due_at <= now else "near" if timer.warn_at <= now else "ok"
    return Due(
        timer.due_at, state, words_left(calendars.of(timer.agency_id), now, timer.due_at), timer.provisional
    )


def words_left(calendar: Calendar, now: datetime, due: datetime) -> str:
    """Counted as people do: due tomorrow leaves one working day, due yesterday is one day late."""
    today, last = timezone.localdate(now), timezone.localdate(due)
    if due <= now:
        days = _open_days(calendar, last, today)
        if today == last:
            return _("lewat hari ini")
        return _late_by(days) if days else _("lewat kurang dari 1 hari kerja")
    days = _open_days(calendar, today, last)
    if today == last:
        return _("hari ini")
    return _left(days) if days else _("sisa kurang dari 1 hari kerja")


def _late_by(days: int) -> str:
    return ngettext("lewat %(days)s hari kerja", "lewat %(days)s hari kerja", days) % {"days": days}


def _left(days: int) -> str:
    return ngettext("sisa %(days)s hari kerja", "sisa %(days)s hari kerja", days) % {"days": days}


def _open_days(calendar: Calendar, after: date, until: date) -> int:
    """Open days after one date, up to and with another."""
    return sum(calendar.is_open_day(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
