"""Every verb from every status, by the right person and the wrong ones: what the table says, no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404

from accounts.models import Role
from applications import workflow
from applications.models import Application
from applications.workflow import TRANSITIONS
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from tests import cast
from tests.applications import scenes
from tests.applications.moves import (
    ACTS,
    CITIZENS,
    MOVES,
    NEEDS_CLAIM,
    ON_A_STEP,
    RECORDER,
    SHAPES,
    STATUSES,
    SYSTEMS,
    VERBS_OF,
    acting_step,
    staged,
)

pytestmark = pytest.mark.django_db

# What happens to a step alone leaves the version of the file: a colleague's page beside it stays good.
ABOUT_THE_STEP = ("release", "judge")
OWNER_IS_TOLD = (
    "submit", "pass_on", "return_for_correction", "answer", "approve", "reject", "withdraw", "record_product",
    "issue", "lapse",
)  # fmt: skip


def right_person(verb, file, step):
    if verb in SYSTEMS:
        return None
    if verb in CITIZENS:
        return cast.citizen("Sari")
    if verb == "record_product":
        return cast.officer("Wayan2", RECORDER, "bppkad")
    return cast.desk_of(step) if step else cast.officer("Budi", Role.FRONT_OFFICE, "dpuprpkp")


def wrong_people(verb, file, step) -> dict:
    """By who they are: nobody of them may call this verb on this file."""
    agency = file.standard.service.agency.code
    own_role = step.tier.role if step else Role.VERIFIER
    people = {
        "a stranger": cast.citizen("Joko"),
        "coordinator": cast.officer("Ratna", Role.COORDINATOR),
        "auditor": cast.officer("Ratna", Role.AUDITOR),
        "administrator": cast.officer("Ratna", Role.ADMINISTRATOR),
        "the same desk elsewhere": cast.officer("Wayan", own_role, "dinkes"),
        "another desk of the agency": cast.officer("Ratna", Role.COMPLAINT_OFFICER, agency),
    }
    if verb in CITIZENS:
        people["the officer at work"] = cast.desk_of(step) if step else cast.officer("Budi", own_role, agency)
    else:
        people["the applicant"] = cast.citizen("Sari")
    if verb in NEEDS_CLAIM:
        people["a colleague without the claim"] = cast.officer("Wayan", own_role, agency)
    if verb == "release":
        del people["coordinator"]
    if verb == "record_product":
        people["a verifier of the agency"] = cast.officer("Ratna", Role.VERIFIER, agency)
        people["the same desk elsewhere"] = cast.officer("Wayan", RECORDER, "dinkes")
    return people


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
        assert error.code == "state", error.messages
        return 409
    return None


def check_the_wrong_people(file, step, shape, status, now):
    for verb in VERBS_OF[shape]:
        people = {} if verb in SYSTEMS else wrong_people(verb, file, step)
        before = scenes.rows()
        expected = 404 if verb in ON_A_STEP and step is None else 403
        for who, person in people.items():
            found = refusal(ACTS[verb], file, step, by=scenes.fresh(person), now=now)
            assert found == expected, (verb, status, who)
        assert scenes.rows() == before, (verb, status)


def check_the_right_person_too_early_or_too_late(file, step, shape, status, now):
    for verb in VERBS_OF[shape]:
        if status in MOVES[verb]:
            continue
        person = right_person(verb, file, step)
        before = scenes.rows()
        expected = 409
        if verb in ON_A_STEP and step is None:
            expected = 404
        elif verb in NEEDS_CLAIM and status == "submitted":
            expected = 403
        found = refusal(ACTS[verb], file, step, by=person and scenes.fresh(person), now=now)
        assert found == expected, (verb, status)
        assert scenes.rows() == before, (verb, status)


def ready(verb, file, step, now):
    """What must have happened before, so that the verb can: a free step, a document uploaded anew."""
    if verb == "claim" and file.status != "submitted":
        workflow.release(file.pk, step.pk, by=cast.desk_of(step), now=now)
    if verb == "answer":
        for verdict in workflow.waiting_verdicts(file):
            scenes.upload_again(file, verdict.requirement.code, by=cast.citizen("Sari"), now=now)
    return scenes.file_of(file)


def _plain(params: dict) -> str:
    return " ".join(str(value) for value in params.values())


def check_the_moves(file, step, shape, status, now):
    for verb in VERBS_OF[shape]:
        if status not in MOVES[verb]:
            continue
        person = right_person(verb, file, step)
        with transaction.atomic():
            before = ready(verb, file, step, now)
            newest = Entry.objects.order_by("-id").first().pk
            ACTS[verb](before, step, by=person and scenes.fresh(person), now=now)
            _assert_moved(verb, status, before)
            _assert_recorded(verb, before, step, person, Entry.objects.filter(pk__gt=newest), now)
            transaction.set_rollback(True)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_verb_does_what_the_table_says_and_nothing_else(catalogue, now, shape, status):
    """Refused and nothing written, told the present state, or done once: recorded, told, a version newer."""
    file = staged(shape, status, now)
    step = acting_step(file, shape)
    check_the_wrong_people(file, step, shape, status, now)
    check_the_right_person_too_early_or_too_late(file, step, shape, status, now)
    check_the_moves(file, step, shape, status, now)


def _assert_moved(verb, status, before) -> None:
    after = Application.objects.filter(pk=before.pk).first()
    assert (after and after.status) == MOVES[verb][status], (verb, status)
    if after:
        quiet = verb in ABOUT_THE_STEP or (verb == "claim" and status != "submitted")
        assert after.version == before.version + (not quiet), (verb, status)


def _assert_recorded(verb, file, step, person, entries, now) -> None:
    entry = entries.get()
    assert (entry.action, entry.target_id) == (f"application.{verb}", str(file.pk))
    assert entry.actor == person
    assert entry.at == (now + timedelta(days=30) if verb == "lapse" else now)
    desk = verb in ON_A_STEP
    if desk:
        assert (entry.role, entry.agency) == (step.tier.role, step.tier.agency.code)
        assert (entry.params["tier"], entry.params["round"]) == (step.tier.code, step.round)
    elif verb == "record_product":
        assert (entry.role, entry.agency) == (RECORDER, "bppkad")
    else:
        assert (entry.role, entry.agency) == ("", "")
    present = Application.objects.filter(pk=file.pk).first() or file
    assert entry.params["number"] == (present.number or "")
    for secret in ("Sari", cast.NIKS["Sari"], "Rahasia", "Buram", "penuh", "LUAR", "@"):
        assert secret not in _plain(entry.params), (verb, entry.params)
    _assert_told(verb, file, step, entry)


def _assert_told(verb, file, step, entry) -> None:
    bells = Notification.objects.filter(entry=entry, channel="bell").select_related("recipient")
    owner = {row.recipient.name for row in bells if row.audience != "desk"}
    assert owner == ({"Sari"} if verb in OWNER_IS_TOLD else set()), verb
    letters = Notification.objects.filter(entry=entry, channel="email")
    by_bell_only = verb in ("pass_on", "approve")
    assert {row.recipient.name for row in letters} == (set() if by_bell_only else owner), verb
    desk = {row.recipient for row in bells if row.audience == "desk"}
    if verb in ("withdraw", "reject", "lapse"):
        assert desk == {one.claimed_by for one in file.reviews.filter(decision="closed")} - {None}, verb
        return
    assert bool(desk) == (verb in ("submit", "answer")), verb
    waiting = scenes.open_steps(file)
    for person in desk:
        assert any(person.holds(one.tier.role, one.tier.agency_id) for one in waiting), (verb, person)


def test_the_projects_table_is_the_one_written_here():
    assert {verb: set(move.before) for verb, move in TRANSITIONS.items()} == {
        verb: set(moves) for verb, moves in MOVES.items()
    }
    for verb, moves in MOVES.items():
        assert {after for after in moves.values() if after} <= set(TRANSITIONS[verb].after), verb
        assert set(TRANSITIONS[verb].after) <= {after for after in moves.values() if after} | {"approved"}
