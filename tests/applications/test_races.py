"""Two hands on one file at the same moment, on real PostgreSQL: one act happens, the other is told so.

Each race is run again without lock and guard; there it must go wrong, or the race could not show anything.
"""

from datetime import timedelta
from functools import partial
from time import sleep

import pytest
from django.db import transaction

from accounts.models import User
from applications import workflow
from applications.models import Application, Permit, Review
from applications.workflow import case
from foundation.audit.models import Entry
from foundation.audit.trail import record
from sla.models import Timer
from tests import cast
from tests.applications import scenes
from tests.applications.at_once import DONE, in_turn, one_won, unguarded

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, CONTROLS = 20, 4
CODE = "pbb-salinan-sppt"  # one document only


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


@pytest.fixture
def short(sari, now):
    """One desk decides, and the portal issues: the shortest way to a permit."""
    return scenes.published(CODE, now, orders=[1], product_kind="permit")


def ready(now, *, claim: bool = True):
    """A sent file at its only step, claimed by its officer."""
    file = cast.submitted(CODE, now=now)
    step = cast.open_review(file)
    return file, step, scenes.claimed(step, now=now) if claim else None


def act(verb, file, step, *, by, now, **more):
    """One verb as a thread calls it: with the person as a new request meets her."""

    def call():
        arguments = (file.pk, step.pk) if step else (file.pk,)
        getattr(workflow, verb)(*arguments, by=User.objects.get(pk=by.pk), now=now, **more)

    return call


def entries(file, *verbs) -> int:
    actions = [f"application.{verb}" for verb in verbs]
    return Entry.objects.about(file).filter(action__in=actions).count()


def running(file) -> int:
    timers = {file.timer_id, *file.reviews.values_list("timer", flat=True)} - {None}
    return Timer.objects.filter(pk__in=timers, stopped_at__isnull=True).count()


# --- One claim ------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [2, 8])
def test_one_of_many_officers_gets_the_file_and_the_others_learn_who_and_when(short, now, at_once, many):
    officers = [cast.officer(f"Budi{number}", "front_office", "bppkad") for number in range(1, many + 1)]
    for _ in range(ROUNDS):
        file, step, _nobody = ready(now, claim=False)
        outcomes = at_once(*(act("claim", file, step, by=who, now=now) for who in officers))
        winner = Review.objects.get(pk=step.pk).claimed_by
        assert one_won(outcomes), outcomes
        assert outcomes[officers.index(winner)] == DONE
        for outcome in set(outcomes) - {DONE}:
            assert f"sudah diambil oleh {winner.name} pukul 09.30" in outcome
        assert entries(file, "claim") == 1


def test_claims_without_a_guard_are_given_twice(short, now, at_once):
    """The control: a claim that looks first and writes afterwards, as one would write it without thinking."""
    officers = [cast.officer(f"Budi{number}", "front_office", "bppkad") for number in (1, 2)]

    def naive(step, by):
        with transaction.atomic():
            review = Review.objects.get(pk=step.pk)
            sleep(0.05)
            if review.claimed_by is None:
                review.claimed_by, review.claimed_at = by, now
                review.save()
                record("application.claim", review.application, by=by, at=now)

    doubles = 0
    for _ in range(CONTROLS):
        file, step, _nobody = ready(now, claim=False)
        at_once(*(partial(naive, step, who) for who in officers))
        doubles += entries(file, "claim") > 1
    assert doubles


# --- One fate -------------------------------------------------------------------------------------


def approve_and_withdraw(now, sari):
    file, step, budi = ready(now)
    verdicts = cast.fits(file)
    return file, [
        act("approve", file, step, by=budi, now=now, verdicts=verdicts),
        act("withdraw", file, None, by=sari, now=now),
    ]


def approve_and_reject(now, sari):
    file, step, budi = ready(now)
    return file, [
        act("approve", file, step, by=budi, now=now, verdicts=cast.fits(file)),
        act("reject", file, step, by=budi, now=now, legal_ground="Perda 1/2026", reason="Sudah penuh."),
    ]


def approve_twice(now, sari):
    file, step, budi = ready(now)
    return file, [act("approve", file, step, by=budi, now=now, verdicts=cast.fits(file))] * 2


def submit_twice(now, sari):
    file = cast.drafted(CODE, by=sari, now=now)
    return file, [act("submit", file, None, by=sari, now=now)] * 2


def submit_and_discard(now, sari):
    file = cast.drafted(CODE, by=sari, now=now)
    return file, [act(verb, file, None, by=sari, now=now) for verb in ("submit", "discard")]


def answer_and_lapse(now, sari):
    file, later = corrected(now, sari), now + timedelta(days=30)
    return file, [act("answer", file, None, by=sari, now=later), partial(workflow.lapse, file.pk, now=later)]


def corrected(now, sari):
    """Returned, and everything asked for is uploaded: it can be answered."""
    file, step, budi = ready(now)
    verdicts, code = scenes.with_fault(file)
    workflow.return_for_correction(file.pk, step.pk, by=budi, now=now, verdicts=verdicts)
    scenes.upload_again(file, code, by=sari, now=now)
    return file


