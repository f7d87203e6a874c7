"""Numbers as people here write them: 1.250,5 and Rp1.250.000. Pure; what cannot be read raises ValueError."""

import re
import unicodedata
from decimal import Decimal

_WHOLE = re.compile(r"-?(?:\d{1,18}|\d{1,3}(?:[., ]\d{3}){1,5})", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,18}(?:\.\d{1,12})?", re.ASCII)
_SIGN = re.compile(r"^(rp\.?|idr)\s*", re.IGNORECASE)


def read_whole(text: str) -> int:
    """1250, 1.250, 1,250 and 1 250 are one thousand two hundred and fifty."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _WHOLE.fullmatch(plain):
        raise ValueError("not a whole number")
    return int(re.sub(r"[., ]", "", plain))


def read_rupiah(text: str) -> int:
    """Whole rupiah; the sign Rp and the endings `,00` and `,-` are allowed."""
    plain = _SIGN.sub("", unicodedata.normalize("NFKC", text).strip()).removesuffix(",-")
    # In 1.250.00 a zero is missing; only a sign that groups nothing marks the cents.
    if plain[-3:] in (",00", ".00") and plain.count(plain[-3]) == 1:
        plain = plain[:-3]
    return read_whole(plain)


def read_decimal(text: str) -> Decimal:
    """Comma or dot: of two different signs the last is the decimal sign; one seen twice groups thousands."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    comma, dot = plain.rfind(","), plain.rfind(".")
    decimal_sign = "," if comma > dot else "."
    if plain.count(decimal_sign) > 1:
        return Decimal(read_whole(plain))
    whole, _, fraction = plain.rpartition(decimal_sign) if decimal_sign in plain else (plain, "", "")
    if "," in whole or "." in whole:
        whole = str(read_whole(whole))
    canonical = f"{whole}.{fraction}" if fraction else whole
    if not _DECIMAL.fullmatch(canonical):
        raise ValueError("not a number")
    return Decimal(canonical)


def show_number(value) -> str:
    """1250.5 -> 1.250,5. `value`: int, Decimal, or the text of one."""
    text = f"{Decimal(str(value)):,f}"
    return text.translate(str.maketrans(",.", ".,"))


def show_rupiah(value: int) -> str:
    return f"Rp{show_number(value)}"
