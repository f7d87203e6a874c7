"""A hundred complaints through a hundred and twenty days: each step is late on its day, once, to named persons.

The days are counted here a second time, from the decrees alone (SKB 3 Menteri for 2026 and 2027).
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Agency
from complaints import workflow
from complaints.models import Complaint
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from sla.tasks import announce
from tests import cast
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ZONE = ZoneInfo("Asia/Jakarta")
FIRST, DAYS = date(2026, 11, 23), 120
CLOSED = {
    date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 5), date(2027, 2, 5),
    date(2027, 3, 8), date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 11), date(2027, 3, 12), date(2027, 3, 15),
}  # fmt: skip
PER_DAY, ON_DAYS = 5, 20
# Working days from the first word; the mall closes at 14.00, on Fridays at 11.00.
VERIFY, FOLLOW_UP, REPLY, WHOLE, WHOLE_MISCONDUCT, WHOLE_OTHER = 3, 5, 10, 14, 60, 5


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def closing(day: date) -> time:
    return time(11) if day.weekday() == 4 else time(14)


def day_zero(at: datetime) -> date:
    """The day of receipt; after closing or on a closed day the next open one."""
    day = at.date()
    if is_open(day) and at.time() >= closing(day):
        day += timedelta(days=1)
    while not is_open(day):
        day += timedelta(days=1)
    return day


def working_day(at: datetime, number: int) -> date:
    """The n-th working day after the day of receipt."""
    day = day_zero(at)
    while number:
        day += timedelta(days=1)
        number -= is_open(day)
    return day


def minutes_between(start: datetime, end: datetime) -> int:
    total, day = 0, start.date()
    while day <= end.date():
        if is_open(day):
            opens, closes = (datetime.combine(day, one, ZONE) for one in (time(8), closing(day)))
            total += max(0, int((min(end, closes) - max(start, opens)).total_seconds() // 60))
        day += timedelta(days=1)
    return total


def later(day: date, minutes: int) -> date:
    """The day on which so many working minutes after the closing of `day` are over."""
    while minutes > 0:
        day += timedelta(days=1)
        if is_open(day):
            minutes -= 180 if day.weekday() == 4 else 360
    return day


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, 30), ZONE)


class Plot:
    """One complaint, what is done with it on which day, and what the clocks must say then."""

    def __init__(self, number: int):
        self.number = number
        day = FIRST + timedelta(days=number // PER_DAY)
        # Some after closing, some on Saturdays and Sundays.
        self.filed_at = at(day, 20 if number % 7 == 0 else 8)
        self.acts: dict[date, list] = {}
        self.expected: list[tuple[str, date]] = []
        plots = [
            self.nobody_looks, self.agency_sleeps, self.reporter_is_silent, self.reporter_replies_on_day_nine,
            self.disputed_and_forgotten, self.answered_meanwhile, self.misconduct, self.question, self.archived,
            self.accepted,
        ]  # fmt: skip
        self.more = {}
        plots[number % len(plots)]()

    def on(self, number: int, act, *, since: datetime | None = None) -> datetime:
        """Do it at half past nine of that working day."""
        moment = at(working_day(since or self.filed_at, number))
        self.acts.setdefault(moment.date(), []).append((moment, act))
        return moment

    def late(self, step: str, since: datetime, days: int) -> None:
        self.expected.append((f"escalate {step}", working_day(since, days)))

    def verified_and_forwarded(self) -> datetime:
        self.on(1, verify)
        return self.on(2, forward)

    def nobody_looks(self):
        self.late("verify", self.filed_at, VERIFY)
        self.late("whole", self.filed_at, WHOLE)

    def agency_sleeps(self):
        self.late("follow_up", self.verified_and_forwarded(), FOLLOW_UP)
        self.late("whole", self.filed_at, WHOLE)

    def reporter_is_silent(self):
        self.verified_and_forwarded()
        answered = self.on(4, answer)
        self.expected.append(("close_by_silence", working_day(answered, REPLY)))

    def reporter_replies_on_day_nine(self):
        self.verified_and_forwarded()
        replied = self.on(9, reply, since=self.on(4, answer))
        self.expected.append(("close_by_silence", working_day(replied, REPLY)))

    def disputed_and_forgotten(self):
        self.verified_and_forwarded()
        answered = self.on(4, answer)
        disputed = self.on(5, dispute, since=answered)
        self.late("follow_up", disputed, FOLLOW_UP)
        paused = minutes_between(answered, disputed)
        self.expected.append(("escalate whole", later(working_day(self.filed_at, WHOLE), paused)))

    def answered_meanwhile(self):
        self.verified_and_forwarded()
        self.on(5, answer_meanwhile)
        self.late("whole", self.filed_at, WHOLE)

    def misconduct(self):
        self.more = {"category": scenes.MISCONDUCT, "confidential": True}
        self.late("verify", self.filed_at, VERIFY)
        self.late("whole", self.filed_at, WHOLE_MISCONDUCT)

    def question(self):
        self.more = {"kind": Complaint.Kind.INFORMATION}
        self.on(1, verify)
        self.late("verify", self.filed_at, VERIFY)
        self.late("whole", self.filed_at, WHOLE_OTHER)

    def archived(self):
        self.on(2, archive)

    def accepted(self):
        self.verified_and_forwarded()
        self.on(2, accept, since=self.on(4, answer))


def verify(complaint, now):
    workflow.verify(
        complaint.pk, category=complaint.category, confidential=False, by=scenes.handler(), now=now
    )


def forward(complaint, now):
    workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=scenes.handler(), now=now)


def answer_meanwhile(complaint, now):
    workflow.answer_meanwhile(complaint.pk, "Sedang diperiksa.", by=scenes.official(), now=now)


def answer(complaint, now):
    workflow.answer(complaint.pk, "Sudah.", by=scenes.official(), now=now)


def reply(complaint, now):
    workflow.reply(complaint.pk, "Masih ada satu.", by=complaint.reporter, now=now)


def dispute(complaint, now):
    workflow.dispute(complaint.pk, "Belum.", by=complaint.reporter, now=now)


def archive(complaint, now):
    workflow.archive(complaint.pk, "too_general", "Sebutkan tempatnya.", by=scenes.handler(), now=now)


def accept(complaint, now):
    workflow.accept(complaint.pk, by=complaint.reporter, now=now)


@pytest.fixture
def played() -> dict[Plot, Complaint]:
    """Days go by: people do their part by day, the sweep looks at every evening."""
    scenes.handler(), scenes.coordinator(), scenes.official()
    plots = [Plot(number) for number in range(PER_DAY * ON_DAYS)]
    complaints = {}
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        for plot in plots:
            if plot.filed_at.date() == day:
                sender = cast.account(f"Sari{plot.number}")
                complaints[plot] = scenes.filed(by=sender, now=plot.filed_at, **plot.more)
            for moment, act in plot.acts.get(day, ()):
                act(Complaint.objects.get(pk=complaints[plot].pk), moment)
        announce(at(day, 22))
    return {plot: Complaint.objects.get(pk=complaint.pk) for plot, complaint in complaints.items()}


def told(complaint) -> list[tuple[str, date]]:
    entries = Entry.objects.about(complaint).filter(
        action__in=("complaint.escalate", "complaint.close_by_silence")
    )
    return [
        (" ".join([one.action.removeprefix("complaint."), one.params.get("step", "")]).strip(),
         one.at.astimezone(ZONE).date())
        for one in entries
    ]  # fmt: skip


def test_every_step_is_late_on_its_day_once_and_to_named_persons(played):
    """And a reply on day nine begins the ten again, and nothing is closed without an answer."""
    assert len(played) == 100
    ends = FIRST + timedelta(days=DAYS)
    wrong = {}
    for plot, complaint in played.items():
        expected = sorted(one for one in plot.expected if one[1] < ends)
        if sorted(told(complaint)) != expected:
            wrong[plot.number] = (expected, told(complaint))
    assert not wrong
    assert not Complaint.objects.filter(status=Complaint.Status.CLOSED, answered_at=None).exists()
    silent = [plot for plot, one in played.items() if plot.number % 10 in (2, 3)]
    assert {played[plot].status for plot in silent} == {Complaint.Status.CLOSED}
    assert_each_was_told_to_whoever_can_still_keep_it(played)


def assert_each_was_told_to_whoever_can_still_keep_it(played) -> None:
    desk = {"verify": {"Budi", "Ratna"}, "follow_up": {"Budi", "Ratna", "Wayan"}}
    for entry in Entry.objects.filter(action="complaint.escalate"):
        bells = Notification.objects.filter(entry=entry, channel="bell")
        names = Counter(bells.values_list("recipient__name", flat=True))
        complaint = Complaint.objects.get(pk=entry.target_id)
        asked = complaint.assigned_agency_id is not None
        wanted = desk.get(entry.params["step"], desk["follow_up" if asked else "verify"])
        assert names == Counter(dict.fromkeys(wanted, 1)), (entry.params, names)
