"""Doors of complaints: row of the matrix -> doors; routes that are parts of a row."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency
from complaints.models import Complaint
from tests import cast
from tests.access.doors import Door, page
from tests.complaints import scenes

AT_THE_MALL = "dpmptsp"  # where AP is an official


def complaint_at(stage, state: str) -> Complaint:
    """One of Wayan's, in that state, with AP's agency where an agency has it; her days of reply are over."""
    begun = timezone.now() - timedelta(days=40)
    told = scenes.filed(by=cast.account("Wayan"), now=begun)
    if state == "filed":
        return told
    if state == "verified":
        return scenes.verified(told, now=begun)
    return getattr(scenes, state)(told, now=begun, agency=AT_THE_MALL)


def case(state: str) -> Door:
    def to(stage, actor):
        return reverse("complaint_case", args=[complaint_at(stage, state).pk]), {}

    return Door("get", "complaint_case", to)


def act(name: str, state: str, **data) -> Door:
    """An act of the desk; `data` may name an agency by its code."""

    def to(stage, actor):
        complaint = complaint_at(stage, state)
        posted = {"versi": complaint.version, "kategori": complaint.category_id, **data}
        if "instansi" in data:
            scenes.official(data["instansi"])
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
    "aduan.disposisi": [act("teruskan", "verified", instansi=scenes.AGENCY)],
    "aduan.kembalikan_bukan_wewenang": [act("kembalikan", "forwarded", pesan="Bukan tugas kami.")],
    "aduan.tanggapi": [
        act("jawab", "forwarded", jawaban="Sudah kami perbaiki."),
        act("tanggapi", "forwarded", tanggapan="Sedang kami periksa."),
    ],
    "aduan.tutup": [act("tutup", "answered")],
    "aduan.rilis_publik": [act("tampilkan", "answered", isi="Tagihan.", jawaban_umum="Sudah.")],
    "aduan.ekspor": [page("complaint_export")],
}
DOORS: dict[str, list[Door]] = {**DESK}
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
