"""Doors of the REST API: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door, page

DOORS: dict[str, list[Door]] = {
    "katalog.layanan_terbit.lihat": [page("api-agencies")],
}
PARTS: dict[str, str] = {
    # Whatever stands below /api/ and is nothing: refused to everybody.
    "api-nothing": "api.di_luar_scope",
}
