"""The answers of a draft: kept as typed, judged only when the citizen goes on."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from applications.workflow.checks import typed
from applications.workflow.written import check_typed
from services.forms import AnswersForm, build_form


class SeenForm(forms.Form):
    """The version of the file that the page was drawn from, so that a stale page is noticed."""

    versi = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"),
            gettext_lazy("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."),
        ),
    )


def may_keep(form: AnswersForm) -> bool:
    """Whether what was typed can be stored as a draft; on the form stay the errors that forbid it."""
    form.is_valid()
    for name, errors in list(form.errors.as_data().items()):
        if not any(error.code == "unknown_field" for error in errors):
            del form.errors[name]
    try:
        check_typed(form.rows, form.raw_answers())
    except ValidationError as error:
        for key, errors in error.error_dict.items():
            form.add_error(key, errors)
    return not form.errors


def answers_so_far(application: Application, *, now: datetime) -> dict:
    """The clean answers of a draft; what is not right yet is left out."""
    rows = list(application.standard.fields.all())
    form = build_form(rows, data=typed(application.answers), today=timezone.localdate(now))
    form.is_valid()
    return form.cleaned_answers()


class Difference(NamedTuple):
    label: str
    stored: str
    typed: str


def differences(form: AnswersForm, stored: Mapping) -> list[Difference]:
    """Where a bound form says something else than what is stored."""
    typed = form.raw_answers()
    return [
        Difference(field.label, _shown(field, stored.get(key)), _shown(field, typed.get(key)))
        for key, field in form.fields.items()
        if (stored.get(key) or "") != (typed.get(key) or "")
    ]


def _shown(field: forms.Field, value) -> str:
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(field, forms.ChoiceField):
        return str(dict(flatten_choices(field.choices)).get(value, value or ""))
    return str(value or "")
