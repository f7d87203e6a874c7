"""The time of a story: each act comes a little later than the one before, in office hours and never after now."""

from datetime import datetime, timedelta

from sla.calendar import Calendar


class Days:
    """Begins half an hour after opening, that many working days before `now`."""

    def __init__(self, calendar: Calendar, days_ago: int, now: datetime):
        self.calendar, self.end = calendar, now
        self.now = self._working_days_before(days_ago)

    def _working_days_before(self, days: int) -> datetime:
        day = self.end.astimezone(self.calendar.zone).date()
        while days or not self.calendar.is_open_day(day):
            days -= bool(days) and self.calendar.is_open_day(day)
            day -= timedelta(days=1)
        return min(self.calendar.spans(day)[0][0] + timedelta(minutes=30), self.end)

    def later(self, minutes: int) -> datetime:
        self.now = min(self.calendar.add_minutes(self.now, minutes), self.end)
        return self.now
