"""Doors of reports: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door

DOORS: dict[str, list[Door]] = {}
PARTS: dict[str, str] = {}
