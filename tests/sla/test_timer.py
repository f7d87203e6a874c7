"""The verbs of a timer: each moves the due time by exactly what it says, once, and leaves its line."""

import random
from datetime import UTC, timedelta

import pytest
from django.core.exceptions import ValidationError

from sla import workflow
from sla.calendars import Calendars
from sla.models import Timer
from tests.cast import account
from tests.sla.offices import MALL as MALL_CALENDAR
from tests.sla.offices import at
from tests.sla.recomputed import lines, recomputed

RECEIVED = at("2026-11-23T09:30")

pytestmark = pytest.mark.usefixtures("mall_calendar")


def begun(amount=3, received=RECEIVED) -> Timer:
    timer, event = workflow.start(
        Calendars(), amount=amount, agency_id=None, received=received, by=account("Sari"), reason="submitted"
    )
    workflow.write(event)
    return fresh(timer)


def fresh(timer) -> Timer:
    return Timer.objects.get(pk=timer.pk)


def paused(timer, now) -> Timer:
    workflow.write(workflow.pause(timer, now=now, by=account("Ratna"), reason="returned"))
    return fresh(timer)


def resumed(timer, now) -> Timer:
    workflow.write(workflow.resume(timer, Calendars(), now=now, by=account("Sari"), reason="answered"))
    return fresh(timer)


def stopped(timer, now, reason="passed") -> Timer:
    workflow.write(workflow.stop(timer, now=now, by=account("Ratna"), reason=reason))
    return fresh(timer)


def restarted(timer, received) -> Timer:
    act = {"received": received, "by": account("Sari"), "reason": "completed"}
    workflow.write(workflow.restart(timer, Calendars(), **act))
    return fresh(timer)


def test_it_is_due_at_the_closing_of_the_last_day_and_warns_at_three_quarters():
    timer = begun(amount=3)
    assert timer.due_at == at("2026-11-26T14:00")
    # 4.5 hours are left of Monday and three days of 6: three quarters of 22.5 hours end on Thursday.
    assert timer.warn_at == at("2026-11-26T08:22:30")
    assert not timer.provisional
    assert (timer.paused_at, timer.stopped_at, timer.warned_at, timer.rang_at) == (None,) * 4


def test_the_due_time_moves_by_exactly_the_working_time_paused():
    timer = begun(amount=3)
    due = timer.due_at
    timer = paused(timer, at("2026-11-24T13:00"))
    assert timer.due_at == due
    timer = resumed(timer, at("2026-11-25T10:15"))
    # One hour of Tuesday, two and a quarter of Wednesday.
    assert MALL_CALENDAR.working_time(due, timer.due_at) == timedelta(hours=3, minutes=15)
    assert timer.due_at == at("2026-11-30T08:15")
    assert timer.paused_at is None


def test_a_pause_over_a_closed_weekend_moves_nothing():
    timer = begun(amount=5)
    due, warning = timer.due_at, timer.warn_at
    timer = resumed(paused(timer, at("2026-11-27T11:00")), at("2026-11-30T08:00"))
    assert (timer.due_at, timer.warn_at) == (due, warning)


def test_the_instance_in_hand_says_what_the_row_says():
    timer = begun()
    acts = [
        lambda: workflow.pause(timer, now=at("2026-11-24T09:00"), by=None, reason="returned"),
        lambda: workflow.resume(timer, Calendars(), now=at("2026-11-24T10:00"), by=None, reason="answered"),
        lambda: workflow.stop(timer, now=at("2026-11-24T11:00"), by=None, reason="incomplete"),
        lambda: workflow.restart(
            timer, Calendars(), received=at("2026-11-25T09:00"), by=None, reason="completed"
        ),
    ]
    for act in acts:
        event = act()
        assert event.due_at == timer.due_at
        workflow.write(event)
        kept = fresh(timer)
        for field in Timer._meta.concrete_fields:
            assert getattr(timer, field.attname) == getattr(kept, field.attname), field.name


