"""Doors of reports: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door, page

DOORS: dict[str, list[Door]] = {
    "permohonan.ekspor_csv": [page("reports"), page("reports_csv")],
}
PARTS: dict[str, str] = {}
