"""A table as a file that a spreadsheet opens by a double click.

UTF-8 with a byte order mark, or Excel reads the letters wrong; a semicolon between cells, because a computer set
to Indonesian takes the comma for decimals; lines end in CR LF.
"""

import csv
import io
from collections.abc import Iterable

# A spreadsheet takes a cell that begins so for a formula and runs it.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def write_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(cell: object) -> str:
    """The cell as text; an apostrophe before what a spreadsheet would run makes it text for it, too."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(RUNS) or text.startswith(RUNS) else text
