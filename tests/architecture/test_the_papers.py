"""The docs say what the code says."""

import ast
import io
import statistics
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
ROOMS = [
    "mpp_portal",
    "operations",
    "reports",
    "complaints",
    "applications",
    "sla",
    "services",
    "pages",
    "accounts",
    "foundation",
    "launcher",
]
LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_MODULE = 300, 40, 80


def modules():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_the_drawings_of_the_workflows_are_fresh():
    for drawing in ("draw_workflow", "draw_complaint_workflow"):
        call_command(drawing, check=True, stdout=io.StringIO())


def test_modules_and_functions_stay_short():
    lengths, too_long = [], []
    for path in modules():
        text = path.read_text()
        tree = ast.parse(text)
        lines = text.count("\n")
        if any(not isinstance(node, ast.Expr) for node in tree.body):
            lengths.append(lines)
        if lines > LONGEST_MODULE and path.name != "settings.py":
            too_long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = node.end_lineno - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    too_long.append(f"{path.relative_to(ROOT)}: {node.name} has {size} lines")
    assert not too_long
    assert statistics.median(lengths) <= MEDIAN_MODULE
