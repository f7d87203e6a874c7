"""The ledger's lines stay as they were written, for the portal's own role and for the owner of the tables."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from sla import workflow
from sla.calendars import Calendars
from sla.models import TimerEvent
from tests.sla.offices import at

pytestmark = pytest.mark.usefixtures("mall_calendar")
CHANGES = [
    "UPDATE sla_timerevent SET at = at - interval '1 day'",
    "UPDATE sla_timerevent SET due_at = due_at",
    "DELETE FROM sla_timerevent",
    "TRUNCATE sla_timerevent",
]


@pytest.fixture
def timer(mall_calendar):
    timer, event = workflow.start(
        Calendars(), amount=3, agency_id=None, received=at("2026-11-23T09:30"), by=None, reason="submitted"
    )
    workflow.write(event)
    with connection.cursor() as cursor:
        # As after a commit: a table with checks still to come could not be truncated anyway.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return timer


@pytest.fixture
def as_portal(db):
    """The session acts as the role that the portal signs in with: no superuser, no owner."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE mpp_portal")
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        yield
        cursor.execute("RESET ROLE")


def attempt(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("change", CHANGES)
def test_the_portals_role_has_no_right_to_change_the_ledger(timer, as_portal, change):
    with pytest.raises(ProgrammingError, match="permission denied for table sla_timerevent"):
        attempt(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_is_refused_by_the_trigger(timer, change):
    with pytest.raises(IntegrityError, match="Rows of sla_timerevent are only ever inserted"):
        attempt(change)
    assert TimerEvent.objects.get(timer=timer).at == at("2026-11-23T09:30")


def test_the_portals_role_adds_lines_by_the_verbs(timer, as_portal):
    workflow.write(workflow.pause(timer, now=at("2026-11-24T09:00"), by=None, reason="returned"))
    workflow.write(
        workflow.resume(timer, Calendars(), now=at("2026-11-25T09:00"), by=None, reason="answered")
    )
    assert [event.kind for event in timer.events.all()] == ["start", "pause", "resume"]


def test_a_row_cannot_be_changed_through_its_model_either(timer):
    event = TimerEvent.objects.get(timer=timer)
    event.reason = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.delete()
