"""Which doors each row of the matrix has. A door: method, route, what is posted; all of one kind for every actor.

`Door.to(stage, actor)` gives (address, data) with every condition of the cell met for that actor where it can be.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from accounts.models import Agency, Role
from tests import cast
from tests.access.posting import decision
from tests.access.stage import SERVICE, Stage

KEY = "kunci-yang-baru-22-huruf"


class Door(NamedTuple):
    """`json`: what is posted goes as JSON, as the API asks. `headers`: sent along."""

    method: str
    route: str
    to: Callable[[Stage, str], tuple[str, dict]]
    json: bool = False
    headers: Callable[[Stage, str], dict] = lambda stage, actor: {}


def page(route: str, *args) -> Door:
    """A page at a fixed address."""
    return Door("get", route, lambda stage, actor: (reverse(route, args=args), {}))


def of_file(route: str, name: str, method: str = "get", **data) -> Door:
    """A page or act about one of the stage's files."""

    def to(stage, actor):
        file = stage.file(name)
        posted = {key: value(file) if callable(value) else value for key, value in data.items()}
        return reverse(route, args=[file.pk]), posted

    return Door(method, route, to)


def version(file):
    return file.version


def act(name: str, files: dict[str, str] | str) -> Door:
    """An act of the desk on the open step of a file; `files`: one for all, or by actor with "*" for the rest."""

    def to(stage, actor):
        chosen = files if isinstance(files, str) else files.get(actor, files["*"])
        file = stage.file(chosen)
        review = cast.open_review(file)
        return reverse("desk_act", args=[file.pk, review.pk, name]), checklist(file, name)

    return Door("post", "desk_act", to)


def checklist(file, name: str) -> dict:
    """What the desk's form posts: everything fits, or one paper to mend."""
    return decision(file, mend="ktp_el" if name == "kembalikan" else None, against=name == "tolak")


def attachment(file_of: str | dict, **query) -> Door:
    def to(stage, actor):
        chosen = file_of if isinstance(file_of, str) else file_of.get(actor, file_of["*"])
        one = stage.file(chosen).attachments.current().first()
        return reverse("document", args=[one.pk]), query

    return Door("get", "document", to)


def permit(stage, actor):
    return reverse("permit_check", args=[stage.file("issued").permit.code]), {}


def tracked(stage, actor):
    return reverse("track"), {"kode": stage.file("fo").tracking_code}


def started(stage, actor):
    return reverse("apply_start", args=[SERVICE]), {"kunci": KEY, "untuk": "diri"}


def uploaded(stage, actor):
    requirement = stage.file("empty").standard.requirements.get(code="ktp_el")
    data = {"kunci": KEY, "persyaratan": "ktp_el", "berkas": cast.upload(requirement.accept)}
    return reverse("apply_documents", args=[stage.file("empty").pk]), data


def detached(stage, actor):
    draft = stage.file("draft")
    one = draft.attachments.current().first()
    return reverse("apply_detach", args=[draft.pk, one.pk]), {}


def proposed(stage, actor):
    data = {
        "kunci": KEY, "email": "joko@contoh.id", "name": "Joko", "role": Role.VERIFIER, "agency": agency_id("dpmptsp"),
        "starts_on": "2026-11-23",
    }  # fmt: skip
    return reverse("person_add"), data


def agency_id(code: str) -> int:
    return Agency.objects.get(code=code).pk


CLAIMED = {"FA": "fo claimed", "TV": "tv claimed", "AP": "ap claimed", "*": "fo claimed"}
AT_TIER = {"FA": "fo", "TV": "tv", "AP": "ap", "*": "fo"}
SEND = {"kunci": KEY, "versi": version, "setuju": "on"}

