"""Reads the compose files; knows nothing of the project."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SCHEMA = Path(__file__).parent / "compose-spec" / "compose-spec.json"
SERVER, DEVELOPERS = "docker-compose.yml", "docker-compose.dev.yml"


def read(name: str) -> dict:
    return yaml.safe_load((ROOT / name).read_text())


def services(name: str = SERVER) -> dict[str, dict]:
    return read(name)["services"]


def variables(text: str) -> set[str]:
    """Names that compose fills in; `$$` stands for a sign."""
    return set(re.findall(r"(?<!\$)\$\{?([A-Z_]+)", text))


def env_file(path: Path, *, with_defaults: bool = False) -> dict[str, str]:
    """NAME -> value of the lines that are set; `with_defaults` also of those that stand at their default."""
    lines = path.read_text().splitlines()
    found = [re.fullmatch(r"(#?)([A-Z_]+)=(.*)", line) for line in lines]
    return {one[2]: one[3] for one in found if one and (with_defaults or not one[1])}
