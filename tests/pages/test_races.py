"""Two people at the same moment: one is done, the other is told that the state changed; and without the lock?"""

from threading import Barrier

import pytest
from django.db.models import F, QuerySet

from accounts.models import Role
from foundation.audit.models import Entry
from foundation.registry import moves
from pages import workflow
from pages.models import Edition, Page
from tests import cast
from tests.applications.at_once import DONE, Company, one_won
from tests.pages.writing import edition

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def company():
    members = Company(2)
    yield members
    members.go_home()


@pytest.fixture
def people():
    editor = cast.officer("Wayan", Role.CATALOGUE_EDITOR)
    return editor, cast.officer("Ratna", Role.COORDINATOR), cast.officer("Budi", Role.COORDINATOR)


def acts(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_two_coordinators_decide_once(company, people, now):
    wayan, ratna, budi = people
    for number in range(ROUNDS):
        waits = edition("submitted", by=wayan, now=now)
        outcomes = company.at_once(
            lambda pk=waits.pk: workflow.approve(pk, by=ratna, now=now),
            lambda pk=waits.pk: workflow.approve(pk, by=budi, now=now),
        )
        assert one_won(outcomes), outcomes
        assert acts("page.approved") == number + 1


def test_approving_and_refusing_meet(company, people, now):
    wayan, ratna, budi = people
    for number in range(ROUNDS):
        waits = edition("submitted", by=wayan, now=now)
        outcomes = company.at_once(
            lambda pk=waits.pk: workflow.approve(pk, by=ratna, now=now),
            lambda pk=waits.pk: workflow.refuse(pk, reason="Keliru.", by=budi, now=now),
        )
        assert one_won(outcomes), outcomes
        assert acts("page.approved") + acts("page.refused") == number + 1


def test_approving_meets_the_editor_who_takes_it_back(company, people, now):
    wayan, ratna, _budi = people
    for _round in range(ROUNDS):
        waits = edition("submitted", by=wayan, now=now)
        outcomes = company.at_once(
            lambda pk=waits.pk: workflow.approve(pk, by=ratna, now=now),
            lambda pk=waits.pk: workflow.take_back(pk, by=wayan, now=now),
        )
        assert one_won(outcomes), outcomes
        waits.refresh_from_db()
        assert (waits.status == "published") == (outcomes[0] == DONE)


def test_two_coordinators_take_it_down_once(company, people, now):
    wayan, ratna, budi = people
    stands = edition("published", by=wayan, decided_by=ratna, now=now)
    outcomes = company.at_once(
        lambda: workflow.withdraw(stands.pk, reason="Keliru.", by=ratna, now=now),
        lambda: workflow.withdraw(stands.pk, reason="Keliru.", by=budi, now=now),
    )
    assert one_won(outcomes), outcomes
    assert acts("page.withdrawn") == 1


def test_two_drafts_of_one_page_are_begun_in_turn(company, people, now):
    wayan = people[0]
    outcomes = company.at_once(*[lambda: workflow.start(Page.Kind.HELP, by=wayan, now=now) for _ in range(2)])
    assert one_won(outcomes), outcomes
    assert Edition.objects.count() == 1


def test_two_tabs_save_and_the_second_is_told(company, people, now):
    wayan = people[0]
    draft = edition("draft", by=wayan, now=now)
    outcomes = company.at_once(
        *[
            lambda title=title: workflow.save(
                draft.pk, {"title": title}, seen=draft.version, by=wayan, now=now
            )
            for title in ("Satu", "Dua")
        ]
    )
    assert one_won(outcomes), outcomes


def test_without_lock_and_guarded_write_two_decisions_happen(company, people, now, monkeypatch):
    """The negative control: what the tests above would see if the guards were gone."""
    wayan, ratna, budi = people
    waits = edition("submitted", by=wayan, now=now)
    meeting, check_move = Barrier(2), moves.check_move

    def check_together(*args):
        check_move(*args)
        meeting.wait(10)

    def change(case, **values):
        for name, value in values.items():
            setattr(case, name, value)
        type(case).objects.filter(pk=case.pk).update(version=F("version") + 1, **values)

    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self.all())
        patched.setattr(moves, "check_move", check_together)
        patched.setattr(moves, "change", change)
        outcomes = company.at_once(
            lambda: workflow.approve(waits.pk, by=ratna, now=now),
            lambda: workflow.approve(waits.pk, by=budi, now=now),
        )
    assert outcomes == [DONE, DONE]
    assert acts("page.approved") == 2
