"""Doors of complaints in the REST API: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from complaints.models import Complaint
from complaints.secrets import secret_of
from tests.access.doors import Door, page
from tests.access.stage import Stage
from tests.complaints import scenes

TEXT = {"text": "Tagihannya masih sama."}


def complaint(stage: Stage, actor: str, state: str) -> Complaint:
    """Sari's by her account; for nobody signed in one without an account, opened by its secret."""
    return stage.complaint(f"nobody's {state}" if actor == "AN" else state)


def of_complaint(route: str, state: str, method: str = "get", **body) -> Door:
    def to(stage, actor):
        stage.told = complaint(stage, actor, state)
        return reverse(route, args=[stage.told.pk]), body

    return Door(method, route, to, json=method == "post", headers=secret)


def secret(stage: Stage, actor: str) -> dict:
    return {"Complaint-Secret": secret_of(stage.told.pk)} if actor == "AN" else {}


def photo(route: str) -> Door:
    def to(stage, actor):
        stage.told = complaint(stage, actor, "forwarded")
        return reverse(route, args=[stage.told.pk, stage.told.photos.get().pk]), {}

    return Door("get", route, to, headers=secret)


def uploaded(stage, actor):
    stage.told = complaint(stage, actor, "filed")
    return reverse("api-complaint-photos", args=[stage.told.pk]), {"photo": scenes.photo()}


def tracked(stage, actor):
    told = stage.complaint("nobody's filed")
    data = {"number": told.number, "secret": secret_of(told.pk)}
    return reverse("api-complaint-tracking"), data


def filed(stage, actor):
    data = {"kind": "complaint", "category": scenes.CATEGORY, "title": "Antre lama", "text": "Dua jam."}
    return reverse("api-complaints"), data


def public(stage, actor):
    return reverse("api-public-complaint", args=[stage.complaint("released").pk]), {}


def overdue(stage, actor):
    """Answered so long ago that the reporter's days are over."""
    return reverse("api-complaint-close", args=[stage.complaint("overdue").pk]), {}


def verification() -> Door:
    return of_complaint("api-complaint-verify", "filed", "post", category=scenes.CATEGORY)


def forwarding() -> Door:
    def to(stage, actor):
        stage.told = complaint(stage, actor, "forwarded")
        return reverse("api-complaint-forward", args=[stage.told.pk]), {"agency": "inspektorat"}

    return Door("post", "api-complaint-forward", to, json=True)


DOORS: dict[str, list[Door]] = {
    "aduan.buat": [Door("post", "api-complaints", filed, json=True)],
    "aduan.milik_sendiri.lihat": [
        of_complaint("api-complaint", "answered"),
        photo("api-complaint-photo"),
        of_complaint("api-complaint-reply", "answered", "post", **TEXT),
        of_complaint("api-complaint-accept", "answered", "post"),
        Door("post", "api-complaint-photos", uploaded, headers=secret),
    ],
    "aduan.bantah_sebelum_tutup": [of_complaint("api-complaint-dispute", "answered", "post", **TEXT)],
    "aduan.kotak_masuk.daftar": [page("api-complaint-inbox")],
    "aduan.isi.baca": [of_complaint("api-complaint-case", "forwarded"), photo("api-complaint-case-photo")],
    "aduan.disposisi": [forwarding()],
    "aduan.tanggapi": [
        of_complaint("api-complaint-answer", "forwarded", "post", **TEXT),
        of_complaint("api-complaint-answer-meanwhile", "forwarded", "post", **TEXT),
    ],
    "aduan.tutup": [Door("post", "api-complaint-close", overdue, json=True)],
    "aduan.verifikasi_arsip": [
        verification(),
        of_complaint("api-complaint-archive", "filed", "post", reason="too_general", **TEXT),
        of_complaint("api-complaint-conceal", "forwarded", "post"),
    ],
    "aduan.kembalikan_bukan_wewenang": [
        of_complaint("api-complaint-send-back", "forwarded", "post", note="Bukan tugas kami.")
    ],
    "aduan.rilis_publik": [
        of_complaint("api-complaint-release", "answered", "post", answer="Sudah diperbaiki.", **TEXT)
    ],
    "aduan.terbit.lihat": [
        page("api-complaint-categories"),
        page("api-public-complaints"),
        Door("get", "api-public-complaint", public),
    ],
}
PARTS: dict[str, str] = {"api-complaint-tracking": "aduan.milik_sendiri.lihat"}
