"""No verb stands outside the table unless it says here why; each says who and when by name."""

import inspect

import pytest

from accounts.models import Role
from applications import workflow
from applications.workflow import TRANSITIONS
from tests import cast

# Verbs that move no file along the table, each with what it is.
BESIDE_THE_TABLE = {
    "start_draft": "there is no file yet",
    "warn": "the system: time is nearly over",
    "escalate": "the system: time is over",
    "keep_proof": "the system: the printed proof joins a file that is finished",
    "retry_permit": "an administrator: a print that failed is tried once more",
    "note_view": "somebody reads a file",
    "note_document": "somebody reads a document",
}
QUESTIONS = {"allowed", "waiting_reviews", "waiting_verdicts"}
OF_THE_SYSTEM = {"issue", "lapse", "warn", "escalate", "keep_proof"}


def test_every_verb_of_the_package_is_in_the_table_or_named_here():
    public = set(workflow.__all__) - {"TRANSITIONS"} - QUESTIONS
    assert public == set(TRANSITIONS) | set(BESIDE_THE_TABLE)


def test_every_act_in_a_transaction_is_public():
    modules = [part for part in vars(workflow).values() if inspect.ismodule(part)]
    atomic = {
        name
        for module in modules
        for name, one in vars(module).items()
        if inspect.isfunction(one) and hasattr(one, "__wrapped__") and one.__module__ == module.__name__
    }
    assert len(atomic) > 15
    assert atomic <= set(workflow.__all__)


def test_every_verb_says_who_and_when_by_name():
    for name in set(workflow.__all__) - {"TRANSITIONS"} - QUESTIONS:
        asked = inspect.signature(getattr(workflow, name)).parameters
        assert asked["now"].kind == inspect.Parameter.KEYWORD_ONLY, name
        assert asked["now"].default is inspect.Parameter.empty, name
        if name in OF_THE_SYSTEM:
            assert "by" not in asked, name
        else:
            assert asked["by"].kind == inspect.Parameter.KEYWORD_ONLY, name
            assert asked["by"].default is inspect.Parameter.empty, name


@pytest.mark.django_db
def test_acts_of_the_system_have_no_person():
    for verb in ("issue", "lapse"):
        guard = TRANSITIONS[verb].guard
        assert guard(None, None, None) == ""
        assert guard(cast.officer("Ratna", Role.ADMINISTRATOR), None, None)
