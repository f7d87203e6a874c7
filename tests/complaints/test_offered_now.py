"""What is offered can be done: no door lists an act that its verb would refuse today."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints import workflow
from complaints.models import Complaint
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def hour_ago():
    """The doors ask the database for the time, so these complaints are of today."""
    return timezone.now() - timedelta(hours=1)


def listed(client, complaint) -> set:
    """What the API lists for the complaint officer."""
    client.force_login(scenes.handler())
    return set(client.get(reverse("api-complaint-case", args=[complaint.pk])).json()["allowed"])


def test_nobody_is_offered_to_close_within_the_reporters_days(client, hour_ago):
    complaint = scenes.answered(scenes.filed(now=hour_ago), now=hour_ago)
    assert "release" in listed(client, complaint)
    assert "close" not in listed(client, complaint)
    late = complaint.timer.due_at
    assert "close" in workflow.allowed(scenes.handler(), complaint, now=late)


def test_nobody_is_offered_to_show_a_confidential_one(client, hour_ago):
    complaint = scenes.answered(scenes.filed(now=hour_ago, confidential=True), now=hour_ago)
    assert "release" not in listed(client, complaint)


def test_nobody_is_offered_to_archive_what_was_answered_once(client, hour_ago):
    complaint = scenes.disputed(scenes.filed(now=hour_ago), now=hour_ago)
    workflow.forward(complaint.pk, complaint.assigned_agency, by=scenes.handler(), now=hour_ago)
    workflow.send_back(complaint.pk, "Bukan tugas kami.", by=scenes.official(), now=hour_ago)
    assert Complaint.objects.get(pk=complaint.pk).status == Complaint.Status.VERIFIED
    assert listed(client, complaint) == {"answer", "conceal", "forward"}