def refused(act) -> None:
    with pytest.raises(ValidationError) as refusal:
        act()
    assert refusal.value.code == "state"
    assert refusal.value.messages == ["Hitungan waktu berkas ini sudah berubah. Muat ulang halaman."]


def test_a_clock_resumes_once():
    timer = begun()
    held = paused(timer, at("2026-11-24T09:00"))
    again = fresh(held)
    resumed(held, at("2026-11-24T10:00"))
    due = fresh(timer).due_at
    for late in (again, fresh(timer)):
        refused(
            lambda one=late: workflow.resume(
                one, Calendars(), now=at("2026-11-24T11:00"), by=None, reason="answered"
            )
        )
    assert fresh(timer).due_at == due
    assert [line.kind for line in lines(timer.pk)] == ["start", "pause", "resume"]


@pytest.mark.parametrize("meanwhile", [resumed, stopped])
def test_a_stale_resume_is_refused_even_where_the_due_time_has_not_moved(meanwhile):
    held = paused(begun(amount=5), at("2026-11-27T11:00"))
    meanwhile(fresh(held), at("2026-11-28T10:00"))
    refused(
        lambda: workflow.resume(held, Calendars(), now=at("2026-11-29T10:00"), by=None, reason="answered")
    )


def test_a_clock_pauses_once():
    timer = begun()
    paused(timer, at("2026-11-24T09:00"))
    for late in (timer, fresh(timer)):
        refused(lambda one=late: workflow.pause(one, now=at("2026-11-24T11:00"), by=None, reason="returned"))
    assert fresh(timer).paused_at == at("2026-11-24T09:00")


def test_a_stopped_clock_neither_pauses_nor_resumes():
    timer = stopped(paused(begun(), at("2026-11-24T09:00")), at("2026-11-24T10:00"))
    assert timer.paused_at is None
    refused(lambda: workflow.pause(timer, now=at("2026-11-24T11:00"), by=None, reason="returned"))
    refused(
        lambda: workflow.resume(timer, Calendars(), now=at("2026-11-24T11:00"), by=None, reason="answered")
    )


def test_stopping_again_changes_nothing_and_writes_no_line():
    timer = begun()
    stale = fresh(timer)
    stopped(timer, at("2026-11-24T10:00"))
    for one in (stale, fresh(timer)):
        assert workflow.stop(one, now=at("2026-11-25T10:00"), by=None, reason="withdrawn") is None
    assert fresh(timer).stopped_at == at("2026-11-24T10:00")
    assert [line.kind for line in lines(timer.pk)] == ["start", "stop"]


def test_a_restart_counts_from_the_completing_answer_as_if_nothing_had_been():
    timer = begun(amount=3)
    workflow.mark_warned(timer.pk, now=at("2026-11-26T09:00"))
    workflow.mark_rung(timer.pk, now=at("2026-11-26T14:00"))
    timer = stopped(fresh(timer), at("2026-11-27T09:00"), "incomplete")
    timer = restarted(timer, at("2026-12-01T09:30"))
    assert timer.started_at == at("2026-12-01T09:30")
    assert timer.due_at == at("2026-12-04T11:00")
    assert (timer.stopped_at, timer.warned_at, timer.rang_at) == (None, None, None)


@pytest.mark.parametrize("reason", ["passed", "approved", "withdrawn", "lapsed"])
def test_nothing_begins_anew_after_any_other_stop(reason):
    timer = stopped(begun(), at("2026-11-24T09:00"), reason)
    refused(lambda: restarted(timer, at("2026-11-25T09:00")))
    assert fresh(timer).stopped_at == at("2026-11-24T09:00")


def test_a_running_or_paused_clock_does_not_begin_anew():
    timer = begun()
    refused(lambda: restarted(timer, at("2026-11-25T09:00")))
    held = paused(timer, at("2026-11-24T09:00"))
    refused(lambda: restarted(held, at("2026-11-25T09:00")))


def test_who_read_the_clock_before_it_stopped_does_not_begin_it_anew():
    timer = begun()
    stopped(fresh(timer), at("2026-11-24T09:00"), "incomplete")
    refused(lambda: restarted(timer, at("2026-11-25T09:00")))


