"""Every service with a form: what it refuses, what it takes, where its limits are, what it does not keep."""

from datetime import date

import pytest

from services.forms import build_form
from services.models import FormField
from tests.catalogue import reader
from tests.catalogue.conftest import load
from tests.catalogue.edges import inside, outside

TODAY = date(2026, 11, 23)
ONLINE = reader.online()
pytestmark = pytest.mark.parametrize("code", ONLINE)


@pytest.fixture(autouse=True)
def _loaded(code, catalogue):
    if code in reader.services(reader.INVENTED):
        load(reader.INVENTED)


def form_of(code, posted):
    rows = FormField.objects.filter(standard__service__code=code, standard__status="published")
    return build_form(list(rows), data=posted, today=TODAY)


def faults(code, answers) -> dict:
    return form_of(code, reader.posted(answers)).errors


def test_an_empty_form_has_a_sentence_for_each_field_it_needs(code):
    item = ONLINE[code]
    needed = {
        field["key"]
        for field in item["form_fields"]
        if field["required"] and reader.is_shown(item, field["key"], {})
    }
    errors = faults(code, {})
    assert set(errors) == needed
    assert all(len(sentences) == 1 and "." in sentences[0] for sentences in errors.values())


def test_right_answers_are_taken_whichever_way_the_form_unfolds(code):
    item = ONLINE[code]
    ways = [reader.way_to(item, field["key"]) for field in item["form_fields"]]
    for way in [{}, *ways]:
        answers = reader.right(item, TODAY, **way)
        form = form_of(code, reader.posted(answers))
        assert form.is_valid(), (way, form.errors)
        assert set(form.cleaned_answers()) == set(answers)


def test_each_limit_holds_on_both_sides(code):
    item = ONLINE[code]
    for field in item["form_fields"]:
        key, way = field["key"], reader.way_to(item, field["key"])
        answers = reader.right(item, TODAY, **way)
        for value in inside(field, TODAY, answers):
            errors = faults(code, reader.right(item, TODAY, **way, **{key: value}))
            assert key not in errors, (key, value, errors)
        for value in outside(field, TODAY, answers):
            errors = faults(code, {**answers, key: value})
            assert len(errors.get(key, ())) == 1, (key, value, errors)


def test_a_box_that_must_be_ticked_is_asked_for(code):
    item = ONLINE[code]
    for field in item["form_fields"]:
        if field["type"] == "boolean" and field["required"]:
            answers = reader.right(item, TODAY, **reader.way_to(item, field["key"]))
            errors = faults(code, {**answers, field["key"]: False})
            assert errors[field["key"]] == ["Centang kotak ini untuk melanjutkan."]


def test_what_is_hidden_is_neither_asked_nor_kept(code):
    item = ONLINE[code]
    for field in item["form_fields"]:
        around = field["show_if"] and reader.way_around(item, field["key"])
        if not around:
            continue
        shown = reader.right(item, TODAY, **reader.way_to(item, field["key"]))
        hidden = reader.right(item, TODAY, **around)
        assert field["key"] not in hidden
        for smuggled in (shown[field["key"]], "tidak keruan"):
            form = form_of(code, {**reader.posted(hidden), f"isian-{field['key']}": smuggled})
            assert form.is_valid(), (field["key"], form.errors)
            assert form.cleaned_answers().keys() == hidden.keys()


def test_a_field_the_service_does_not_have_is_refused(code):
    answers = reader.right(ONLINE[code], TODAY)
    form = form_of(code, {**reader.posted(answers), "isian-diskon": "100"})
    assert form.non_field_errors() == [
        "Isian “diskon” tidak ada pada layanan ini. Muat ulang halaman lalu isi kembali."
    ]
    assert form.non_field_errors().as_data()[0].code == "unknown_field"


def test_stored_answers_fill_the_form_again(code):
    """What was kept, and what was typed, both make a form that is right."""
    first = form_of(code, reader.posted(reader.right(ONLINE[code], TODAY)))
    rows, kept = first.rows, first.cleaned_answers() if first.is_valid() else {}
    for initial in (kept, first.raw_answers()):
        again = build_form(rows, initial=initial, today=TODAY)
        shown = {name: again[name].value() for name in again.fields if again[name].value() is not None}
        widgets = {name: again[name].field.widget.format_value(value) for name, value in shown.items()}
        texts = {name: value[0] if isinstance(value, list) else value for name, value in widgets.items()}
        ticked = {name: shown[name] for name in again.fields if isinstance(shown.get(name), bool)}
        second = form_of(code, reader.posted({**texts, **ticked}))
        assert second.is_valid(), second.errors
        assert second.cleaned_answers() == kept
