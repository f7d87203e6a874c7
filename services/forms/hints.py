"""The sentences that say when a conditional part is wanted."""

from collections.abc import Callable, Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def show_hint(condition: Mapping, by_key: Mapping) -> str:
    """For a field of the form, read where the script does not hide it. `by_key`: key -> row."""
    return _("Isi hanya bila %(condition)s.") % {"condition": condition_words(condition, by_key)}


def condition_words(condition: Mapping, by_key: Mapping, said: Callable[[str], str] = str) -> str:
    """“Jenis reklame” adalah Berjalan; the end of a sentence that begins with *bila*.

    `said`: how the catalogue's own words are written; a page marks their language.
    """
    row = by_key[condition["field"]]
    if row.type == "boolean":
        is_ticked = True in condition["in"]
        text = _("“%(label)s” dicentang") if is_ticked else _("“%(label)s” tidak dicentang")
        return text % {"label": said(row.label)}
    return _("“%(label)s” adalah %(answers)s") % {
        "label": said(row.label),
        "answers": _wanted(row, condition["in"], said),
    }


def _wanted(row, values, said) -> str:
    labels = [said(choice["label"]) for choice in row.choices if choice["value"] in values]
    return get_text_list(labels, _("atau"))
