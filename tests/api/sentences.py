"""Every sentence with which the API can refuse, read from the source; imports nothing of the project."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Rooms that the API has doors to.
ROOMS = ("accounts", "services", "sla", "applications", "complaints")
SHELVES = ("workflow", "permissions", "validators", "forms", "serializers", "api")
GROUND = ("foundation/registry", "foundation/documents", "foundation/rest")
# What these say is read in a history, in a letter, or on a page only.
NOT_REFUSALS = {"registers.py", "notices.py", "sentences.py", "scopes.py", "hints.py"}
BESIDE_A_FIELD = {"help_text", "label", "widget", "subject", "text", "initial", "empty_label", "description"}
MARKS = {"_", "gettext", "gettext_lazy"}


def modules() -> Iterator[Path]:
    places = [ROOT / room / shelf for room in ROOMS for shelf in SHELVES] + [ROOT / one for one in GROUND]
    for place in places:
        found = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        yield from (one for one in found if one.exists() and one.name not in NOT_REFUSALS)


def refusals() -> dict[str, str]:
    """Sentence -> the first module that says it."""
    found: dict[str, str] = {}
    for module in modules():
        for sentence in _sentences(ast.parse(module.read_text())):
            found.setdefault(sentence, str(module.relative_to(ROOT)))
    return found


def _sentences(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.keyword) and node.arg in BESIDE_A_FIELD:
        return
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SENTENCES":
        return  # of the history
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
        text = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        if is_sentence(text):
            yield text
        return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def is_sentence(text: str) -> bool:
    return text.endswith((".", "?")) or "contoh" in text.lower() or ". " in text
