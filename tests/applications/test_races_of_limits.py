"""Two hands at one limit, two workers at one permit; and the same without the lock, where it must go wrong."""

from functools import partial
from threading import Barrier

import pytest
from django.db.models import QuerySet

from applications import workflow
from applications.models import Application
from foundation.audit.models import Entry
from foundation.documents.models import Document
from tests import cast
from tests.applications import scenes
from tests.applications.at_once import DONE, one_won, unguarded

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "pbb-salinan-sppt"


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


@pytest.fixture
def approved(sari, now):
    """One desk decided, the portal is to print."""
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    return lambda: scenes.agreed(cast.submitted(CODE, now=now), now=now)


def at_nine_drafts(sari, now):
    Application.objects.all().delete()
    for _ in range(9):
        workflow.start_draft(cast.standard(CODE), by=sari, now=now)
    return [partial(workflow.start_draft, cast.standard(CODE), by=sari, now=now)] * 2


def test_the_tenth_draft_is_begun_once(sari, now, at_once):
    for _ in range(5):
        outcomes = at_once(*at_nine_drafts(sari, now))
        assert sorted(outcome.split(":")[0] for outcome in outcomes) == [DONE, "too_many"]
        assert Application.objects.count() == 10


def test_without_the_lock_there_are_eleven(sari, now, at_once, monkeypatch):
    meeting, count = Barrier(2), QuerySet.count

    def together(rows):
        found = count(rows)
        meeting.wait(5)
        return found

    acts = at_nine_drafts(sari, now)
    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "select_for_update", lambda rows, **kwargs: rows.all())
        patched.setattr(QuerySet, "count", together)
        at_once(*acts)
    assert Application.objects.count() == 11


def test_two_workers_make_one_permit(approved, now, at_once):
    for _ in range(20):
        file = approved()
        pdf, papers = cast.pdf_bytes(), Document.objects.count()
        outcomes = at_once(*[partial(workflow.issue, file.pk, pdf, now=now)] * 2)
        assert one_won(outcomes), outcomes
        assert Document.objects.count() == papers + 1
        assert Entry.objects.about(file).filter(action="application.issue").count() == 1


def test_without_lock_and_guard_two_workers_make_two(approved, now, at_once, monkeypatch):
    file = approved()
    papers = Document.objects.count()
    with unguarded(monkeypatch):
        at_once(*[partial(workflow.issue, file.pk, cast.pdf_bytes(), now=now)] * 2)
    assert Document.objects.count() == papers + 2


def test_the_fifth_file_of_an_hour_is_sent_once(sari, now, at_once, settings):
    settings.SUBMISSIONS_PER_HOUR = 5
    for _ in range(4):
        cast.submitted(CODE, by=sari, now=now)
    drafts = [cast.drafted(CODE, by=sari, now=now) for _ in range(2)]
    outcomes = at_once(*[partial(workflow.submit, draft.pk, by=sari, now=now) for draft in drafts])
    assert sorted(outcome.split(":")[0] for outcome in outcomes) == [DONE, "too_many"]
    assert Application.objects.exclude(number=None).count() == 5
