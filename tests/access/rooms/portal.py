"""Doors of the portal's own pages: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door, page

DOORS: dict[str, list[Door]] = {"portal.komponen.lihat": [page("pieces")]}
PARTS: dict[str, str] = {"mall_look": "halaman.terbit.lihat"}
