"""The answers to mend, drawn from the whole form so that its conditions keep their meaning."""

from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from applications.forms.progress import anchor
from applications.models import Application, Verdict
from applications.workflow.checks import editable_fields, typed
from services.conditions import shown
from services.forms import PREFIX, AnswersForm, build_form


def posted_answers(data: QueryDict) -> dict:
    """Every value posted under the form's prefix, known or not; the verb refuses what was not asked."""
    start = f"{PREFIX}-"
    return {name.removeprefix(start): data[name] for name in data if name.startswith(start)}


class Mending:
    """`fields`: bound fields to draw. `answers`: typed values, None on the first look."""

    def __init__(
        self, application: Application, verdicts: list[Verdict], *, now: datetime, answers: dict | None = None
    ):
        self.rows = list(application.standard.fields.all())
        self.keys = {row.key for row in editable_fields(self.rows, verdicts)}
        self.stored = application.answers
        self.form = self._form(answers, timezone.localdate(now))
        notes = {verdict.field.key: verdict.note for verdict in verdicts if verdict.field}
        self.fields = [(self.form[key], notes.get(key, "")) for key in self._drawn()]

    def _form(self, answers: dict | None, today) -> AnswersForm:
        if answers is None:
            return build_form(self.rows, initial=self.stored, today=today)
        kept = {key: value for key, value in self.stored.items() if key not in self.keys}
        form = build_form(self.rows, data=typed({**kept, **answers}), today=today)
        form.is_valid()
        # An answer that nobody asked to mend stays as sent, even where its day has passed meanwhile.
        for name in set(form.errors) & set(form.fields) - self.keys:
            del form.errors[name]
        return form

    def _drawn(self) -> list[str]:
        """Keys to mend that are asked. One whose condition cannot change here is drawn without it."""
        asked = shown(self.rows, self.stored)
        drawn = []
        for row in self.rows:
            if row.key not in self.keys:
                continue
            depends_on_drawn = row.show_if and row.show_if["field"] in self.keys
            if not depends_on_drawn:
                self.form.fields[row.key].show_if = None
                self.form.fields[row.key].show_hint = ""
            if depends_on_drawn or row.key in asked:
                drawn.append(row.key)
        return drawn

    @property
    def asked(self) -> list[tuple]:
        """(field, the officer's note, the link to it) of what she asked herself."""
        return [(field, note, f"#{anchor(field)}") for field, note in self.fields if note]

    @property
    def answers(self) -> dict:
        """The whole answers as they would stand."""
        return {**self.stored, **self.form.cleaned_answers()} if self.form.is_bound else self.stored
