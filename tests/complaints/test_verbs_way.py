"""The way of a complaint, verb by verb, on real rows: status, clocks, who is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Agency
from complaints import workflow
from complaints.models import Clock, Complaint
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from sla.tasks import announce
from tests import cast
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
Status = Complaint.Status


def test_it_takes_a_complaint_from_the_first_word_to_the_end(now):
    complaint = scenes.filed(now=now, photos=2)
    assert (complaint.status, complaint.step) == (Status.FILED, Clock.Step.VERIFY)
    assert complaint.number.startswith("ADU-2026-") and complaint.photos.count() == 2
    complaint = scenes.answered(complaint, now=now + timedelta(hours=1))
    assert (complaint.status, complaint.step) == (Status.ANSWERED, Clock.Step.REPLY)
    workflow.dispute(complaint.pk, "Belum.", by=complaint.reporter, now=now + timedelta(hours=2))
    workflow.answer(complaint.pk, "Kini sudah.", by=scenes.official(), now=now + timedelta(hours=3))
    workflow.accept(complaint.pk, by=complaint.reporter, now=now + timedelta(hours=4))
    complaint.refresh_from_db()
    assert complaint.status == Status.CLOSED
    assert complaint.timer.stopped_at and complaint.whole_timer.stopped_at
    acts = Entry.objects.about(complaint).values_list("action", flat=True)
    assert [act.removeprefix("complaint.") for act in acts] == [
        "file", "verify", "forward", "answer", "dispute", "answer", "accept"
    ]  # fmt: skip


def test_its_first_steps_have_three_and_five_working_days_and_its_reporter_ten(now):
    complaint = scenes.filed(now=now)
    assert complaint.timer.amount == 3 and complaint.whole_timer.amount == 14
    complaint = scenes.forwarded(complaint, now=now)
    assert complaint.timer.amount == 5
    workflow.answer(complaint.pk, "Sudah.", by=scenes.official(), now=now)
    complaint.refresh_from_db()
    assert complaint.timer.amount == 10 and complaint.whole_timer.paused_at


def test_it_closes_by_itself_when_nobody_replies(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    due = complaint.timer.due_at
    assert announce(due - timedelta(minutes=1))["rang"] == 0
    assert announce(due + timedelta(minutes=1))["rang"] == 1
    complaint.refresh_from_db()
    assert complaint.status == Status.CLOSED and complaint.closed_at
    assert announce(due + timedelta(days=30))["rang"] == 0


def test_a_reply_begins_the_ten_days_again(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    before = complaint.timer.due_at
    late = before - timedelta(hours=3)
    workflow.reply(complaint.pk, "Terima kasih, tetapi masih ada satu.", by=complaint.reporter, now=late)
    complaint.refresh_from_db()
    assert complaint.timer.due_at > before + timedelta(days=9)
    announce(before + timedelta(minutes=1))
    complaint.refresh_from_db()
    assert complaint.status == Status.ANSWERED


def test_a_step_that_is_late_rings_once_for_its_desk_and_the_coordinator(now):
    ratna, budi = scenes.coordinator(), scenes.handler()
    complaint = scenes.filed(now=now)
    due = complaint.timer.due_at
    announce(due + timedelta(minutes=1))
    announce(due + timedelta(minutes=2))
    told = Notification.objects.filter(entry__action="complaint.escalate", channel="bell")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([ratna.pk, budi.pk])


def test_going_to_and_fro_resets_no_clock_and_reaches_the_coordinator(now):
    ratna = scenes.coordinator()
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    due = complaint.timer.due_at
    for hour in (1, 2):
        later = now + timedelta(hours=hour)
        workflow.send_back(complaint.pk, "Bukan tugas kami.", by=scenes.official(), now=later)
        workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=scenes.handler(), now=later)
    complaint.refresh_from_db()
    assert complaint.timer.due_at == due and complaint.bounces == 2
    told = Notification.objects.filter(entry__action="complaint.send_back", recipient=ratna, channel="bell")
    assert told.count() == 1


def test_misconduct_is_not_forwarded_to_those_it_is_about(now):
    agency = Agency.objects.get(code="dpmptsp")
    scenes.official("dpmptsp")
    complaint = scenes.verified(scenes.filed(now=now, category=scenes.MISCONDUCT, agency=agency), now=now)
    with pytest.raises(ValidationError, match="Inspektorat"):
        workflow.forward(complaint.pk, agency, by=scenes.handler(), now=now)


def test_an_anonymous_one_is_nobodys_and_keeps_the_hour_only(now):
    complaint = scenes.filed(by=cast.citizen("Sari"), now=now, anonymous=True, photos=1)
    assert complaint.reporter is None and complaint.filed_at.minute == 0
    assert not Entry.objects.about(complaint).exclude(actor=None).exists()
    assert complaint.photos.get().document.uploaded_by is None
    with pytest.raises(PermissionDenied):
        workflow.reply(complaint.pk, "Saya pelapornya.", by=cast.citizen("Sari"), now=now)
    workflow.reply(complaint.pk, "Saya pelapornya.", by=scenes.holder_of(complaint), now=now)
    assert complaint.responses.get().at.minute == 0


def test_closing_by_hand_waits_for_the_reporters_days(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    with pytest.raises(ValidationError) as refused:
        workflow.close(complaint.pk, by=scenes.handler(), now=now)
    assert refused.value.code == "state"
    workflow.close(complaint.pk, by=scenes.handler(), now=complaint.timer.due_at + timedelta(seconds=1))
