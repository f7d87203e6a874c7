"""Doors of what leads to a service and is handed on of it: row of the matrix -> doors."""

from tests.access.doors import Door, page
from tests.access.stage import SERVICE

DOORS: dict[str, list[Door]] = {
    "katalog.layanan_terbit.lihat": [
        page("life_event", "lahir"),
        page("service_requirements", SERVICE),
        page("service_leaflet", SERVICE),
    ],
}
PARTS: dict[str, str] = {}
