"""Reads a PDF back: each run of letters with its place, and the tags, from the file itself."""

import re
from typing import NamedTuple

import pikepdf


class Run(NamedTuple):
    text: str
    left: float
    right: float


def _unicode_of(font) -> dict[int, str]:
    listed = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in listed}


def _widths_of(font) -> dict[int, float]:
    widths = {}
    listed = list(font.DescendantFonts[0].W)
    while listed:
        first, second = int(listed.pop(0)), listed.pop(0)
        many = list(second) if isinstance(second, pikepdf.Array) else None
        if many is None:
            width = float(listed.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
        else:
            widths |= {first + place: float(width) for place, width in enumerate(many)}
    return widths


def _shown(pieces, letters, widths) -> tuple[str, float]:
    text, thousandths = "", 0.0
    for piece in pieces:
        if not isinstance(piece, pikepdf.String):
            thousandths -= float(piece)
            continue
        codes = bytes(piece)
        for code in (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)):
            text += letters.get(code, "")
            thousandths += widths.get(code, 0)
    return text, thousandths


def runs(page) -> list[Run]:
    """Every run of letters on the page, in the order of the file; left and right in points."""
    fonts = {name: (_unicode_of(font), _widths_of(font)) for name, font in page.Resources.Font.items()}
    found, place, kept, font, size = [], pikepdf.Matrix(), [], None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(place)
            case "Q":
                place = kept.pop()
            case "cm":
                place = pikepdf.Matrix(*map(float, operands)) @ place
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "TJ" | "Tj":
                pieces = operands[0] if str(operator) == "TJ" else operands
                text, thousandths = _shown(pieces, *fonts[font])
                found.append(Run(text, place.e, place.e + thousandths / 1000 * size))
    return found


def page_texts(pdf: pikepdf.Pdf) -> list[str]:
    """What stands on each page, runs joined by a space."""
    return [" ".join(run.text.strip() for run in runs(page)) for page in pdf.pages]


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All structure elements of the document."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        children = element.get("/K", [])
        children = list(children) if isinstance(children, pikepdf.Array) else [children]
        children = [c for c in children if isinstance(c, pikepdf.Dictionary) and "/S" in c]
        found += children
        waiting += children
    return found
