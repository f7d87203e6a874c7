"""Doors of complaints: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from accounts.models import Agency
from complaints.secrets import secret_of
from tests.access.doors import KEY, Door, page
from tests.complaints.at_the_form import filled


def case(state: str) -> Door:
    def to(stage, actor):
        return reverse("complaint_case", args=[stage.complaint(state).pk]), {}

    return Door("get", "complaint_case", to)


def act(name: str, state: str, **data) -> Door:
    """An act of the desk; `data` may name an agency by its code."""

    def to(stage, actor):
        complaint = stage.complaint(state)
        posted = {"versi": complaint.version, "kategori": complaint.category_id, **data}
        if "instansi" in data:
            posted["instansi"] = Agency.objects.get(code=data["instansi"]).pk
        return reverse("complaint_case_act", args=[complaint.pk, name]), posted

    return Door("post", "complaint_case_act", to)


DESK = {
    "aduan.kotak_masuk.daftar": [page("complaint_inbox")],
    "aduan.isi.baca": [case("forwarded")],
    "aduan.verifikasi_arsip": [
        act("verifikasi", "filed"),
        act("arsipkan", "filed", alasan="too_general", penjelasan="Sebutkan tempatnya."),
        act("rahasiakan", "forwarded"),
    ],
    "aduan.disposisi": [act("teruskan", "verified", instansi="inspektorat")],
    "aduan.kembalikan_bukan_wewenang": [act("kembalikan", "forwarded", pesan="Bukan tugas kami.")],
    "aduan.tanggapi": [
        act("jawab", "forwarded", jawaban="Sudah kami perbaiki."),
        act("tanggapi", "forwarded", tanggapan="Sedang kami periksa."),
    ],
    "aduan.tutup": [act("tutup", "overdue")],
    "aduan.rilis_publik": [act("tampilkan", "answered", isi="Tagihan.", jawaban_umum="Sudah.")],
    "aduan.ekspor": [page("complaint_export")],
}


def told(stage, actor):
    return reverse("complaint_file"), filled()


def by_secret(stage, actor) -> dict:
    """Number and secret: f knows them of a complaint without an account, o of one she sent without her name."""
    complaint = stage.complaint("nobody's answered")
    knows = actor in ("AN", "CO")
    kode = secret_of(complaint.pk) if knows else "A" * 26
    return {"nomor": complaint.number, "kode": kode, "versi": complaint.version, "kunci": KEY}


def tracked(stage, actor):
    return reverse("complaint_track"), by_secret(stage, actor)


def disputed(stage, actor):
    data = by_secret(stage, actor) | {"text": "Tagihannya masih sama."}
    return reverse("complaint_secret_act", args=["bantah"]), data


def published(stage, actor):
    return reverse("public_complaint", args=[stage.complaint("released").pk]), {}


CITIZEN = {
    "aduan.buat": [page("complaint_start"), page("complaint_file"), Door("post", "complaint_file", told)],
    "aduan.milik_sendiri.lihat": [Door("post", "complaint_track", tracked)],
    "aduan.bantah_sebelum_tutup": [Door("post", "complaint_secret_act", disputed)],
    "aduan.terbit.lihat": [
        page("public_complaints"),
        page("public_complaints_feed"),
        Door("get", "public_complaint", published),
    ],
    "aduan.statistik_publik": [page("public_complaints")],
}
DOORS: dict[str, list[Door]] = {**DESK, **CITIZEN}
# Her own by her account opens to her alone: tests/complaints/test_citizen_pages.py asks each column.
PARTS: dict[str, str] = {
    "my_complaints": "aduan.milik_sendiri.lihat",
    "complaint": "aduan.milik_sendiri.lihat",
    "complaint_photo": "aduan.milik_sendiri.lihat",
    "complaint_act": "aduan.bantah_sebelum_tutup",
}
