"""Sentences for actions, rendered when read. Each room registers its own from `AppConfig.ready()`."""

import re
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation.registry.clock import in_words

SENTENCES: dict[str, str] = {}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)")


def register(sentences: dict[str, str]) -> None:
    """`sentences`: action -> lazy sentence with `%(name)s` for the entry's parameters."""
    SENTENCES.update(sentences)


def sentence(entry) -> str:
    """What happened, in words; an action nobody described is shown as itself, never hidden."""
    text = SENTENCES.get(entry.action)
    if text is None:
        return str(_("Tindakan %(action)s dicatat.")) % {"action": entry.action}
    return fill(text, entry.params)


def fill(text: str, params: dict) -> str:
    """The sentence with its `%(name)s` filled in; a missing one is a dash.

    Dates and moments in ISO form are shown as people write them, moments in the mall's zone.
    """
    return str(text) % _Forgiving({name: _shown(value) for name, value in params.items()})


def _shown(value):
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return in_words(datetime.fromisoformat(value))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date_format(date.fromisoformat(value))
    return value


class _Forgiving(dict):
    def __missing__(self, key):
        return "–"
