from types import SimpleNamespace

from services.conditions import applicable_requirements, applies, shown
from tests.services.fields import row


def when(field, *values):
    return {"field": field, "in": list(values)}


def test_no_condition_always_applies():
    assert applies(None, {})


def test_a_condition_applies_to_its_values_only():
    assert applies(when("jenis", "a", "b"), {"jenis": "b"})
    assert not applies(when("jenis", "a", "b"), {"jenis": "c"})
    assert not applies(when("jenis", "a", "b"), {})


def test_true_is_neither_one_nor_a_text():
    assert applies(when("kuasa", True), {"kuasa": True})
    assert not applies(when("kuasa", True), {"kuasa": 1})
    assert not applies(when("kuasa", True), {"kuasa": "true"})
    assert not applies(when("kuasa", False), {"kuasa": None})
    assert applies(when("kuasa", False), {"kuasa": False})


def test_a_chain_hides_everything_below_its_first_hidden_field():
    chain = [
        row("a", "choice"),
        row("b", "boolean", show_if=when("a", "ya")),
        row("c", show_if=when("b", True)),
    ]
    assert shown(chain, {"a": "ya", "b": True}) == {"a", "b", "c"}
    assert shown(chain, {"a": "ya", "b": False}) == {"a", "b"}
    assert shown(chain, {"a": "tidak", "b": True}) == {"a"}


def test_the_order_of_the_fields_makes_no_difference():
    late = [row("c", show_if=when("a", "ya")), row("a", "choice")]
    assert shown(late, {"a": "ya"}) == {"a", "c"}


def test_fields_in_a_circle_are_hidden_and_do_not_hang():
    circle = [row("a", show_if=when("b", "x")), row("b", show_if=when("a", "x"))]
    assert shown(circle, {"a": "x", "b": "x"}) == set()


def test_requirements_without_condition_and_with_a_true_one_are_called_for():
    requirements = [
        SimpleNamespace(code="selalu", condition=None),
        SimpleNamespace(code="kuasa", condition=when("dikuasakan", True)),
    ]
    assert [one.code for one in applicable_requirements(requirements, {"dikuasakan": True})] == [
        "selalu",
        "kuasa",
    ]
    assert [one.code for one in applicable_requirements(requirements, {})] == ["selalu"]
