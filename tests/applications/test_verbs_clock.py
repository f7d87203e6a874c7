"""The clock under the verbs, with the days counted by hand: Mon-Thu 08-14, Fri 08-11, tiers of 1, 2, 1 and 1 days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from applications import workflow
from foundation.audit.models import Entry
from sla.models import Timer
from tests import cast
from tests.applications import scenes
from tests.sla.recomputed import recomputed

pytestmark = pytest.mark.django_db
CODE = "izin-pemakaman"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


SENT = at(23, 9, 30)  # a Monday


@pytest.fixture
def file(catalogue):
    return cast.submitted(CODE, now=SENT)


def timers(file) -> tuple[Timer, Timer]:
    """(the service's, the newest step's)"""
    file = scenes.file_of(file)
    return file.timer, file.reviews.select_related("timer").order_by("opened_at", "round").last().timer


def story(timer) -> list[tuple[str, str]]:
    return list(timer.events.order_by("id").values_list("kind", "reason"))


def due(timer) -> datetime:
    """As stored, and as a second calculator recomputes it from the ledger."""
    assert recomputed(timer.pk)[0] == timer.due_at
    return timer.due_at


def test_sending_starts_the_promise_and_the_first_desk(file):
    service, tier = timers(file)
    assert (due(service), due(tier)) == (at(30, 14), at(24, 14))
    assert story(service) == story(tier) == [("start", "submitted")]
    assert scenes.file_of(file).complete_at == SENT


def test_passing_stops_the_desk_and_starts_the_next_one(file):
    first = timers(file)[1]
    scenes.passed(cast.open_review(file), now=at(24, 10))
    service, second = timers(file)
    assert story(Timer.objects.get(pk=first.pk)) == [("start", "submitted"), ("stop", "passed")]
    assert (second.started_at, due(second)) == (at(24, 10), at(26, 14))
    assert (due(service), service.stopped_at) == (at(30, 14), None)


def test_the_first_return_of_the_first_tier_begins_both_clocks_anew(file):
    scenes.returned(cast.open_review(file), now=at(24, 10))
    service, tier = timers(file)
    assert (service.stopped_at, tier.stopped_at) == (at(24, 10), at(24, 10))
    assert scenes.file_of(file).complete_at is None
    scenes.answered(file, now=at(26, 12))
    service, tier = timers(file)
    for timer in (service, tier):
        assert story(timer) == [("start", "submitted"), ("stop", "incomplete"), ("start", "completed")]
        assert (timer.started_at, timer.stopped_at) == (at(26, 12), None)
    assert (due(service), due(tier)) == (at(3, 14, month=12), at(27, 11))
    assert scenes.file_of(file).complete_at == at(26, 12)


def test_the_second_return_of_the_first_tier_only_pauses(file):
    scenes.returned(cast.open_review(file), now=at(23, 10))
    scenes.answered(file, now=at(23, 12))
    assert due(timers(file)[0]) == at(30, 14)
    scenes.returned(cast.open_review(file), now=at(24, 10))
    service, tier = timers(file)
    assert (service.paused_at, service.stopped_at) == (tier.paused_at, tier.stopped_at) == (at(24, 10), None)
    scenes.answered(file, now=at(25, 12))
    service, tier = timers(file)
    # Four hours of Tuesday and four of Wednesday.
    assert (due(service), due(tier)) == (at(2, 10, month=12), at(26, 10))
    assert service.started_at == at(23, 12)
    assert story(service)[3:] == [("pause", "returned"), ("resume", "answered")]
    assert scenes.file_of(file).complete_at == at(23, 12)


def test_a_return_of_a_later_tier_pauses_even_where_it_is_the_first_of_the_file(file):
    scenes.passed(cast.open_review(file), now=at(23, 10))
    scenes.returned(cast.open_review(file), now=at(24, 10))
    service, tier = timers(file)
    assert (service.paused_at, tier.paused_at) == (at(24, 10), at(24, 10))
    assert scenes.file_of(file).complete_at == SENT
    scenes.answered(file, now=at(25, 12))
    service, tier = timers(file)
    assert (due(service), due(tier)) == (at(2, 10, month=12), at(27, 10))
    assert service.started_at == SENT


def test_a_weekend_with_the_citizen_moves_nothing(file):
    scenes.passed(cast.open_review(file), now=at(23, 10))
    scenes.returned(cast.open_review(file), now=at(27, 11))
    scenes.answered(file, now=at(30, 8))
    assert due(timers(file)[0]) == at(30, 14)


def test_the_desks_clock_runs_on_through_its_rounds(file):
    step = cast.open_review(file)
    scenes.returned(step, now=at(23, 10))
    scenes.answered(file, now=at(23, 12))
    assert cast.open_review(file).timer_id == step.timer_id
    assert cast.open_review(file).round == 2


def test_the_promise_ends_with_the_product_and_not_with_the_approval(file):
    scenes.agreed(file, now=at(24, 8))
    service, last = timers(file)
    assert (service.stopped_at, last.stopped_at is None) == (None, False)
    workflow.issue(file.pk, cast.pdf_bytes(), now=at(25, 9))
    service = timers(file)[0]
    assert (service.stopped_at, story(service)[-1]) == (at(25, 9), ("stop", "issued"))
    assert {step.timer.stopped_at is None for step in file.reviews.select_related("timer")} == {False}


@pytest.mark.parametrize("paused", [False, True])
def test_an_ended_file_leaves_no_clock_behind(file, paused):
    scenes.passed(cast.open_review(file), now=at(23, 10))
    if paused:
        scenes.returned(cast.open_review(file), now=at(24, 10))
    workflow.withdraw(file.pk, by=file.filed_by, now=at(25, 9))
    service, tier = timers(file)
    assert (service.stopped_at, service.paused_at) == (tier.stopped_at, tier.paused_at) == (at(25, 9), None)
    assert story(service)[-1] == ("stop", "withdrawn")


# --- The thirty days ------------------------------------------------------------------------------


def refused(act) -> bool:
    with pytest.raises(ValidationError) as raised:
        act()
    return raised.value.code == "state"


def test_it_lapses_after_thirty_days_and_no_minute_sooner(file):
    scenes.returned(cast.open_review(file), now=at(24, 10))
    over = at(24, 10, month=12)
    assert scenes.file_of(file).lapses_at == over
    assert refused(lambda: workflow.lapse(file.pk, now=over - timedelta(minutes=1)))
    workflow.lapse(file.pk, now=over)
    ended = scenes.file_of(file)
    assert (ended.status, ended.closed_at, ended.lapses_at) == ("lapsed", over, None)
    assert refused(lambda: workflow.lapse(file.pk, now=over))
    assert refused(lambda: workflow.answer(file.pk, by=file.filed_by, now=over))


def test_an_answer_ends_the_thirty_days_and_a_new_return_begins_them_again(file):
    scenes.returned(cast.open_review(file), now=at(24, 10))
    scenes.answered(file, now=at(25, 10))
    assert scenes.file_of(file).lapses_at is None
    assert refused(lambda: workflow.lapse(file.pk, now=at(24, 10, month=12)))
    scenes.returned(cast.open_review(file), now=at(30, 9))
    # The sweep that read this file's id before the answer comes late.
    assert refused(lambda: workflow.lapse(file.pk, now=at(24, 10, month=12)))
    assert scenes.file_of(file).status == "needs_correction"


def test_a_running_file_never_lapses(file):
    assert refused(lambda: workflow.lapse(file.pk, now=at(23, 9) + timedelta(days=400)))


# --- Warned and rung, once -------------------------------------------------------------------------


def actions(file) -> list[tuple]:
    found = Entry.objects.about(file).filter(action__in=["application.warn", "application.escalate"])
    return [(entry.action, entry.params["clock"], entry.actor, entry.role) for entry in found]


def test_warning_and_ringing_leave_one_entry_each_however_often_they_are_called(file):
    tier = timers(file)[1]
    assert not workflow.warn(tier.pk, now=tier.warn_at - timedelta(minutes=1))
    assert [workflow.warn(tier.pk, now=tier.warn_at) for _ in range(3)] == [True, False, False]
    assert [workflow.escalate(tier.pk, now=tier.due_at) for _ in range(3)] == [True, False, False]
    assert actions(file) == [
        ("application.warn", "tier", None, ""),
        ("application.escalate", "tier", None, ""),
    ]


def test_a_clock_that_stands_still_does_not_ring(file):
    scenes.passed(cast.open_review(file), now=at(23, 10))
    scenes.returned(cast.open_review(file), now=at(24, 10))
    service = timers(file)[0]
    assert not workflow.escalate(service.pk, now=service.due_at + timedelta(days=9))
    assert actions(file) == []
