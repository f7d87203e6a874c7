"""Reads docs/access_matrix.csv; knows nothing of the project."""

import csv
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "access_matrix.csv"
# An agency's own API client has no door yet: sessions are the only way in, so its column waits for the REST API.
LATER = {"AC"}


def rows() -> dict[str, dict[str, str]]:
    """Row name -> {actor: cell}."""
    with FILE.open() as file:
        table = list(csv.DictReader(file))
    return {
        row["objek_aksi"]: {
            actor: cell for actor, cell in row.items() if actor != "objek_aksi" and actor not in LATER
        }
        for row in table
    }
