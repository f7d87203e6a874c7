"""Working time of one office: when is a promise due, how much of it has passed.

Pure arithmetic over opening hours and closed dates; which dates are closed (cuti bersama, an agency's own
closures) is the caller's choice. An open day has at least one span from an opening to a closing or break.
Moments given must be aware, those returned are in the calendar's zone. Bad input raises ValueError.

The rule of the working day: the day of receipt is day 0; receipt on a closed day, at closing or after it
counts as the next open day; a promise of n days is due at the closing of the n-th open day after it. No law
read so far says how to count the day of receipt: the rule is the house's own, not to be shown as law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]

WORKING_DAYS, WORKING_HOURS, CALENDAR_DAYS = "working_days", "working_hours", "calendar_days"
UNITS = (WORKING_DAYS, WORKING_HOURS, CALENDAR_DAYS)
UNKNOWN_UNIT = f"Unknown unit %r: use one of {', '.join(UNITS)}."

ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
NOTHING, MICROSECOND = timedelta(), timedelta(microseconds=1)
END_OF_DAY = time(23, 59, 59)
MOST = 10**9
LONGEST_CLOSURE_DAYS = 366
# Within these years each zone of Indonesia keeps one offset, so wall-clock differences are elapsed time.
FIRST_YEAR, LAST_YEAR = 1970, 2199
TOO_FAR = f"The promise runs past the year {LAST_YEAR}."


@dataclass(frozen=True, slots=True)
class Hours:
    """One opening rule of one weekday. `valid_from` and `valid_to` are inclusive; None means without end.

    Raises ValueError for a weekday that is not 0 (Monday) to 6, times out of order, an end before its begin.
    """

    weekday: int
    opens: time
    closes: time
    breaks: tuple[tuple[time, time], ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError(f"Weekday {self.weekday} is not 0 (Monday) to 6 (Sunday).")
        if self.opens >= self.closes:
            raise ValueError(f"Closing {self.closes} is not after opening {self.opens}.")
        if any(earlier >= later for earlier, later in pairwise(self.marks())):
            raise ValueError(f"Breaks must lie inside {self.opens}-{self.closes}, apart and in order.")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"The rule ends on {self.valid_to}, before it begins on {self.valid_from}.")

    def marks(self) -> tuple[time, ...]:
        """Opening, each break's begin and end, closing: every two of them bound an open span."""
        return (self.opens, *(mark for pause in self.breaks for mark in pause), self.closes)

    def covers(self, day: date) -> bool:
        """Whether the rule is valid on that date (the weekday is not looked at)."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Calendar:
    """The open time of one office.

    zone: the office's own zone. hours: opening rules; on a day with several valid rules the one with the
    latest `valid_from` wins, so dated rows (Ramadan hours, a make-up Saturday) override the standing ones.
    closed: dates without service, stronger than any rule. decreed_years: years whose holidays are decreed.
    Raises ValueError when two rules of one weekday begin on the same date. Share an instance as long as its
    rows do not change: it remembers the days it has read.
    """

    def __init__(
        self, zone: ZoneInfo, hours: Iterable[Hours], closed: Iterable[date], decreed_years: Iterable[int]
    ):
        self.zone = zone
        self.closed = frozenset(closed)
        self.decreed_years = frozenset(decreed_years)
        self._rules: dict[int, list[Hours]] = {weekday: [] for weekday in range(7)}
        self._known: dict[date, tuple[Span, ...]] = {}
        for rule in hours:
            self._rules[rule.weekday].append(rule)
        for weekday, rules in self._rules.items():
            rules.sort(key=lambda rule: rule.valid_from or date.min, reverse=True)
            if any(later.valid_from == earlier.valid_from for later, earlier in pairwise(rules)):
                raise ValueError(f"Two rules for weekday {weekday} begin on the same date.")

    def spans(self, day: date) -> list[Span]:
        """The open spans of a local day in order; [] when closed."""
        return list(self._spans(day))

    def is_open_day(self, day: date) -> bool:
        """Whether the office has any open time on that local day."""
        return bool(self._spans(day))

    def receipt_day(self, received: datetime) -> date:
        """Day 0: the local day of receipt; the next open day when that is closed or its closing has come."""
        local = self._local(received)
        day = self._open_day(local.date())
        if local >= self._spans(day)[-1][1]:
            day = self._open_day(day + ONE_DAY)
        return day

    def add_days(self, received: datetime, days: Decimal | int) -> datetime:
        """The due moment of a promise in working days.

        Whole days: the closing of the last one. With a fraction: n whole days by the rule, then that
        fraction of the next open day's time from its opening. Below one day: that fraction of the receipt
        day's time from the moment of receipt (its opening when received outside of it or before), running on
        into the next open days. Zero days: that moment of receipt itself. Parts round to the microsecond.

        Only below one day can a part of a long day that runs on through a short one end after the promise
        of one whole day (Thursday 13:30, 0.75 of 6 hours, Friday open for 3).
        """
        days = _amount(days)
        whole = int(days)
        share = days - whole
        day = self.receipt_day(received)
        for _ in range(whole):
            day = self._open_day(day + ONE_DAY)
        if whole and not share:
            return self._spans(day)[-1][1]
        if whole:
            day = self._open_day(day + ONE_DAY)
        begins = max(self._local(received), self._spans(day)[0][0])
        return self.add_minutes(begins, _part(self._open_time(day), share))

    def count_days(self, start: datetime, end: datetime) -> int:
        """Whole working days: open days after the receipt day of `start` whose closing has come by `end`.

        count_days(start, add_days(start, n)) == n for whole n. Raises ValueError when end is before start.
        """
        start, end = self._between(start, end)
        day, last, days = self.receipt_day(start), end.date(), 0
        while (day := day + ONE_DAY) <= last:
            spans = self._spans(day)
            days += bool(spans) and spans[-1][1] <= end
        return days

    def add_minutes(self, start: datetime, minutes: timedelta | Decimal | float) -> datetime:
        """The moment at which so much open time has passed since `start`; a plain number means minutes.

        Nothing to add gives `start` itself, even in closed time. Otherwise the answer is never in closed
        time; where an amount ends exactly at a closing it is that closing, not the next opening.
        working_time(start, add_minutes(start, m)) == m always.
        """
        left = minutes if isinstance(minutes, timedelta) else _part(ONE_MINUTE, _amount(minutes))
        if left < NOTHING:
            raise ValueError(f"Working time to add must not be negative: {left}.")
        local = self._local(start)
        if not left:
            return local
        day = local.date()
        while True:
            day = self._open_day(day)
            for opens, closes in self._spans(day):
                begins = max(opens, local)
                if begins < closes:
                    if left <= closes - begins:
                        return begins + left
                    left -= closes - begins
            day += ONE_DAY

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Open time between two moments. Raises ValueError when end is before start."""
        start, end = self._between(start, end)
        day, last, total = start.date(), end.date(), NOTHING
        while day <= last:
            for opens, closes in self._spans(day):
                total += max(min(closes, end) - max(opens, start), NOTHING)
            day += ONE_DAY
        return total

    def due(self, received: datetime, amount: Decimal | int, unit: str) -> datetime:
        """When a promise of `amount` in `unit` (one of UNITS) falls due, without pauses.

        working_days: see add_days. working_hours: so much open time after receipt.
        calendar_days: 23:59:59 local time of the n-th day after the local date of receipt, which is day 0
        whether open or not; whole days only.
        """
        if unit == WORKING_DAYS:
            return self.add_days(received, amount)
        amount = _amount(amount)
        if unit == WORKING_HOURS:
            return self.add_minutes(received, amount * 60)
        if unit != CALENDAR_DAYS:
            raise ValueError(UNKNOWN_UNIT % unit)
        if amount != int(amount):
            raise ValueError(f"Calendar days must be whole: {amount}.")
        local = self._local(received)
        if amount > (date(LAST_YEAR, 12, 31) - local.date()).days:
            raise ValueError(TOO_FAR)
        return max(local, datetime.combine(local + timedelta(days=int(amount)), END_OF_DAY, self.zone))

    def paused_time(self, pauses: Iterable[Span], unit: str) -> timedelta:
        """How far pauses (begin, end) move a due moment: their open time, for calendar_days elapsed time.

        Time inside two overlapping pauses counts once. Raises ValueError when a pause ends before it begins.
        """
        if unit not in UNITS:
            raise ValueError(UNKNOWN_UNIT % unit)
        total, reached = NOTHING, None
        for begin, end in sorted(self._between(*pause) for pause in pauses):
            begin = max(begin, reached or begin)
            if begin < end:
                total += end - begin if unit == CALENDAR_DAYS else self.working_time(begin, end)
                reached = end
        return total

    def due_with_pauses(
        self, received: datetime, amount: Decimal | int, unit: str, pauses: Iterable[Span]
    ) -> datetime:
        """The due moment moved by exactly the time paused (see paused_time), also by pauses after it.

        A pause of a late file thus keeps its lateness: neither forgiven nor grown. Pauses without open time
        leave the due moment as it is. Raises ValueError when a pause begins before the receipt.
        """
        due = self.due(received, amount, unit)
        pauses = [self._between(*pause) for pause in pauses]
        if any(begin < received for begin, _ in pauses):
            raise ValueError("A pause must not begin before the receipt.")
        return self._later(due, self.paused_time(pauses, unit), unit)

    def fraction_point(
        self, received: datetime, amount: Decimal | int, unit: str, paused: timedelta, share: Decimal
    ) -> datetime:
        """When `share` (0 to 1) of the time between receipt and unpaused due, and `paused`, have passed.

        Open time, or for calendar_days elapsed time. Share 1 of any amount above zero is the due moment
        moved by `paused`.
        """
        share = _amount(share)
        if share > 1:
            raise ValueError(f"A share must be between 0 and 1: {share}.")
        if paused < NOTHING:
            raise ValueError(f"Paused time must not be negative: {paused}.")
        local, due = self._local(received), self.due(received, amount, unit)
        promised = due - local if unit == CALENDAR_DAYS else self.working_time(local, due)
        return self._later(local, _part(promised, share) + paused, unit)

    def is_provisional(self, start: datetime, due: datetime) -> bool:
        """Whether a local year from start to due has no holiday decree yet, so that `due` may still move."""
        start, due = self._between(start, due)
        return any(year not in self.decreed_years for year in range(start.year, due.year + 1))

    def _later(self, moment: datetime, by: timedelta, unit: str) -> datetime:
        return moment + by if unit == CALENDAR_DAYS else self.add_minutes(moment, by)

    def _local(self, moment: datetime) -> datetime:
        if moment.utcoffset() is None:
            raise ValueError(f"The moment {moment} has no time zone.")
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(f"The moment {moment} is outside the years {FIRST_YEAR} to {LAST_YEAR}.")
        return moment.astimezone(self.zone)

    def _between(self, start: datetime, end: datetime) -> Span:
        start, end = self._local(start), self._local(end)
        if end < start:
            raise ValueError(f"The end {end} is before the start {start}.")
        return start, end

    def _open_day(self, day: date) -> date:
        """The first open day on or after `day`."""
        if day.year > LAST_YEAR:
            raise ValueError(TOO_FAR)
        first = day
        for _ in range(LONGEST_CLOSURE_DAYS):
            if self._spans(day):
                return day
            day += ONE_DAY
        raise ValueError(f"The hours leave no working time within {LONGEST_CLOSURE_DAYS} days from {first}.")

    def _open_time(self, day: date) -> timedelta:
        return sum((closes - opens for opens, closes in self._spans(day)), NOTHING)

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day not in self._known:
            rules = () if day in self.closed else self._rules[day.weekday()]
            marks = next((rule.marks() for rule in rules if rule.covers(day)), ())
            moments = [datetime.combine(day, mark, self.zone) for mark in marks]
            self._known[day] = tuple(zip(moments[::2], moments[1::2], strict=True))
        return self._known[day]


def _amount(value: Decimal | float) -> Decimal:
    amount = Decimal(value)
    if not amount.is_finite() or not 0 <= amount <= MOST:
        raise ValueError(f"The amount must be a number from 0 to {MOST}: {value}.")
    return amount


def _part(whole: timedelta, share: Decimal) -> timedelta:
    """`share` times `whole`, rounded to the microsecond."""
    return timedelta(microseconds=round(whole // MICROSECOND * share))
