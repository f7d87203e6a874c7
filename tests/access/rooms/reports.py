"""Doors of reports, and of codes printed at the desk: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from accounts.models import User
from tests.access.doors import KEY, Door, page

PHONE = "+6281298765432"


def found(stage, actor):
    return reverse("desk_code_find"), {"nomor": phone_only()}


def printed(stage, actor):
    data = {"kunci": KEY, "nomor": phone_only(), "untuk": "phone", "ktp": "on"}
    return reverse("desk_code_print"), data


def phone_only() -> str:
    """The number of somebody who has a phone and nothing else."""
    User.objects.create_user(phone=PHONE, name="Sari", verified=False)
    return PHONE


DOORS: dict[str, list[Door]] = {
    "permohonan.ekspor_csv": [page("reports"), page("reports_csv")],
    "akun.kode_loket.cetak": [
        page("desk_code_find"),
        Door("post", "desk_code_find", found),
        Door("post", "desk_code_print", printed),
    ],
    "akun.kode_loket.pakai": [page("desk_code"), page("desk_code_wait")],
}
PARTS: dict[str, str] = {"desk_code_slip": "akun.kode_loket.cetak"}
