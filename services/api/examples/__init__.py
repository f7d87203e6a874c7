"""Answers about one real service of the catalogue; a test holds them against what the API says."""

import json
from pathlib import Path


def example(name: str) -> dict:
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())
