"""Doors of complaints: row of the matrix -> doors; routes that are parts of a row."""

from tests.access.doors import Door

DOORS: dict[str, list[Door]] = {}
PARTS: dict[str, str] = {
    "complaint_start": "aduan.buat",
    "complaint_file": "aduan.buat",
    "my_complaints": "aduan.milik_sendiri.lihat",
    "complaint": "aduan.milik_sendiri.lihat",
    "complaint_track": "aduan.milik_sendiri.lihat",
    "complaint_photo": "aduan.milik_sendiri.lihat",
    "complaint_act": "aduan.bantah_sebelum_tutup",
    "complaint_secret_act": "aduan.bantah_sebelum_tutup",
    "public_complaints": "aduan.terbit.lihat",
    "public_complaint": "aduan.terbit.lihat",
    "public_complaints_feed": "aduan.terbit.lihat",
}
