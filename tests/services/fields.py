"""Rows of a form made by hand, for tests that need no catalogue and no database."""

from datetime import date

from services.forms import build_form
from services.models import FormField

TODAY = date(2026, 11, 23)
CHOICES = [{"value": "baru", "label": "Baru"}, {"value": "lama", "label": "Lama"}]


def row(key="isi", type="text", **more) -> FormField:
    given = {"label": key.capitalize(), "required": True, "choices": [], "constraints": {}, "show_if": None}
    return FormField(key=key, type=type, **{**given, **more})


def one_form(typed=None, type="text", **more):
    """A form of a single field, posted with `typed` (None: nothing was posted under its name)."""
    data = {} if typed is None else {"isian-isi": typed}
    return build_form([row(type=type, **more)], data=data, today=TODAY)


def kept(typed, type="text", **more):
    """What a right answer is kept as."""
    form = one_form(typed, type, **more)
    assert form.is_valid(), form.errors
    return form.cleaned_answers().get("isi")


def refused(typed, type="text", **more) -> str:
    """The one sentence with which a wrong answer is refused."""
    form = one_form(typed, type, **more)
    (sentence,) = form.errors["isi"]
    return sentence
