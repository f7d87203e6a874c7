"""Every verb from every status, by everybody: what the table says, no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404

from accounts.models import User
from complaints import workflow
from complaints.models import Complaint
from complaints.workflow import TRANSITIONS, allowed
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from sla.models import TimerEvent
from tests.complaints.moves import ACTS, LATE, MOVES, STATUSES, allowed_people, people, staged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def fresh(person):
    """As a new request meets her."""
    return User.objects.get(pk=person.pk) if getattr(person, "pk", None) else person


def refusal(act, *arguments, **more):
    """What the act raised, as the doors tell it: 403, 404, 409; None when it was done."""
    try:
        with transaction.atomic():
            act(*arguments, **more)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
    except ValidationError as error:
        assert error.code == "state", error
        return 409
    return None


def rows() -> list:
    """What a refused verb must leave as it was."""
    complaints = Complaint.objects.order_by("pk").values_list(
        "pk", "status", "version", "timer", "whole_timer"
    )
    return [list(complaints), Entry.objects.count(), TimerEvent.objects.count(), Notification.objects.count()]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("nameless", [False, True], ids=["with her account", "by her secret"])
def test_everybody_else_is_refused_and_the_right_person_at_the_wrong_moment(now, status, nameless):
    complaint = staged(status, now, anonymous=nameless)
    everybody, before = people(complaint), rows()
    for verb, act in ACTS.items():
        right = allowed_people(verb, status)
        for who, person in everybody.items():
            expected = 403 if who not in right else None if status in MOVES[verb] else 409
            if expected is None:
                continue
            found = refusal(act, complaint, by=fresh(person), now=now)
            assert found == expected, (verb, status, who)
    assert rows()[0] == before[0] and rows() == before


@pytest.mark.parametrize("status", STATUSES)
def test_the_right_person_moves_it_once_and_leaves_one_entry(now, status):
    complaint = staged(status, now)
    everybody = people(complaint)
    for verb, act in ACTS.items():
        for who in sorted(allowed_people(verb, status) if status in MOVES[verb] else ()):
            with transaction.atomic():
                newest = Entry.objects.order_by("-id").first().pk
                person = fresh(everybody[who])
                assert verb in allowed(person, complaint, now=now + LATE), (verb, status, who)
                act(complaint, by=person, now=now)
                after = Complaint.objects.get(pk=complaint.pk)
                assert after.status == MOVES[verb][status], (verb, status, who)
                assert after.version > complaint.version, (verb, status, who)
                entry = Entry.objects.filter(pk__gt=newest).get()
                assert (entry.action, entry.actor) == (f"complaint.{verb}", person), (verb, status, who)
                assert entry.at == now + (LATE if verb == "close" else timedelta(0))
                transaction.set_rollback(True)


@pytest.mark.parametrize("status", STATUSES)
def test_the_buttons_of_everybody_are_those_of_the_table(now, status):
    complaint = staged(status, now)
    for who, person in people(complaint).items():
        wanted = {verb for verb in ACTS if status in MOVES[verb] and who in allowed_people(verb, status)}
        if who == "the system":
            wanted = {"close_by_silence"} if status == "answered" else set()
        assert allowed(fresh(person), complaint, now=now + LATE) == wanted, who


@pytest.mark.parametrize("status", STATUSES)
def test_the_system_closes_what_was_answered_and_nothing_else(now, status):
    complaint = staged(status, now)
    found = refusal(workflow.close_by_silence, complaint.pk, now=now + LATE)
    assert found == (None if status == "answered" else 409)
    assert Complaint.objects.get(pk=complaint.pk).status == MOVES["close_by_silence"].get(status, status)


def test_the_projects_table_is_the_one_written_here():
    assert {verb: set(move.before) for verb, move in TRANSITIONS.items()} == {
        verb: set(moves) for verb, moves in MOVES.items()
    }
    for verb, moves in MOVES.items():
        assert set(moves.values()) == set(TRANSITIONS[verb].after), verb


def test_what_was_answered_once_is_not_archived_any_more(now):
    complaint, everybody = staged("disputed", now), None
    everybody = people(complaint)
    ACTS["forward"](complaint, by=fresh(everybody["handler"]), now=now)
    elsewhere = fresh(everybody["approver elsewhere"])
    ACTS["send_back"](complaint, by=elsewhere, now=now)
    assert Complaint.objects.get(pk=complaint.pk).status == "verified"
    assert refusal(ACTS["archive"], complaint, by=fresh(everybody["handler"]), now=now) == 409
