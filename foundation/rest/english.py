"""The same sentence in English. Indonesian sentences are the message ids, so their English is a look-up.

A sentence that was filled in before it came here is recognised by its shape, and what was filled in is looked
up in its turn. Sentences of Django and of the framework are English first: there the look-up runs backwards.
"""

import re
from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation.trans_real import translation as catalogue

INDONESIAN, ENGLISH = "id", "en"
_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
# Beyond, it quotes what somebody sent; trying every shape on that would take as long as she pleases.
_LONGEST = 400
_LEAST_LETTERS = 4  # that a shape must have of its own, or it would fit everything


def in_english(message, params=None) -> str:
    """`message`: a lazy or evaluated sentence, with its `params` still to be filled in; "" where none is known."""
    if isinstance(message, Promise):
        with translation.override(ENGLISH):
            said = str(message)
        with translation.override(INDONESIAN):
            message = str(message)
        if said != message:
            return _filled(said, params)
    text = str(message)
    found = _known(text)
    if found is not None:
        return _filled(found, params)
    return _by_shape(_filled(text, params, translate=False))


def _filled(text: str, params, *, translate: bool = True) -> str:
    if not params:
        return text
    return text % {name: _word(value) if translate else value for name, value in params.items()}


def _word(value):
    """A label that was filled in (a status, the name of a requirement) in English where it has one."""
    if not isinstance(value, (str, Promise)):
        return value
    return in_english(value) or str(value)


def _known(text: str) -> str | None:
    return _catalogue_of_ours().get(text) or _backwards().get(text)


def _by_shape(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    for shape, english in _shapes():
        if found := shape.fullmatch(text):
            words = {name: _known(value) or value for name, value in found.groupdict().items()}
            return _PLACE.sub(lambda place: words.get(place[1] or place[2], ""), english)  # noqa: B023
    return ""


@cache
def _catalogue_of_ours() -> dict[str, str]:
    """Indonesian sentence -> English, of `locale/en`."""
    entries = catalogue(ENGLISH)._catalog.items()
    return {key: value for key, value in entries if isinstance(key, str) and key and value}


@cache
def _backwards() -> dict[str, str]:
    """Indonesian sentence -> English, of what the frameworks say."""
    entries = catalogue(INDONESIAN)._catalog.items()
    return {value: key for key, value in entries if isinstance(key, str) and key and value and value != key}


@cache
def _shapes() -> list[tuple[re.Pattern, str]]:
    found = []
    for text, english in [*_catalogue_of_ours().items(), *_backwards().items()]:
        own = _PLACE.sub("", text)
        # A label with a place in it ("Berkas %(number)s") would fit half the language; a sentence does not.
        if own != text and text.endswith((".", "?")) and sum(map(str.isalpha, own)) >= _LEAST_LETTERS:
            found.append((_shape(text), english))
    return sorted(found, key=lambda pair: -len(pair[0].pattern))


def _shape(text: str) -> re.Pattern:
    parts, end, seen = [], 0, set()
    for place in _PLACE.finditer(text):
        name = place[1] or place[2]
        parts += [
            re.escape(text[end : place.start()]),
            f"(?P={name})" if name in seen else f"(?P<{name}>.+?)",
        ]
        seen.add(name)
        end = place.end()
    return re.compile("".join([*parts, re.escape(text[end:])]), re.DOTALL)
