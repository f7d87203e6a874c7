"""`.env.example` names what the settings read, in their order, and nothing else."""

import ast
from pathlib import Path

import pytest

from tests.deploy.compose import ROOT, SERVER, env_file, variables

EXAMPLE = ROOT / ".env.example"
READ_ELSEWHERE = {"WEB_BIND"}  # by gunicorn's file and the health check


def names_read(path: Path) -> list[str]:
    """The first argument of each `env.kind("NAME")`, in the order of the file."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr != "read_env"
    ]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [call.args[0].value for call in calls]


def test_it_names_every_setting_in_order_and_nothing_else():
    files = [ROOT / "mpp_portal" / name for name in ("mall.py", "settings.py", "rest.py")]
    read = [name for file in files for name in names_read(file)]
    assert len(read) > 30
    of_compose = variables((ROOT / SERVER).read_text()) | READ_ELSEWHERE
    named = list(env_file(EXAMPLE, with_defaults=True))
    assert [name for name in named if name not in of_compose] == list(dict.fromkeys(read))
    assert of_compose <= set(named)


def test_nothing_else_of_the_portal_reads_the_environment():
    """But for the launcher's marks and gunicorn's file, which says so itself."""
    rooms = [path.parent for path in ROOT.glob("*/apps.py") if path.parent.name != "mpp_portal"] + [
        ROOT / "foundation"
    ]
    assert len(rooms) > 8
    readers = [
        path
        for room in rooms
        for path in room.rglob("*.py")
        if "os.environ" in path.read_text() or "environs" in path.read_text()
    ]
    assert not readers


@pytest.mark.parametrize("name", env_file(EXAMPLE, with_defaults=True))
def test_each_has_its_comment(name):
    """Its own, or that of the line before it, which it goes with."""
    lines = EXAMPLE.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.lstrip("#").startswith(f"{name}="))
    block = []
    while at >= 0 and lines[at]:
        block.append(lines[at])
        at -= 1
    assert any(line.startswith("# ") for line in block)


def test_no_secret_is_filled_in():
    values = env_file(EXAMPLE)
    assert [values[name] for name in ("SECRET_KEY", "VAULT_KEYS", "VAULT_HASH_KEY")] == ["", "", ""]
    assert all("PASSWORD" in values[name] for name in ("DATABASE_URL", "REDIS_URL"))
