"""Sentences for actions, rendered when read. Each room registers its own from `AppConfig.ready()`."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {}


def register(sentences: dict[str, str]) -> None:
    """`sentences`: action -> lazy sentence with `%(name)s` for the entry's parameters."""
    SENTENCES.update(sentences)


def sentence(entry) -> str:
    """What happened, in words; an action nobody described is shown as itself, never hidden."""
    text = SENTENCES.get(entry.action)
    if text is None:
        return str(_("Tindakan %(action)s dicatat.")) % {"action": entry.action}
    return str(text) % _Forgiving(entry.params)


class _Forgiving(dict):
    def __missing__(self, key):
        return "–"
