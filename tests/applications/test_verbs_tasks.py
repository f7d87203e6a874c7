"""The worker's rounds: each row on its own, one that fails leaves the rest alone, and a second round does no harm."""

from datetime import timedelta

import pytest

from accounts.models import Agency
from applications import workflow
from applications.models import Application, Permit
from applications.tasks import lapse_unanswered, produce_permits
from foundation.audit.models import Entry
from foundation.registry.clock import database_now
from tests import cast
from tests.applications import scenes

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"


@pytest.fixture
def long_ago(catalogue):
    return database_now() - timedelta(days=40)


def entries(verb) -> int:
    return Entry.objects.filter(action=f"application.{verb}").count()


def returned(then):
    file = cast.submitted(CODE, now=then)
    scenes.returned(cast.open_review(file), now=then)
    return file


def status(file) -> str:
    return scenes.file_of(file).status


def test_it_ends_what_nobody_answered_and_nothing_else(long_ago):
    forgotten, young = returned(long_ago), returned(long_ago + timedelta(days=20))
    answered = returned(long_ago)
    scenes.answered(answered, now=long_ago + timedelta(days=1))
    running = cast.submitted(CODE, now=long_ago)
    assert lapse_unanswered() == 1
    assert [status(file) for file in (forgotten, young, answered, running)] == [
        "lapsed", "needs_correction", "in_review", "submitted",
    ]  # fmt: skip
    assert lapse_unanswered() == 0
    assert entries("lapse") == 1


def test_a_file_that_cannot_be_ended_does_not_keep_the_others(long_ago, caplog):
    broken, sound = returned(long_ago), returned(long_ago)
    Application.objects.filter(pk=broken.pk).update(timer=None, version=2**31 - 1)
    assert lapse_unanswered() == 1
    assert (status(broken), status(sound)) == ("needs_correction", "lapsed")
    assert str(broken.pk) in caplog.text


def test_a_permit_that_cannot_be_printed_does_not_keep_the_others(catalogue, now, caplog):
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    broken, sound = (scenes.agreed(cast.submitted(CODE, now=now), now=now) for _ in range(2))
    file = scenes.file_of(broken)
    file.identity = {}
    file.save(update_fields=["identity"])
    assert produce_permits() == 1
    assert (status(broken), status(sound)) == ("approved", "issued")
    assert str(broken.pk) in caplog.text
    assert produce_permits() == 0


def test_a_worker_that_comes_second_makes_no_second_document(catalogue, now):
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    file = scenes.agreed(cast.submitted(CODE, now=now), now=now)
    workflow.issue(file.pk, cast.pdf_bytes(), now=now)
    document = Permit.objects.get().document_id
    assert produce_permits() == 0
    assert Permit.objects.get().document_id == document
    assert entries("issue") == 1


def test_the_longest_names_fit_on_a_permit(catalogue, now):
    """The catalogue allows an agency a short name of eighty letters."""
    Agency.objects.filter(code="bppkad").update(short_name="B" * 80)
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    file = scenes.agreed(cast.submitted(CODE, now=now), now=now)
    assert produce_permits() == 1
    assert "B" * 80 in Permit.objects.get(application=file).number
