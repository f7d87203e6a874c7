"""JSON as it is asked here: one object in UTF-8, each name once, 64 levels and one megabyte at most."""

import json
import math
import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser

from foundation.rest.refusal import Refusal

MOST_LEVELS = 64
CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")
NOT_JSON = _("Isi ini bukan JSON yang benar. Kirim satu objek JSON dalam UTF-8.")
TOO_DEEP = _("JSON ini bersarang terlalu dalam. Paling banyak 64 tingkat.")
TWICE = _("Ada nama isian yang ditulis dua kali. Tulis setiap nama sekali saja.")
NOT_AN_OBJECT = _("Isi permintaan harus satu objek JSON, contoh: {“nama”: “nilai”}.")
NO_SUCH_TEXT = _("Ada huruf yang tidak dikenal di dalam teks. Hapus huruf itu, lalu kirim lagi.")


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise Refusal(413)
        return read_object(body)


def read_object(body: bytes) -> dict:
    """The object in these bytes; Refusal 400 for anything else."""
    try:
        # A byte order mark, or UTF-16, is no JSON text of RFC 8259.
        data = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except RecursionError as error:
        raise _broken(TOO_DEEP, "depth") from error
    except ValueError as error:
        raise _broken(NOT_JSON, "parse_error") from error
    if not isinstance(data, dict):
        raise _broken(NOT_AN_OBJECT, "not_an_object")
    _check(data)
    return data


def _broken(sentence, code: str) -> Refusal:
    return Refusal(400, sentence, code=code)


def _once(pairs: list[tuple]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _broken(TWICE, "duplicate_name")
    return found


def _no_number(name: str):
    raise ValueError(f"{name} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number beyond what can be kept")
    return number


def _check(data: dict) -> None:
    """Depth, and text that PostgreSQL cannot keep: the zero byte and halves of surrogate pairs."""
    waiting = [(data, 1)]
    while waiting:
        value, level = waiting.pop()
        if level > MOST_LEVELS:
            raise _broken(TOO_DEEP, "depth")
        if isinstance(value, dict):
            waiting += [(one, level + 1) for one in value.values()] + [(key, level) for key in value]
        elif isinstance(value, list):
            waiting += [(one, level + 1) for one in value]
        elif isinstance(value, str) and CANNOT_BE_KEPT.search(value):
            raise _broken(NO_SUCH_TEXT, "text")
