"""Doors of the REST API: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door, page
from tests.access.stage import SERVICE

DOORS: dict[str, list[Door]] = {
    "katalog.layanan_terbit.lihat": [
        page("api-agencies"),
        page("api-services"),
        page("api-service", SERVICE),
    ],
    "akun.profil_sendiri.lihat_ubah": [
        page("api-profile"),
        page("api-organisations"),
        page("api-dependants"),
    ],
}
PARTS: dict[str, str] = {
    # Whatever stands below /api/ and is nothing: refused to everybody.
    "api-nothing": "api.di_luar_scope",
    "api-organisation": "akun.profil_sendiri.lihat_ubah",
    "api-dependant": "akun.profil_sendiri.lihat_ubah",
}
