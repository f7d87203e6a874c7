"""Tiers of equal order: each decides for itself, the citizen answers those that asked, the next opens once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from applications import workflow
from applications.models import FormerAnswers, Permit, Review
from foundation.notifications.models import Notification
from sla.models import Timer
from tests import cast
from tests.applications import scenes

pytestmark = pytest.mark.django_db
CODE = "izin-pemakaman"
FIRST, MIDDLE, LAST = [1, 1, 2, 3], [1, 2, 2, 3], [1, 2, 3, 3]


def sent(orders, now):
    scenes.published(CODE, now, orders=orders)
    return cast.submitted(CODE, now=now)


@pytest.fixture
def pair(catalogue, now):
    """A file before two tiers of the second order."""
    file = sent(MIDDLE, now)
    scenes.passed_until(file, 2, now=now)
    return file, *scenes.open_steps(file)


def orders(file) -> list[int]:
    return [step.tier.order for step in scenes.open_steps(file)]


def status(file) -> str:
    return scenes.file_of(file).status


def test_both_are_open_from_the_beginning_of_their_order(pair):
    file, one, other = pair
    assert orders(file) == [2, 2]
    assert one.opened_at == other.opened_at
    assert one.timer_id != other.timer_id


def test_the_next_opens_only_when_both_have_passed(pair, now):
    file, one, other = pair
    scenes.passed(other, now=now)
    assert orders(file) == [2]
    assert status(file) == "in_review"
    scenes.passed(one, now=now + timedelta(hours=1))
    assert orders(file) == [3]
    assert scenes.open_steps(file)[0].opened_at == now + timedelta(hours=1)


def test_one_returns_while_the_other_passes(pair, now):
    file, one, other = pair
    scenes.returned(one, now=now)
    assert status(file) == "needs_correction"
    scenes.passed(other, now=now)
    assert (status(file), orders(file)) == ("needs_correction", [])
    scenes.answered(file, now=now)
    assert (status(file), orders(file)) == ("in_review", [2])
    again = scenes.open_steps(file)[0]
    assert (again.tier_id, again.round, again.timer_id) == (one.tier_id, 2, one.timer_id)
    scenes.passed(again, now=now)
    assert orders(file) == [3]


def test_the_other_goes_on_while_the_citizen_has_the_file(pair, now):
    file, one, other = pair
    scenes.returned(one, now=now)
    scenes.answered(file, now=now)
    assert orders(file) == [2, 2]
    kept = Review.objects.get(pk=other.pk)
    assert (kept.round, kept.decision, kept.timer.paused_at) == (1, "", None)


def test_both_return_and_one_answer_opens_both_again(pair, now):
    file, one, other = pair
    scenes.returned(one, now=now)
    scenes.returned(other, now=now + timedelta(minutes=30))
    assert {step.decision for step in Review.objects.filter(pk__in=[one.pk, other.pk])} == {"returned"}
    asked = workflow.waiting_verdicts(scenes.file_of(file))
    assert {verdict.review_id for verdict in asked} == {one.pk, other.pk}
    scenes.answered(file, now=now + timedelta(hours=1))
    assert [(step.tier.order, step.round) for step in scenes.open_steps(file)] == [(2, 2), (2, 2)]
    assert not FormerAnswers.objects.exists()


def test_the_service_pauses_once_for_two_returns_and_each_desk_for_its_own(pair, now):
    file, one, other = pair
    service = scenes.file_of(file).timer
    tier_dues = {step.pk: step.timer.due_at for step in (one, other)}
    scenes.returned(one, now=now)
    scenes.returned(other, now=now + timedelta(minutes=30))
    scenes.answered(file, now=now + timedelta(hours=1))
    moved = scenes.file_of(file).timer.due_at - service.due_at
    kinds = list(service.events.order_by("id").values_list("kind", flat=True))
    assert kinds == ["start", "pause", "resume"]
    # From closing time onwards an hour of Monday is an hour of the next morning.
    assert moved == timedelta(hours=19)
    minutes = {
        step.pk: Timer.objects.get(pk=step.timer_id).due_at - tier_dues[step.pk] for step in (one, other)
    }
    assert minutes == {one.pk: timedelta(hours=19), other.pk: timedelta(hours=18, minutes=30)}


def test_a_second_upload_is_wanted_by_whom_judged_the_first_one(pair, now):
    """The other tier finds fault with the document that was already replaced: it needs another one."""
    file, one, other = pair
    code = scenes.returned(one, now=now)
    scenes.upload_again(file, code, by=file.filed_by, now=now)
    assert scenes.returned(other, now=now) == code
    with pytest.raises(ValidationError, match="Unggah berkas pengganti"):
        workflow.answer(file.pk, by=file.filed_by, now=now)
    scenes.upload_again(file, code, by=file.filed_by, now=now)
    workflow.answer(file.pk, by=file.filed_by, now=now)
    versions = file.reviews.filter(verdicts__value="mend").values_list(
        "verdicts__attachment__version", flat=True
    )
    assert sorted(versions) == [1, 2]


def test_side_by_side_first_tiers_begin_the_clock_anew_for_one_return_only(catalogue, now):
    file = sent(FIRST, now)
    one, other = scenes.open_steps(file)
    scenes.returned(one, now=now)
    scenes.returned(other, now=now)
    service = scenes.file_of(file).timer
    reasons = {
        step.pk: list(step.timer.events.order_by("id").values_list("kind", "reason")) for step in (one, other)
    }
    assert reasons[one.pk][-1] == ("stop", "incomplete")
    assert reasons[other.pk][-1] == ("pause", "returned")
    scenes.answered(file, now=now + timedelta(hours=1))
    assert list(service.events.order_by("id").values_list("kind", flat=True)) == ["start", "stop", "start"]
    assert {step.timer.stopped_at or step.timer.paused_at for step in scenes.open_steps(file)} == {None}
    assert scenes.file_of(file).complete_at == now + timedelta(hours=1)


def test_side_by_side_last_tiers_approve_only_together(catalogue, now):
    file = sent(LAST, now)
    scenes.passed_until(file, 3, now=now)
    one, other = scenes.open_steps(file)
    scenes.approved(one, now=now)
    assert status(file) == "in_review"
    assert not Permit.objects.exists()
    told = Notification.objects.filter(entry__action="application.approve", channel="bell").get()
    assert told.audience == "tier"
    assert not Notification.objects.filter(entry__action="application.approve", channel="email").exists()
    scenes.approved(other, now=now)
    assert status(file) == "approved"
    assert Permit.objects.get().application == file


def test_one_last_tier_may_reject_what_the_other_approved(catalogue, now):
    file = sent(LAST, now)
    scenes.passed_until(file, 3, now=now)
    one, other = scenes.open_steps(file)
    scenes.approved(one, now=now)
    who = scenes.claimed(other, now=now)
    workflow.reject(file.pk, other.pk, by=who, now=now, legal_ground="Perda 1/2026", reason="Sudah penuh.")
    assert status(file) == "rejected"
    assert not Permit.objects.exists()
    assert Review.objects.get(pk=one.pk).decision == "approved"


def test_rejecting_closes_the_step_beside(catalogue, now):
    file = sent(LAST, now)
    scenes.passed_until(file, 3, now=now)
    one, other = scenes.open_steps(file)
    who = scenes.claimed(one, now=now)
    workflow.reject(file.pk, one.pk, by=who, now=now, legal_ground="Perda 1/2026", reason="Sudah penuh.")
    beside = Review.objects.get(pk=other.pk)
    assert (beside.decision, beside.decided_by, beside.timer.stopped_at) == ("closed", None, now)


def test_a_last_tier_returns_while_the_other_approves_and_the_answer_reopens_only_it(catalogue, now):
    file = sent(LAST, now)
    scenes.passed_until(file, 3, now=now)
    one, other = scenes.open_steps(file)
    scenes.returned(one, now=now)
    scenes.approved(other, now=now)
    assert status(file) == "needs_correction"
    scenes.answered(file, now=now)
    again = scenes.open_steps(file)
    assert [(step.tier_id, step.round) for step in again] == [(one.tier_id, 2)]
    scenes.approved(again[0], now=now)
    assert status(file) == "approved"


def test_nobody_decides_two_steps_that_stand_side_by_side(pair, now):
    """Another role of hers opens the neighbour's desk, and still she may not."""
    file, one, other = pair
    both = cast.officer("Ratna", one.tier.role, one.tier.agency.code)
    both.memberships.create(
        role=other.tier.role, agency=other.tier.agency, starts_on=now.date().replace(year=2024)
    )
    scenes.passed(one, now=now, by=scenes.fresh(both))
    with pytest.raises(PermissionDenied, match="sudah memutus tahap lain"):
        workflow.claim(file.pk, other.pk, by=scenes.fresh(both), now=now)


def test_an_ended_file_ends_both(pair, now):
    file, one, other = pair
    scenes.claimed(one, now=now)
    workflow.withdraw(file.pk, by=file.filed_by, now=now)
    assert {step.decision for step in Review.objects.filter(pk__in=[one.pk, other.pk])} == {"closed"}
    assert orders(file) == []
