"""Two more reckonings of due times, written apart from the portal: one walks days, one walks minutes.

Neither knows zones, aware moments or decimals. Moments are whole numbers since 1970-01-01 UTC (seconds for
`DayTable`, minutes for `MinuteTable`), amounts are fractions, zones are hours east of UTC.

A week is a list of rows (weekdays, opens, closes, breaks, first, last): weekdays as digits ("0123", "0" is
Monday), times as "HH:MM", dates as "YYYY-MM-DD" or None. `closed` holds dates as "YYYY-MM-DD".
"""

from array import array
from datetime import date
from fractions import Fraction

UNIX = date(1970, 1, 1).toordinal()


def minute_of_day(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def row_of(ordinal, week):
    """The row valid on that day with the latest first date, or None."""
    day = date.fromordinal(ordinal)
    best = None
    for row in week:
        weekdays, _, _, _, first, last = row
        if str(day.weekday()) not in weekdays:
            continue
        if (first and day.isoformat() < first) or (last and day.isoformat() > last):
            continue
        if best is None or (first or "") > (best[4] or ""):
            best = row
    return best


class DayTable:
    """All open days between two years as lists of (from, to) in seconds."""

    def __init__(self, east, week, closed, first_year, last_year):
        self.days = []
        for ordinal in range(date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal() + 1):
            row = row_of(ordinal, week)
            if row is None or date.fromordinal(ordinal).isoformat() in closed:
                continue
            midnight = (ordinal - UNIX) * 86400 - east * 3600
            parts, since = [], minute_of_day(row[1])
            for rest_from, rest_to in row[3]:
                parts.append((since, minute_of_day(rest_from)))
                since = minute_of_day(rest_to)
            parts.append((since, minute_of_day(row[2])))
            self.days.append([(midnight + a * 60, midnight + b * 60) for a, b in parts])

    def receipt(self, received):
        """Number of the open day on which a receipt counts: the first that closes after it."""
        low, high = 0, len(self.days)
        while low < high:
            middle = (low + high) // 2
            if self.days[middle][-1][1] > received:
                high = middle
            else:
                low = middle + 1
        return low

    def run(self, number, moment, seconds):
        """Let the clock run for `seconds` of open time from `moment` on open day `number`."""
        while True:
            for begins, ends in self.days[number]:
                room = ends - max(begins, moment)
                if room > 0:
                    if seconds <= room:
                        return max(begins, moment) + seconds
                    seconds -= room
            number += 1

    def due_by_days(self, received, amount):
        number = self.receipt(received)
        whole, part = divmod(Fraction(amount), 1)
        if whole and not part:
            return Fraction(self.days[number + whole][-1][1])
        if whole:
            number += whole + 1
        length = sum(ends - begins for begins, ends in self.days[number])
        start = max(received, self.days[number][0][0])
        return Fraction(self.run(number, start, part * length)) if part else Fraction(start)

    def due_by_hours(self, received, hours):
        return Fraction(self.run(self.receipt(received), received, Fraction(hours) * 3600))

    def open_seconds(self, start, end):
        total, number = 0, self.receipt(start)
        while number < len(self.days) and self.days[number][0][0] < end:
            for begins, ends in self.days[number]:
                total += max(0, min(ends, end) - max(begins, start))
            number += 1
        return total

    def days_passed(self, start, end):
        """Open days after the day of receipt whose closing has come by `end`."""
        number, passed = self.receipt(start) + 1, 0
        while number < len(self.days) and self.days[number][-1][1] <= end:
            number, passed = number + 1, passed + 1
        return passed


class MinuteTable:
    """Every minute of some years: 0 when closed, else the ordinal of its local day."""

    def __init__(self, east, week, closed, first_year, last_year):
        first = date(first_year, 1, 1).toordinal()
        self.origin = (first - UNIX) * 1440 - east * 60
        self.minutes = array("l")
        patterns = [[self.is_open(minute, row) for minute in range(1440)] for row in week]
        self.length = {}
        for ordinal in range(first, date(last_year, 12, 31).toordinal() + 1):
            row = None if date.fromordinal(ordinal).isoformat() in closed else row_of(ordinal, week)
            pattern = patterns[week.index(row)] if row else [False] * 1440
            self.length[ordinal] = sum(pattern)
            self.minutes.extend(ordinal * is_open for is_open in pattern)

    @staticmethod
    def is_open(minute, row):
        if minute < minute_of_day(row[1]) or minute >= minute_of_day(row[2]):
            return False
        return not any(minute_of_day(a) <= minute < minute_of_day(b) for a, b in row[3])

    def promised(self, received, amount):
        """Open minutes that a promise in working days leaves after `received`."""
        at = received - self.origin
        while not self.minutes[at]:
            at += 1
        whole, part = divmod(Fraction(amount), 1)
        today, begun, promised = self.minutes[at], 0, 0
        while whole:
            if self.minutes[at]:
                if self.minutes[at] != today:
                    today, begun = self.minutes[at], begun + 1
                if begun > whole:
                    break
                promised += 1
            at += 1
        return promised + self.whole_minutes(part * self.length[today])

    @staticmethod
    def whole_minutes(amount):
        if amount.denominator != 1:
            raise ValueError(f"{amount} is no whole number of minutes")
        return amount.numerator

    def due(self, received, amount, unit, pauses):
        """The minute in which a clock that stands still in pauses has run for the promised time."""
        if unit == "working_days":
            left = self.promised(received, amount)
        else:
            left = self.whole_minutes(Fraction(amount) * 60)
        still = set()
        for begins, ends in pauses:
            still.update(range(begins, ends))
        now = received
        while left:
            if self.minutes[now - self.origin] and now not in still:
                left -= 1
            now += 1
        return now