DOORS: dict[str, list[Door]] = {
    "katalog.layanan_terbit.lihat": [
        page("home"),
        page("catalogue"),
        page("service", SERVICE),
        page("agencies"),
        page("external_systems"),
    ],
    "akun.warga.daftar": [page("account_signup")],
    "akun.profil_sendiri.lihat_ubah": [
        page("profile"),
        page("organisations"),
        page("dependants"),
        page("inbox"),
    ],
    "akun.sesi_sendiri.lihat_akhiri": [page("account_change_password")],
    "akun.petugas.daftar_lihat": [page("people")],
    "akun.petugas.buat_nonaktifkan": [Door("post", "person_add", proposed)],
    "akun.peran.beri_cabut": [Door("post", "person_add", proposed)],
    "permohonan.draf.buat": [Door("post", "apply_start", started)],
    "permohonan.draf.lihat_ubah_hapus": [
        of_file("apply_tasks", "draft"),
        of_file("apply_form", "draft"),
        of_file("apply_documents", "draft"),
        of_file("apply_check", "draft"),
        of_file("discard", "draft", "post"),
        Door("post", "apply_detach", detached),
    ],
    "permohonan.kirim": [of_file("apply_check", "draft", "post", **SEND)],
    "permohonan.lacak_nomor.publik": [Door("get", "track", tracked)],
    "permohonan.tarik": [of_file("withdraw", "fo", "post", versi=version)],
    "permohonan.perbaikan.jawab": [of_file("correct", "returned", "post", kunci=KEY, versi=version)],
    "permohonan.perbaikan.minta": [act("kembalikan", CLAIMED)],
    "tugas.fo.ambil": [act("ambil", "fo")],
    "tugas.teknis.ambil": [act("ambil", "tv")],
    "tugas.persetujuan.ambil": [act("ambil", "ap")],
    "tugas.lepas": [act("lepas", CLAIMED)],
    "permohonan.teruskan_ke_teknis": [act("teruskan", "fo claimed")],
    "permohonan.rekomendasi_teknis": [act("teruskan", "tv claimed")],
    "permohonan.setujui": [act("setujui", "ap claimed")],
    "permohonan.tolak": [act("tolak", "ap claimed")],
    "permohonan.isian_terkirim.ubah": [of_file("apply_form", "fo", "post", versi=version)],
    "permohonan.terkirim.hapus": [of_file("discard", "fo", "post")],
    "permohonan.tanda_terima.unduh": [of_file("receipt", "fo")],
    "berkas.pemohon.unggah": [Door("post", "apply_documents", uploaded)],
    "berkas.pratinjau_bersih.lihat": [attachment(CLAIMED)],
    "berkas.asli.unduh": [attachment(CLAIMED, unduh="1")],
    "izin.pdf.unduh": [of_file("product", "issued")],
    "izin.verifikasi_publik": [Door("get", "permit_check", permit)],
    "operasi.healthz": [page("healthz")],
    "sla.tenggat.lihat": [page("desk_late"), page("overview")],
    "demo.surat.lihat": [page("demo_mail")],
}
# Routes that are steps of a door already listed, or open nothing of their own.
PARTS = {
    "account_logout": "akun.sesi_sendiri.lihat_akhiri",
    "landing": "akun.sesi_sendiri.lihat_akhiri",
    "inbox_open": "akun.profil_sendiri.lihat_ubah",
    "inbox_read_all": "akun.profil_sendiri.lihat_ubah",
    "organisation": "akun.profil_sendiri.lihat_ubah",
    "dependant": "akun.profil_sendiri.lihat_ubah",
    "account_email": "akun.profil_sendiri.lihat_ubah",
    "account_change_phone": "akun.profil_sendiri.lihat_ubah",
    "account_set_password": "akun.sesi_sendiri.lihat_akhiri",
    "account_reauthenticate": "akun.sesi_sendiri.lihat_akhiri",
    "account_login": "akun.warga.daftar",
    "account_inactive": "akun.warga.daftar",
    "account_email_verification_sent": "akun.warga.daftar",
    "account_verify_phone": "akun.warga.daftar",
    "account_reset_password": "akun.warga.daftar",
    "account_confirm_password_reset_code": "akun.warga.daftar",
    "account_complete_password_reset": "akun.warga.daftar",
    "account_password_reset_completed": "akun.warga.daftar",
    "person": "akun.petugas.daftar_lihat",
    "person_account": "akun.petugas.buat_nonaktifkan",
    "post_move": "akun.peran.beri_cabut",
    "post_end": "akun.peran.beri_cabut",
    "role_changes": "akun.peran.beri_cabut",
    "role_change": "akun.peran.beri_cabut",
    "desk_record_product": "permohonan.setujui",
}
# One row, two doors for two kinds of people: the owner's page, and the desk's.
OWN_OR_DESK = {
    "permohonan.daftar.lihat": (page("my_files"), page("desk_queue")),
    "permohonan.rinci.lihat": (of_file("application", "fo"), of_file("desk_file", "fo")),
    "jejak.permohonan.lihat": (of_file("application", "fo"), of_file("desk_file", "fo")),
}

# Doors at which the letters b and c say no to everybody: nobody holds the claim, or the moment has passed.
CONDITION_NOT_MET = [
    act("teruskan", "fo"),
    act("kembalikan", "tv"),
    act("setujui", "ap"),
    act("tolak", "ap"),
    attachment("fo"),
    of_file("withdraw", "issued", "post", versi=version),
    of_file("correct", "fo", "post", kunci=KEY, versi=version),
    of_file("apply_check", "fo", "post", kunci=KEY, versi=version, setuju="on"),
]
