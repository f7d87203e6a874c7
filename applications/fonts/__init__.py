"""The letters of the printed products: Inter in two weights (licence in OFL.txt), and what they can print."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
MISSING = "\N{WHITE SQUARE}"
MOST_MARKS = 2
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def _mapped_by_segments(table: bytes) -> set[int]:
    """Code points of a format 4 character map (OpenType `cmap`, basic plane)."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    segments = zip(starts, ends, strict=True)
    return {code for start, end in segments for code in range(start, end + 1)} - {0xFFFF}


def _mapped_by_groups(table: bytes) -> set[int]:
    """Code points of a format 12 character map (all planes)."""
    (count,) = struct.unpack_from(">I", table, 12)
    groups = struct.iter_unpack(">3I", table[16 : 16 + 12 * count])
    return {code for start, end, _glyph in groups for code in range(start, end + 1)}


def _letters_of(font: bytes) -> set[int]:
    (tables,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4s3I", font, 12 + 16 * number) for number in range(tables)]
    start = next(offset for tag, _checksum, offset, _length in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    letters = set()
    for number in range(maps):
        table = font[start + struct.unpack_from(">2HI", font, start + 4 + 8 * number)[2] :]
        match struct.unpack_from(">H", table)[0]:
            case 4:
                letters |= _mapped_by_segments(table)
            case 12:
                letters |= _mapped_by_groups(table)
    return letters


@cache
def letters() -> frozenset[int]:
    """Code points that every weight can print."""
    return frozenset.intersection(*(frozenset(_letters_of(f.read_bytes())) for f in FOLDER.glob("*.ttf")))


def printable(text: str) -> str:
    """The text with a square for each letter the fonts lack, without marks that hide or turn what is read.

    PDF/A refuses a document with a missing letter; names on an Indonesian identity card are in Latin script.
    Line breaks stay, other white space becomes a space. Stacked accents are cut after two: they would cover
    the line above.
    """
    kept = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind[0] == "M" else 0
        if sign == "\n":
            kept.append(sign)
        elif kind in ("Zs", "Zl", "Zp", "Cc"):
            kept.append(" ")
        elif kind == "Cf" or ord(sign) in _VARIATION_SELECTORS or marks > MOST_MARKS:
            continue
        elif ord(sign) in letters() and kind != "Co":
            kept.append(sign)
        elif marks == 0:
            kept.append(MISSING)
    return "".join(kept)