FATES = {
    approve_and_withdraw: ("approve", "withdraw"),
    approve_and_reject: ("approve", "reject"),
    approve_twice: ("approve",),
    submit_twice: ("submit",),
    submit_and_discard: ("submit", "discard"),
    answer_and_lapse: ("answer", "lapse"),
}
AFTER = {"approve": "approved", "withdraw": "withdrawn", "reject": "rejected", "submit": "submitted",
         "answer": "in_review", "lapse": "lapsed"}  # fmt: skip


def contradictions(file, outcomes, fates) -> list[str]:
    """Everything that tells of two fates: an act too many, a permit without its file, a clock that runs on."""
    present = Application.objects.filter(pk=file.pk).first()
    found = [] if one_won(outcomes) else [f"outcomes {outcomes}"]
    made = [verb for verb in fates for _ in range(entries(file, verb))]
    if len(made) != 1:
        return [*found, f"entries {made}"]
    if (present and present.status) != AFTER.get(made[0]):
        found.append(f"{made[0]} left {present and present.status}")
    if present and bool(Permit.objects.filter(application=present)) != (present.status == "approved"):
        found.append("a permit for another fate")
    closed = present and present.status in ("withdrawn", "rejected", "lapsed")
    if closed and (running(present) or present.reviews.open().exists()):
        found.append("an open step or a running clock")
    steps = {"submitted": 1, "approved": 1, "in_review": 2}
    if present and present.reviews.count() != steps.get(present.status, present.reviews.count()):
        found.append("a step too many")
    return found


@pytest.mark.parametrize("scene", FATES, ids=lambda scene: scene.__name__)
def test_a_file_has_one_fate(short, now, sari, at_once, scene):
    for _ in range(ROUNDS):
        file, acts = scene(now, sari)
        assert contradictions(file, at_once(*acts), FATES[scene]) == []


@pytest.mark.parametrize("scene", FATES, ids=lambda scene: scene.__name__)
def test_without_lock_and_guard_it_has_two(short, now, sari, at_once, scene, monkeypatch):
    found = []
    for _ in range(CONTROLS):
        file, acts = scene(now, sari)
        with unguarded(monkeypatch):
            outcomes = at_once(*acts)
        found += contradictions(file, outcomes, FATES[scene])
    assert found


# --- Side by side ---------------------------------------------------------------------------------


def both_pass(now):
    """Two tiers of equal order at the point of passing; the file and their acts."""
    file = cast.submitted("izin-pemakaman", now=now)
    acts = []
    for step in scenes.open_steps(file):
        who = scenes.claimed(step, now=now)
        acts.append(act("pass_on", file, step, by=who, now=now, verdicts=cast.fits(file), opinion="for"))
    return file, acts


def test_the_next_desk_opens_once_when_two_tiers_pass_at_the_same_moment(sari, now, at_once):
    scenes.published("izin-pemakaman", now, orders=[1, 1, 2])
    for _ in range(ROUNDS):
        file, acts = both_pass(now)
        assert at_once(*acts) == [DONE, DONE]
        assert [step.tier.order for step in scenes.open_steps(file)] == [2]
        assert entries(file, "pass_on") == 2


def test_without_lock_neither_sees_the_other_and_no_desk_opens(sari, now, at_once, monkeypatch):
    scenes.published("izin-pemakaman", now, orders=[1, 1, 2])
    opened = []
    for _ in range(CONTROLS):
        file, acts = both_pass(now)
        with unguarded(monkeypatch):
            at_once(*acts)
        opened.append(len(scenes.open_steps(file)))
    assert opened != [1] * CONTROLS


# --- Clocks are read after the lock ---------------------------------------------------------------


def submitted_then_withdrawn(now, sari):
    file = cast.drafted(CODE, by=sari, now=now)
    return file, [act(verb, file, None, by=sari, now=now) for verb in ("submit", "withdraw")]


def answered_then_withdrawn(now, sari):
    file = corrected(now, sari)
    return file, [act(verb, file, None, by=sari, now=now) for verb in ("answer", "withdraw")]


WAITING = [submitted_then_withdrawn, answered_then_withdrawn]


@pytest.mark.parametrize("scene", WAITING, ids=lambda scene: scene.__name__)
def test_a_clock_started_while_somebody_waited_for_the_lock_is_stopped_too(
    short, now, sari, at_once, scene, monkeypatch
):
    for _ in range(3):
        file, acts = scene(now, sari)
        with in_turn(monkeypatch, case.locked, *acts) as turns:
            assert at_once(*turns) == [DONE, DONE]
        assert scenes.file_of(file).status == "withdrawn"
        assert running(scenes.file_of(file)) == 0


@pytest.mark.parametrize("scene", WAITING, ids=lambda scene: scene.__name__)
def test_a_clock_joined_to_the_locking_query_runs_on(short, now, sari, at_once, scene, monkeypatch):
    """The control: PostgreSQL gives the locked row as it is now, and what is joined to it as it was."""

    def joined(application_id):
        rows = Application.objects.select_for_update(of=("self",))
        return rows.select_related("standard__service__agency", "applicant__user", "filed_by", "timer").get(
            pk=application_id
        )

    file, acts = scene(now, sari)
    with in_turn(monkeypatch, joined, *acts) as turns:
        at_once(*turns)
    assert running(scenes.file_of(file)) == 1
