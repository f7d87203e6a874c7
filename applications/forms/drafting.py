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
from services.conditions import shown
from services.forms import CATALOGUE, PREFIX, AnswersForm, Topic, build_form, topics_of


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
    """Whether what was typed can be stored as a draft; on a judged form stay the errors that forbid it."""
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


class TopicPage:
    """One topic out of the whole form, so that conditions on other pages keep their meaning.

    `posted`: key -> what came with the request, None on a first look; `judged`: whether a first look shows
    what is wrong with the stored answers. What other pages hold stays as it is stored.
    """

    def __init__(
        self,
        application: Application,
        number: int,
        *,
        now: datetime,
        posted: dict | None = None,
        judged=False,
    ):
        self.rows = list(application.standard.fields.all())
        self.topics = topics_of(self.rows)
        self.topic = self._chosen(number)
        self.stored, self.today = application.answers, timezone.localdate(now)
        self.drawn = self._drawn()
        self.form = self._form(posted, judged)
        self._settle()
        self.fields = [self.form[key] for key in self.drawn]

    def _chosen(self, number: int) -> Topic:
        """Raises LookupError where the form has no topic of that number."""
        if not 1 <= number <= len(self.topics):
            raise LookupError(number)
        return self.topics[number - 1]

    @property
    def name(self) -> str:
        return self.topic.title or self.topic.labels

    @property
    def name_lang(self) -> str:
        """ "" where it is in the language of the page."""
        return "" if self.topic.title else CATALOGUE

    def _drawn(self) -> list[str]:
        """Keys that are asked; one whose condition is on this page is left to the script and the reader."""
        asked = shown(self.rows, self.stored)
        drawn: list[str] = []
        for row in self.topic.rows:
            if row.key in asked or (row.show_if and row.show_if["field"] in drawn):
                drawn.append(row.key)
        return drawn

    def _settle(self) -> None:
        """A question whose condition was met on another page is simply asked."""
        for row in self.topic.rows:
            if row.show_if and row.show_if["field"] not in self.drawn:
                self.form.fields[row.key].show_if = self.form.fields[row.key].show_hint = None

    def _form(self, posted: dict | None, judged: bool) -> AnswersForm:
        if posted is None and not judged:
            return build_form(self.rows, initial=self.stored, today=self.today)
        data = typed(self.stored)
        if posted is not None:
            kept = {key: value for key, value in self.stored.items() if key not in self.drawn}
            data = typed(kept) | {f"{PREFIX}-{key}": value for key, value in posted.items()}
        form = build_form(self.rows, data=data, today=self.today)
        form.is_valid()
        for name in set(form.errors) & set(form.fields) - set(self.drawn):
            del form.errors[name]
        return form


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
