"""The demo has a complaint in every state, so that every page of the desk has something to show."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from complaints.models import Complaint
from mpp_portal.demo import cast, complaints
from sla.calendars import Calendars

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.mark.parametrize("hour", [3, 10, 22])
def test_complaints_are_played_in_every_state_at_any_hour(hour):
    now = datetime(2026, 11, 23, hour, 11, tzinfo=ZoneInfo("Asia/Jakarta"))
    cast.make()
    citizens = [User.objects.get(email=cast.address(office)) for office in cast.CITIZENS]
    played = complaints.play_all(citizens, Calendars().of(None), now=now)
    rows = Complaint.objects.all()
    assert rows.count() == played
    assert {one.status for one in rows} == set(Complaint.Status.values)
    assert {one.kind for one in rows} == set(Complaint.Kind.values)
    assert {(one.anonymous, one.confidential) for one in rows} >= {(True, False), (False, True)}
    assert any(one.timer.stopped_at is None and one.timer.due_at < now for one in rows)
    assert rows.exclude(released_at=None).exists()
