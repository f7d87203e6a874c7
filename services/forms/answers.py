"""The form of a service, built from rows of its standard. What is not asked is not demanded and not kept."""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from services.conditions import shown
from services.forms.hints import show_hint
from services.forms.regions import places_for, regions_of
from services.forms.types import BUILDERS
from services.models import FormField

PREFIX = "isian"
# What the device draft of the browser never keeps (docs/weak_signal.md): by type, or by what the key names.
PRIVATE_TYPES = {"nik", "phone", "email"}
PRIVATE_KEY = re.compile(r"(^|_)(nik|kk|npwp|npwpd|nib|rekening|paspor)(_|$)")
CATALOGUE = "id"  # the language of the catalogue's words, whatever the page is in


def build_form(fields: Iterable[FormField], *, data=None, initial=None, today: date, prefix: str = PREFIX):
    """The form for these rows; one query when there is a region among them, else none.

    `initial`: key -> answer, as `cleaned_answers()` or as `raw_answers()` gave it; other keys are left out.
    """
    rows = list(fields)
    return AnswersForm(rows, regions=regions_of(rows), today=today, data=data, initial=initial, prefix=prefix)


class AnswersForm(forms.Form):
    use_required_attribute = False

    def __init__(self, rows, *, regions, today, **kwargs):
        super().__init__(**kwargs)
        self.rows = rows
        by_key = {row.key: row for row in rows}
        for row in rows:
            self.fields[row.key] = self._field(row, by_key, regions, today)

    @property
    def show_prefix(self) -> str:
        """For `data-show-prefix` of the `<form>`."""
        return self.add_prefix("")

    def _field(self, row, by_key, regions, today):
        options = {"label": row.label, "help_text": escape(row.help), "required": row.required}
        extra = {
            "date": lambda: {"today": today},
            "choice": lambda: {"choices": row.choices},
            "region": lambda: {"places": places_for(row, regions)},
        }
        field = BUILDERS[row.type](row.constraints, **options, **extra.get(row.type, dict)())
        field.lang = CATALOGUE
        if row.type in PRIVATE_TYPES or PRIVATE_KEY.search(row.key):
            field.widget.attrs["data-private"] = True
        if row.show_if:
            field.show_if = json.dumps(row.show_if)
            field.show_hint = show_hint(row.show_if, by_key)
        return field

    def clean(self):
        given = self.cleaned_data
        asked = shown(self.rows, given)
        for row in self.rows:
            if row.key not in asked:
                self.errors.pop(row.key, None)
                given.pop(row.key, None)
        for row in self.rows:
            if row.key in given and "after_field" in row.constraints:
                self._compare_days(row)
        self._refuse_unknown_keys()
        return given

    def _compare_days(self, row):
        """`after_field`: the same day or later; `max_span_days`: at most so many days later."""
        start, end = self.cleaned_data.get(row.constraints["after_field"]), self.cleaned_data.get(row.key)
        if start is None or end is None:
            return
        words = {"label": self.fields[row.constraints["after_field"]].label}
        longest = row.constraints.get("max_span_days")
        if end < start:
            self.add_error(row.key, _("Pilih tanggal yang sama atau sesudah “%(label)s”.") % words)
        elif longest is not None and (end - start).days > longest:
            words["days"] = longest
            self.add_error(row.key, _("Paling lama %(days)s hari sesudah “%(label)s”.") % words)

    def _refuse_unknown_keys(self):
        prefix = self.add_prefix("")
        unknown = [name.removeprefix(prefix) for name in self.data if name.startswith(prefix)]
        unknown = [key for key in unknown if key not in self.fields]
        if unknown:
            sentence = _("Isian “%(key)s” tidak ada pada layanan ini. Muat ulang halaman lalu isi kembali.")
            raise ValidationError(sentence, code="unknown_field", params={"key": unknown[0][:60]})

    def cleaned_answers(self) -> dict:
        """Key -> plain JSON value of what was asked and answered: ISO date, decimal as text, region code."""
        return {key: _plain(value) for key, value in self.cleaned_data.items() if value not in (None, "")}

    def raw_answers(self) -> dict:
        """Key -> what was typed, valid or not, for a draft."""
        typed = {
            key: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(key))
            for key, field in self.fields.items()
        }
        return {key: value for key, value in typed.items() if value not in (None, "")}


def _plain(value) -> str | int | bool:
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
