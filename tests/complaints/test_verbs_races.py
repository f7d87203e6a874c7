"""Two hands on one complaint at the same moment, on real PostgreSQL: one act happens, the other is told so.

Each race is run again without lock and guard; there it must go wrong, or the race could not show anything.
"""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from django.db.models import F, QuerySet

from accounts.models import Agency, User
from complaints import workflow
from complaints.models import Complaint
from complaints.workflow import case
from foundation.audit.models import Entry
from sla.models import Timer
from sla.tasks import announce
from tests import cast
from tests.applications.at_once import DONE, Company, one_won
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("catalogue")]
ROUNDS, CONTROLS = 8, 4
MINUTE = timedelta(minutes=1)


@pytest.fixture
def at_once():
    company = Company(2)
    yield company.at_once
    company.go_home()


def act(verb, complaint, *arguments, by=None, now, **more):
    """One verb as a thread calls it: with the person as a new request meets her."""

    def call():
        who = {"by": User.objects.get(pk=by.pk)} if by else {}
        getattr(workflow, verb)(complaint.pk, *arguments, now=now, **who, **more)

    return call


def entries(complaint, *verbs) -> int:
    actions = [f"complaint.{verb}" for verb in verbs]
    return Entry.objects.about(complaint).filter(action__in=actions).count()


def two_verifiers(now):
    complaint = scenes.filed(now=now)
    officers = [cast.officer(f"Budi{number}", "complaint_officer") for number in (1, 2)]
    choice = {"category": complaint.category, "confidential": False, "seen": complaint.version}
    return complaint, ("verify",), [act("verify", complaint, by=who, now=now, **choice) for who in officers]


def forward_twice(now):
    complaint = scenes.verified(scenes.filed(now=now), now=now)
    acts = []
    for who, code in ((scenes.handler(), scenes.AGENCY), (scenes.coordinator(), "dinkes")):
        scenes.official(code)
        agency, seen = Agency.objects.get(code=code), complaint.version
        acts.append(act("forward", complaint, agency, by=who, now=now, seen=seen))
    return complaint, ("forward",), acts


def two_answers(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    people = (scenes.official(), scenes.handler())
    acts = [act("answer", complaint, "Sudah.", by=who, now=now) for who in people]
    return complaint, ("answer",), acts


def dispute_and_silence(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    late = complaint.timer.due_at + MINUTE
    acts = [
        act("dispute", complaint, "Belum.", by=complaint.reporter, now=late),
        act("close_by_silence", complaint, now=late),
    ]
    return complaint, ("dispute", "close_by_silence"), acts


def reply_and_close(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    late = complaint.timer.due_at + MINUTE
    acts = [
        act("reply", complaint, "Masih ada satu.", by=complaint.reporter, now=late),
        act("close", complaint, by=scenes.handler(), now=late),
    ]
    return complaint, ("reply", "close"), acts


def accept_and_dispute(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    acts = [
        act("accept", complaint, by=complaint.reporter, now=now),
        act("dispute", complaint, "Belum.", by=complaint.reporter, now=now),
    ]
    return complaint, ("accept", "dispute"), acts


RACES = [two_verifiers, forward_twice, two_answers, dispute_and_silence, reply_and_close, accept_and_dispute]


@pytest.mark.parametrize("race", RACES)
def test_one_act_happens_and_the_other_is_told(now, at_once, race):
    for number in range(ROUNDS):
        moment = now + timedelta(hours=number)
        complaint, verbs, acts = race(moment)
        outcomes = at_once(*acts)
        assert one_won(outcomes), outcomes
        assert entries(complaint, *verbs) == 1
        clocks_agree(complaint)


def clocks_agree(complaint) -> None:
    """Open: its step is measured by one running clock; over: no clock runs."""
    complaint = Complaint.objects.get(pk=complaint.pk)
    over = complaint.status in (Complaint.Status.CLOSED, Complaint.Status.ARCHIVED)
    running = Timer.objects.filter(stopped_at=None)
    about = running.filter(pk__in=(complaint.timer_id, complaint.whole_timer_id))
    assert about.exists() != over
    # Every other complaint of these rounds has at most its two; a lost one would still run here.
    held = Complaint.objects.values_list("timer", "whole_timer")
    assert not running.exclude(pk__in=[pk for pair in held for pk in pair]).exists()


def test_an_answer_comes_through_whatever_the_clock_does(now, at_once):
    for number in range(ROUNDS):
        complaint = scenes.disputed(scenes.filed(now=now + timedelta(hours=number)), now=now)
        late = complaint.timer.due_at + timedelta(days=30)
        answer = act("answer", complaint, "Kini sudah.", by=scenes.official(), now=late)
        outcomes = at_once(answer, act("close_by_silence", complaint, now=late))
        assert outcomes[0] == DONE and outcomes[1].startswith("state"), outcomes
        assert Complaint.objects.get(pk=complaint.pk).status == Complaint.Status.ANSWERED


def test_two_sweeps_close_and_escalate_once(now, at_once):
    silent = scenes.answered(scenes.filed(now=now), now=now)
    waiting = scenes.filed(now=now)
    late = silent.timer.due_at + MINUTE
    at_once(lambda: announce(late), lambda: announce(late))
    assert entries(silent, "close_by_silence") == 1
    steps = (
        Entry.objects.about(waiting)
        .filter(action="complaint.escalate")
        .values_list("params__step", flat=True)
    )
    assert sorted(steps) == ["verify"]


def test_forms_sent_at_once_do_not_pass_the_five_of_an_hour(now, at_once):
    sari = cast.citizen("Sari")
    for number in range(ROUNDS):
        hour = now + timedelta(hours=2 * number)
        for _one in range(4):
            scenes.filed(by=sari, now=hour)
        outcomes = at_once(*[partial(workflow.file, scenes.told(), by=sari, now=hour)] * 2)
        assert sorted(one.split(":")[0] for one in outcomes) == [DONE, "too_many"], outcomes


@contextmanager
def unguarded(monkeypatch):
    """The verbs as they would be without their lock and their guarded write: all read before anybody writes."""
    meeting, with_lock = Barrier(2), case.locked

    def read_together(complaint_id):
        complaint = with_lock(complaint_id)
        try:
            meeting.wait(2)
        except BrokenBarrierError:
            meeting.reset()
        return complaint

    def change(self, **values):
        for name, value in values.items():
            setattr(self.complaint, name, value)
        stored = {
            name: Complaint._meta.get_field(name).pre_save(self.complaint, add=False) for name in values
        }
        Complaint.objects.filter(pk=self.complaint.pk).update(version=F("version") + 1, **stored)

    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self.all())
        patched.setattr(case, "locked", read_together)
        patched.setattr(case.Case, "change", change)
        yield


@pytest.mark.parametrize("race", [two_verifiers, forward_twice])
def test_without_lock_and_guard_both_happen(now, at_once, monkeypatch, race):
    """The control: taken away, the same race goes wrong."""
    doubles = 0
    for number in range(CONTROLS):
        complaint, verbs, acts = race(now + timedelta(hours=number))
        with unguarded(monkeypatch):
            at_once(*acts)
        doubles += entries(complaint, *verbs) > 1
    assert doubles
