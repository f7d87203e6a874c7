"""From which day to which day a report counts, in the mall's own zone."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone


class Period(NamedTuple):
    """Two local days, both included."""

    first: date
    last: date

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The midnight before the first day, and the one after the last: that moment itself is outside."""
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))


def last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
