"""Doors of editable pages: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from tests.access.doors import KEY, Door, page
from tests.pages import writing


def act(word: str, standing: str) -> Door:
    """An act about an edition of the editor's that stands so."""

    def to(stage, actor):
        edition = writing.edition(
            standing, by=stage.people["CE"], decided_by=stage.people["KO"], now=stage.now
        )
        data = {"versi": edition.version, "alasan": "Tanggalnya keliru."}
        return reverse("desk_page_act", args=[edition.pk, word]), data

    return Door("post", "desk_page_act", to)


def of_edition(route: str, standing: str = "submitted") -> Door:
    def to(stage, actor):
        edition = writing.edition(
            standing, by=stage.people["CE"], decided_by=stage.people["KO"], now=stage.now
        )
        return reverse(route, args=[edition.pk]), {}

    return Door("get", route, to)


def of_page(route: str, standing: str = "published") -> Door:
    def to(stage, actor):
        edition = writing.edition(
            standing, by=stage.people["CE"], decided_by=stage.people["KO"], now=stage.now
        )
        return reverse(route, args=[edition.page_id]), {}

    return Door("get", route, to)


def saved(stage, actor):
    edition = writing.edition("draft", by=stage.people["CE"], now=stage.now)
    data = {"versi": edition.version, "title": "Tutup", "body": "Besok tutup.", "level": "info"}
    return reverse("desk_page_edit", args=[edition.pk]), data


def started(stage, actor):
    return reverse("desk_page_start"), {"kunci": KEY, "jenis": "announcement"}


STANDING = ("help", "pledge", "privacy", "accessibility", "about", "announcements")

DOORS: dict[str, list[Door]] = {
    "halaman.terbit.lihat": [
        *(page(name) for name in STANDING),
        of_page("announcement"),
    ],
    "halaman.draf.lihat": [
        page("desk_pages"),
        of_page("desk_page"),
        of_edition("desk_page_edition"),
        of_edition("desk_page_preview"),
    ],
    "halaman.draf.buat_ubah": [
        Door("post", "desk_page_start", started),
        of_edition("desk_page_edit", "draft"),
        Door("post", "desk_page_edit", saved),
        act("kirim", "draft"),
        act("hapus", "draft"),
        act("tarik-kembali", "submitted"),
    ],
    "halaman.terbitkan_tarik": [
        act("setujui", "submitted"),
        act("kembalikan", "submitted"),
        act("tarik", "published"),
    ],
}
PARTS: dict[str, str] = {}
