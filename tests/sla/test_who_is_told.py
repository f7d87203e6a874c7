"""Whom a clock tells: the claimant, else everybody at that desk; and the coordinator, always. Nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Membership, Role
from applications import workflow
from foundation.notifications.models import Notification
from sla.tasks import announce
from tests import cast
from tests.sla.files import LIBRARY_CARD, RESEARCH, clock_of, coordinator, told
from tests.sla.offices import at

LONG_AFTER = at("2027-06-01T10:00")
ACTIONS = pytest.mark.parametrize("action", ["warn", "escalate"])


def moment_of(action, timer):
    return timer.warn_at if action == "warn" else timer.due_at


@pytest.fixture
def people(catalogue):
    """Two at the desk of tier 1, its coordinator, and many whom it does not concern."""
    cast.officer("Joko", Role.FRONT_OFFICE, "dispendukcapil")
    cast.officer("Joko", Role.VERIFIER, "dpmptsp")
    cast.officer("Joko", Role.ASSISTANT)
    cast.officer("Joko", Role.AUDITOR)
    cast.citizen("Joko")
    return {
        "desk": {cast.officer(name, Role.FRONT_OFFICE, "dpmptsp") for name in ("Budi", "Wayan")},
        "coordinator": coordinator(),
    }


def addresses(*users):
    return {user.email for user in users}


@ACTIONS
def test_an_unclaimed_step_tells_its_whole_desk_and_the_coordinator(people, now, action):
    file = cast.submitted(RESEARCH, now=now)
    announce(moment_of(action, clock_of(file)))
    assert told(action) == addresses(*people["desk"], people["coordinator"])


@ACTIONS
def test_a_claimed_step_tells_its_claimant_and_the_coordinator(people, now, action):
    file = cast.submitted(RESEARCH, now=now)
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")
    workflow.claim(file.pk, cast.open_review(file).pk, by=budi, now=now)
    announce(moment_of(action, clock_of(file)))
    assert told(action) == addresses(budi, people["coordinator"])


def test_a_step_at_another_agency_tells_that_agencys_desk(people, now):
    file = cast.pass_one(cast.submitted(RESEARCH, now=now), now=now + timedelta(hours=1))
    assert cast.open_review(file).tier.agency.code == "bakesbangpol"
    ratna = cast.officer("Ratna", Role.VERIFIER, "bakesbangpol")
    announce(clock_of(file).due_at)
    assert told("escalate") == addresses(ratna, people["coordinator"])


@ACTIONS
def test_the_services_clock_tells_whoever_has_the_file(people, now, action):
    file = cast.submitted(RESEARCH, now=now)
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")
    workflow.claim(file.pk, cast.open_review(file).pk, by=budi, now=now)
    announce(clock_of(file).due_at)
    Notification.objects.all().delete()
    announce(moment_of(action, file.timer))
    assert told(action) == addresses(budi, people["coordinator"])


def test_a_file_that_no_tier_has_any_more_tells_who_may_record_its_product_and_the_coordinator(people, now):
    file = cast.pass_one(cast.submitted(LIBRARY_CARD, now=now), now=now + timedelta(hours=1))
    announce(file.timer.due_at)
    library = cast.officer("Budi1", Role.FRONT_OFFICE, "disperpusip")
    assert told("escalate") == addresses(library, people["coordinator"])


def test_a_claim_whose_holder_has_left_the_desk_counts_as_none(people, now):
    file = cast.submitted(RESEARCH, now=now)
    budi, wayan = sorted(people["desk"], key=lambda user: user.name)
    workflow.claim(file.pk, cast.open_review(file).pk, by=budi, now=now)
    Membership.objects.filter(user=budi).update(ended_at=now)
    announce(clock_of(file).due_at)
    assert told("escalate") == addresses(wayan, people["coordinator"])


def test_who_has_left_the_desk_or_the_house_is_not_told(people, now):
    budi, wayan = sorted(people["desk"], key=lambda user: user.name)
    Membership.objects.filter(user=wayan).update(ended_at=now)
    file = cast.submitted(RESEARCH, now=now)
    due = clock_of(file).due_at
    announce(due)
    assert told("escalate") == addresses(budi, people["coordinator"])
    budi.is_active = False
    budi.save()
    Notification.objects.all().delete()
    announce(file.timer.due_at)
    assert told("escalate") == addresses(people["coordinator"])


def test_the_bell_and_a_letter_say_which_file_and_where(people, now):
    file = cast.submitted(RESEARCH, now=now)
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")
    workflow.claim(file.pk, cast.open_review(file).pk, by=budi, now=now)
    announce(clock_of(file).due_at)
    rows = Notification.objects.filter(entry__action="application.escalate", recipient=budi)
    assert {(row.channel, row.address) for row in rows} == {("bell", ""), ("email", budi.email)}
    assert {row.link for row in rows} == {reverse("desk_file", args=[file.pk])}
    assert {row.entry.params["number"] for row in rows} == {file.number}
