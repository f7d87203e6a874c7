"""Reads docs/access_matrix.csv; knows nothing of the project."""

import csv
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "access_matrix.csv"
# An agency's own app; until machine tokens come, each of its cells but A is refused at every door of the API.
MACHINE = "AC"


def rows() -> dict[str, dict[str, str]]:
    """Row name -> {actor: cell}."""
    with FILE.open() as file:
        table = list(csv.DictReader(file))
    return {
        row["objek_aksi"]: {actor: cell for actor, cell in row.items() if actor != "objek_aksi"}
        for row in table
    }
