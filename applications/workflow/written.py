"""What somebody wrote, judged before it is kept: a page sends text, a program may send anything."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from services.models import FormField

MAX_LETTERS, MAX_GROUND, MAX_NUMBER = 4000, 250, 80
NUMBERS = ("integer", "decimal", "money")
MOST_DIGITS = 10**18


def text(value, *, label: str, longest: int = MAX_LETTERS) -> str:
    """The text without the space around it; a line break counts as one letter however it was sent.

    Raises ValidationError for what is no text, holds letters that cannot be kept, or is longer.
    """
    if not isinstance(value, str):
        raise ValidationError(
            _("“%(label)s” harus berupa teks. Tulis lagi isinya."), code="not_text", params={"label": label}
        )
    if "\0" in value or not _is_whole(value):
        raise ValidationError(
            _("“%(label)s” memuat huruf yang tidak dapat disimpan. Tulis lagi isinya."),
            code="letters",
            params={"label": label},
        )
    plain = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > longest:
        raise ValidationError(
            _("“%(label)s” paling banyak %(longest)s huruf. Persingkat isinya."),
            code="too_long",
            params={"label": label, "longest": f"{longest:,}".replace(",", ".")},
        )
    return plain


def _is_whole(value: str) -> bool:
    """JSON can spell half a character, which no page could ever show again."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_typed(fields: Iterable[FormField], answers) -> dict:
    """Answers as they may be kept, finished or not: known keys; text, a number where one is asked, or a tick.

    Raises ValidationError by field key, "answers" for what belongs to no field.
    """
    if not isinstance(answers, Mapping):
        raise ValidationError({"answers": _("Isian harus berupa pasangan nama isian dan jawabannya.")})
    rows = {row.key: row for row in fields}
    kept, faults = {}, {}
    for key, value in answers.items():
        if key not in rows:
            sentence = _("Isian “%(key)s” tidak ada pada layanan ini. Muat ulang halaman lalu isi kembali.")
            shown = str(key)[:60].encode(errors="replace").decode()
            faults["answers"] = ValidationError(sentence, code="unknown_field", params={"key": shown})
            continue
        try:
            kept[key] = _typed(rows[key], value)
        except ValidationError as error:
            faults[key] = error
    if faults:
        raise ValidationError(faults)
    return kept


def _typed(row: FormField, value):
    if row.type == "boolean" and isinstance(value, bool):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if row.type in NUMBERS and is_number and math.isfinite(value) and abs(value) < MOST_DIGITS:
        return format(Decimal(str(value)).normalize(), "f")
    if isinstance(value, str) and len(value.replace("\r\n", "\n").strip()) > MAX_LETTERS:
        raise ValidationError(_("Paling banyak 4.000 huruf. Persingkat isian ini."), code="too_long")
    # As it was typed, with its spaces: nothing is judged yet but that it can be kept.
    text(value, label=row.label)
    return value
