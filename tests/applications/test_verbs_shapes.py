"""What a program may send where a page sends text: every shape ends as a sentence, and nothing is kept of it."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from applications import workflow
from applications.models import Application
from applications.workflow import allowed
from foundation.registry.refusals import status_of
from tests import cast
from tests.applications import scenes
from tests.applications.scenes import refused

pytestmark = pytest.mark.django_db
CODE, WITH_NUMBERS = "pbb-salinan-sppt", "izin-reklame-insidentil"
# Not one of them is a text.
SHAPES = [None, 7, -1.5, float("nan"), 10**30, True, [], ["a"], {}, {"a": {"b": []}}, b"a", ("fits", "")]
LETTERS = ["a\0b", "\ud800", "x" * 4001]


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


@pytest.fixture
def draft(sari, now):
    return cast.drafted(CODE, by=sari, now=now, files=False)


@pytest.fixture
def taken(sari, now):
    """(file, step, claimant) at the only desk, which decides."""
    scenes.published(CODE, now, orders=[1])
    file = cast.submitted(CODE, by=sari, now=now)
    step, who = cast.claimed(file, now=now)
    return file, step, who


@pytest.mark.parametrize("value", [*SHAPES, *LETTERS], ids=lambda value: repr(value)[:20])
def test_an_answer_of_another_shape_is_refused_by_its_key(sari, draft, now, value):
    key = draft.standard.fields.filter(type="text").first().key
    refusal = refused(workflow.save_draft, draft.pk, {key: value}, by=sari, now=now)
    assert set(refusal.message_dict) == {key}
    assert status_of(refusal) == 400
    start = refused(workflow.start_draft, draft.standard, by=sari, now=now, answers={key: value})
    assert set(start.message_dict) == {key}


@pytest.mark.parametrize("answers", [None, [], ["a"], "x", 7, True], ids=repr)
def test_answers_that_are_no_pairs_are_refused(sari, draft, now, answers):
    refusal = refused(workflow.save_draft, draft.pk, answers, by=sari, now=now)
    assert set(refusal.message_dict) == {"answers"}


@pytest.mark.parametrize("key", ["diskon", "", "\ud800", 7, None, "x" * 5000], ids=lambda key: repr(key)[:20])
def test_a_key_the_form_does_not_have_is_refused(sari, draft, now, key):
    refusal = refused(workflow.save_draft, draft.pk, {key: "x"}, by=sari, now=now)
    assert "tidak ada pada layanan ini" in refusal.messages[0]
    assert len(refusal.messages[0]) < 200
    refusal.messages[0].encode()


def test_four_thousand_letters_are_kept_as_they_are_counted_on_the_page(sari, draft, now):
    key = draft.standard.fields.filter(type="text").first().key
    longest = "x" * 1999 + "\r\n" + "x" * 2000
    workflow.save_draft(draft.pk, {key: longest}, by=sari, now=now)
    assert scenes.file_of(draft).answers == {key: longest}


def test_a_number_is_taken_where_the_form_asks_for_one(sari, now):
    draft = cast.drafted(WITH_NUMBERS, by=sari, now=now, files=False)
    rows = {row.type: row.key for row in draft.standard.fields.all()}
    kind = next(kind for kind in ("integer", "decimal", "money") if kind in rows)
    for value, kept in ((12, "12"), (0, "0"), (12.5, "12.5"), (100.0, "100")):
        workflow.save_draft(draft.pk, {rows[kind]: value}, by=sari, now=now)
        assert scenes.file_of(draft).answers == {rows[kind]: kept}
    for value in (True, float("inf"), 10**18):
        refused(workflow.save_draft, draft.pk, {rows[kind]: value}, by=sari, now=now)


@pytest.mark.parametrize("value", [*SHAPES, *LETTERS], ids=lambda value: repr(value)[:20])
def test_a_reason_of_another_shape_is_refused_by_every_verb_that_takes_one(taken, now, value):
    file, step, who = taken
    acts = {"by": who, "now": now}
    fits, fault = cast.fits(file), scenes.with_fault(file)[0]
    refused(workflow.judge, file.pk, step.pk, fits, reason=value, **acts)
    refused(workflow.return_for_correction, file.pk, step.pk, verdicts=fault, reason=value, **acts)
    refused(workflow.approve, file.pk, step.pk, verdicts=fits, reason=value, **acts)
    refused(workflow.reject, file.pk, step.pk, legal_ground="Perda 1/2026", reason=value, **acts)
    refused(workflow.reject, file.pk, step.pk, legal_ground=value, reason="Penuh.", **acts)


@pytest.mark.parametrize("value", [*SHAPES, *LETTERS], ids=lambda value: repr(value)[:20])
def test_passing_on_takes_an_opinion_and_a_reason_in_words(sari, now, value):
    file = cast.submitted(CODE, by=sari, now=now)
    step, who = cast.claimed(file, now=now)
    acts = {"by": who, "now": now, "verdicts": cast.fits(file)}
    refused(workflow.pass_on, file.pk, step.pk, opinion="for", reason=value, **acts)
    refused(workflow.pass_on, file.pk, step.pk, opinion=value, **acts)
    refused(workflow.judge, file.pk, step.pk, acts["verdicts"], opinion=value, by=who, now=now)


@pytest.mark.parametrize("verdicts", [None, [], ["fits"], "x", 7, True, {7: ("fits", "")}], ids=repr)
def test_a_checklist_that_is_none_is_refused(taken, now, verdicts):
    file, step, who = taken
    refused(workflow.judge, file.pk, step.pk, verdicts, by=who, now=now)
    refused(workflow.approve, file.pk, step.pk, verdicts=verdicts, by=who, now=now)


@pytest.mark.parametrize(
    "value", [*SHAPES, "", "  ", "a\0b", "\ud800", "x" * 81], ids=lambda value: repr(value)[:20]
)
def test_the_number_of_a_product_is_a_text(taken, now, value):
    file, step, who = taken
    workflow.approve(file.pk, step.pk, verdicts=cast.fits(file), by=who, now=now)
    product = {"by": scenes.fresh(who), "now": now}
    refusal = refused(workflow.record_product, file.pk, number=value, issued_on=now.date(), **product)
    assert set(refusal.message_dict) == {"number"}


@pytest.mark.parametrize("value", [None, 7, "2026-11-23", [], datetime(2026, 11, 23)], ids=repr)
def test_the_day_of_a_product_is_a_day(taken, now, value):
    file, step, who = taken
    workflow.approve(file.pk, step.pk, verdicts=cast.fits(file), by=who, now=now)
    product = {"by": scenes.fresh(who), "now": now}
    refusal = refused(workflow.record_product, file.pk, number="1", issued_on=value, **product)
    assert set(refusal.message_dict) == {"issued_on"}


@pytest.mark.parametrize("value", SHAPES, ids=repr)
def test_a_mended_answer_of_another_shape_is_refused(sari, now, value):
    file = cast.submitted(CODE, by=sari, now=now)
    step, who = cast.claimed(file, now=now)
    key = file.standard.fields.filter(type="text").first().key
    verdicts = {**cast.fits(file), f"field:{key}": ("mend", "Keliru.")}
    workflow.return_for_correction(file.pk, step.pk, by=who, now=now, verdicts=verdicts)
    refused(workflow.answer, file.pk, by=sari, now=now, answers={key: value})
    if value is not None:
        refused(workflow.answer, file.pk, by=sari, now=now, answers=value or [value])


def test_a_product_is_recorded_by_hand_only_where_it_is_issued_elsewhere(sari, now):
    by_kind = {}
    for kind in ("outside", "permit"):
        scenes.published(CODE, now, orders=[1], product_kind=kind)
        file = scenes.agreed(cast.submitted(CODE, by=sari, now=now), now=now)
        officer = scenes.fresh(file.reviews.get().decided_by)
        by_kind[kind] = allowed(officer, Application.objects.select_related("standard").get(pk=file.pk))
    assert by_kind == {"outside": {"record_product"}, "permit": set()}


def test_one_account_sends_five_files_within_an_hour(sari, now, settings):
    settings.SUBMISSIONS_PER_HOUR = 5
    settings.MALL = {**settings.MALL, "phone": "(0335) 421 000"}
    for _ in range(5):
        cast.submitted(CODE, by=sari, now=now)
    sixth = cast.drafted(CODE, by=sari, now=now)
    refusal = refused(workflow.submit, sixth.pk, by=sari, now=now)
    assert status_of(refusal) == 429
    assert "(0335) 421 000" in refusal.messages[0]
    settings.MALL = {**settings.MALL, "phone": ""}
    assert "loket kami" in refused(workflow.submit, sixth.pk, by=sari, now=now).messages[0]
    cast.submitted(CODE, by=cast.citizen("Budi"), now=now)
    later = now.replace(hour=now.hour + 1, minute=now.minute + 1)
    assert workflow.submit(sixth.pk, by=sari, now=later).number


def test_what_cannot_be_sent_anyway_says_so_first(sari, now, settings):
    settings.SUBMISSIONS_PER_HOUR = 0
    empty = cast.drafted(CODE, by=sari, now=now, answers={}, files=False)
    with pytest.raises(ValidationError) as refusal:
        workflow.submit(empty.pk, by=sari, now=now)
    assert set(refusal.value.message_dict) == {"answers", "documents"}
