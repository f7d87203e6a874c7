"""Every sentence the portal marks as to be said, out of its sources; needs no gettext tools.

Templates are read by Django's own reader for makemessages, Python by its syntax tree.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
ASIDE = {"tests", "docs", "bench", "launcher", "migrations", "node_modules", "deploy"}
# How many leading arguments are sentences, and whether a context stands before them.
MARKS = {"_": (1, 0), "gettext": (1, 0), "gettext_lazy": (1, 0), "gettext_noop": (1, 0), "ngettext": (2, 0)}
MARKS |= {"ngettext_lazy": (2, 0), "pgettext": (1, 1), "pgettext_lazy": (1, 1), "npgettext": (2, 1)}
MARKS |= {"npgettext_lazy": (2, 1)}
LITERAL = r"""\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*"""
CALL = re.compile(rf"\b({'|'.join(sorted(MARKS, key=len, reverse=True))})\(((?:{LITERAL},?)+)")


class Sentence(NamedTuple):
    """`plural`: "" where there is none. `where`: path of the source."""

    text: str
    plural: str
    context: str
    where: str


def every_sentence() -> list[Sentence]:
    return [*in_templates(), *in_modules()]


def in_templates() -> Iterator[Sentence]:
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
                texts = [ast.literal_eval(one.strip()) for one in re.findall(LITERAL, call[2])]
                yield from _read(call[1], texts, path)


def in_modules() -> Iterator[Sentence]:
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT)
        if ASIDE & set(place.parts) or place.parts[0].startswith("."):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        marks = {**{name: name for name in MARKS}, **aliases(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in marks:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from _read(marks[node.func.id], [one for one in texts if isinstance(one, str)], path)


def aliases(tree: ast.Module) -> dict[str, str]:
    """Name in this module -> the mark that it was imported as."""
    return {
        one.asname or one.name: one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.name in MARKS
    }


def _read(mark: str, texts: list[str], path: Path) -> Iterator[Sentence]:
    count, before = MARKS[mark]
    if len(texts) >= count + before:
        context = texts[0] if before else ""
        plural = texts[before + 1] if count == 2 else ""
        yield Sentence(texts[before], plural, context, str(path.relative_to(ROOT)))


def translations(path: Path) -> dict[tuple[str, str], list[str]]:
    """(context, sentence) -> what the .po file says for it, in each number; by a reader of its own."""
    found, entry, word = {}, {}, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if "msgid" in entry:
                said = [text for name, text in entry.items() if name.startswith("msgstr")]
                found[entry.get("msgctxt", ""), entry["msgid"]] = said
            entry = {}
            continue
        if not line.startswith('"'):
            word, line = line.split(" ", 1)
            entry[word] = ""
        entry[word] += ast.literal_eval(line)
    found.pop(("", ""))
    return found