def test_nobody_resets_a_clock_twice():
    timer = stopped(begun(), at("2026-11-24T09:00"), "incomplete")
    timer = restarted(timer, at("2026-11-25T09:00"))
    timer = stopped(timer, at("2026-11-26T09:00"), "incomplete")
    due = timer.due_at
    refused(lambda: restarted(timer, at("2026-11-27T09:00")))
    assert fresh(timer).due_at == due


def test_a_clock_set_back_writes_no_line_before_the_one_it_continues():
    timer = paused(begun(), at("2026-11-24T09:00"))
    due = timer.due_at
    timer = resumed(timer, at("2026-11-24T08:10"))
    assert timer.due_at == due
    assert lines(timer.pk)[-1].at == at("2026-11-24T09:00")
    timer = paused(timer, at("2026-11-20T08:00"))
    assert lines(timer.pk)[-1].at == timer.started_at
    assert stopped(timer, at("2026-11-20T08:00")).stopped_at == timer.started_at
    timer = stopped(begun(), at("2026-11-24T09:00"), "incomplete")
    assert restarted(timer, at("2026-11-24T08:10")).started_at == at("2026-11-24T09:00")


@pytest.mark.parametrize("mark", [workflow.mark_warned, workflow.mark_rung])
def test_a_clock_is_marked_once_and_only_when_it_runs_and_its_moment_has_come(mark):
    early, late = at("2026-11-26T08:00"), at("2026-11-30T09:00")
    timer = begun()
    assert not mark(timer.pk, now=early)
    assert mark(timer.pk, now=late)
    assert not mark(timer.pk, now=late)
    held, over = begun(), begun()
    paused(held, at("2026-11-24T09:00"))
    stopped(over, at("2026-11-24T09:00"))
    for one in (held, over):
        assert not mark(one.pk, now=late)
        assert (fresh(one).warned_at, fresh(one).rang_at) == (None, None)


def test_a_clock_that_has_rung_does_not_warn_any_more():
    timer = begun()
    assert workflow.mark_rung(timer.pk, now=at("2026-11-30T09:00"))
    assert not workflow.mark_warned(timer.pk, now=at("2026-11-30T09:00"))


def test_each_line_says_who_why_and_the_due_time_after_it():
    timer = resumed(paused(begun(), at("2026-11-24T09:00")), at("2026-11-25T09:00"))
    told = [(event.kind, event.actor.name, event.reason, event.due_at) for event in timer.events.all()]
    assert told == [
        ("start", "Sari", "submitted", at("2026-11-26T14:00")),
        ("pause", "Ratna", "returned", at("2026-11-26T14:00")),
        ("resume", "Sari", "answered", timer.due_at),
    ]


def test_a_promise_into_a_year_without_a_decree_is_provisional():
    assert not begun(3, at("2027-12-28T09:00")).provisional
    assert begun(4, at("2027-12-28T09:00")).provisional


def test_anyone_can_recompute_due_and_warning_from_the_ledger():
    dice = random.Random(23)  # noqa: S311
    for _ in range(60):
        moment = (at("2025-01-02T00:00") + timedelta(seconds=dice.randrange(2 * 365 * 86400))).astimezone(UTC)
        timer = begun(dice.choice(["0.25", "0.5", "0.75", "1", "1.5", "2.25", "3", "7", "14"]), moment)
        for act in _random_acts(dice):
            moment += timedelta(seconds=dice.randrange(1, 4 * 86400))
            timer = act(timer, moment)
            assert (timer.due_at, timer.warn_at) == recomputed(timer.pk)
            assert timer.events.last().due_at == timer.due_at


def _random_acts(dice) -> list:
    acts = [paused, resumed] * dice.randrange(5)
    if dice.random() < 0.3:
        incomplete = [lambda timer, now: stopped(timer, now, "incomplete"), restarted]
        acts = incomplete + acts
    if dice.random() < 0.3:
        acts = [*acts, paused]
    return [*acts, stopped]
