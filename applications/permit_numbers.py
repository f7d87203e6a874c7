"""How a permit's number is written, by the pattern of its service (classes of Permendagri 83/2022)."""

import re
import string
from datetime import date

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PADDING = re.compile(r"(0?[1-9])?d?")


def roman_month(month: int) -> str:
    """1 is I, 12 is XII; ValueError otherwise."""
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    return ROMAN_MONTHS[month - 1]


def permit_number(pattern: str, *, seq: int, agency: str, issued_on: date, service: str = "") -> str:
    """The pattern filled in, such as "500.16.7/{seq:03d}/{agency}/{roman_month}/{year}".

    The width after the colon is a minimum: the 1000th number prints 1000. ValueError for any placeholder but
    seq, agency, service, roman_month, month and year, for a format that is no width of a whole number, for a
    placeholder without its value, and for a pattern without {seq}, which would give one number twice.
    """
    known = {
        "seq": seq,
        "agency": agency,
        "service": service,
        "roman_month": roman_month(issued_on.month),
        "month": issued_on.month,
        "year": issued_on.year,
    }
    printed = []
    asked = set()
    for plain, name, width, conversion in string.Formatter().parse(pattern):
        printed.append(plain)
        if name is None:
            continue
        value = known.get(name, "")
        padded = not width or (isinstance(value, int) and _PADDING.fullmatch(width))
        if value == "" or conversion or not padded:
            raise ValueError(f"A permit number cannot be made from {{{name}}} in {pattern!r}.")
        asked.add(name)
        printed.append(format(value, width))
    if "seq" not in asked:
        raise ValueError(f"A permit number needs {{seq}}: {pattern!r}.")
    return "".join(printed)
