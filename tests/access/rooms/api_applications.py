"""Doors of files in the REST API: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse
from django.utils.timezone import localdate

from tests import cast
from tests.access.doors import AT_TIER, CLAIMED, SERVICE, Door, of_file, page
from tests.access.posting import decision


def sent(route: str, name: str, method: str = "post", **body) -> Door:
    """JSON about one of the stage's files."""
    return Door(method, route, lambda stage, actor: (reverse(route, args=[stage.file(name).pk]), body), True)


def act(name: str, files: dict[str, str] | str, takes: tuple[str, ...] = ()) -> Door:
    """An act of the desk on the open step of a file; `files`: one for all, or by actor with "*" for the rest."""
    route = f"api-review-{name}"

    def to(stage, actor):
        chosen = files if isinstance(files, str) else files.get(actor, files["*"])
        file = stage.file(chosen)
        address = reverse(route, args=[file.pk, cast.open_review(file).pk])
        posted = decision(file, mend="ktp_el" if name == "return" else None)
        words = {
            "verdicts": {
                field.removeprefix("syarat-"): {"value": value, "note": posted.get(f"catatan-{field}", "")}
                for field, value in posted.items()
                if field.startswith("syarat-")
            },
            "opinion": "for",
            "legal_ground": "Permendagri 3/2018",
            "reason": "Penelitian tidak memenuhi syarat.",
        }
        return address, {word: words[word] for word in takes}

    return Door("post", route, to, True)


def document(file_of: str | dict, method: str = "get") -> Door:
    def to(stage, actor):
        file = stage.file(file_of if isinstance(file_of, str) else file_of.get(actor, file_of["*"]))
        one = file.attachments.current().first()
        return reverse("api-document", args=[file.pk, one.pk]), {}

    return Door(method, "api-document", to)


def recorded(stage, actor):
    file = stage.file("to record")
    product = {"number": "LUAR/1", "issued_on": localdate(file.submitted_at).isoformat()}
    return reverse("api-record-product", args=[file.pk]), product


def begun(stage, actor):
    return reverse("api-applications"), {"service": SERVICE}


def uploaded(stage, actor):
    draft = stage.file("empty")
    accept = draft.standard.requirements.get(code="ktp_el").accept
    return reverse("api-documents", args=[draft.pk]), {"requirement": "ktp_el", "file": cast.upload(accept)}


def tracked(stage, actor):
    return reverse("api-tracking", args=[stage.file("fo").tracking_code]), {}


def checked(stage, actor):
    return reverse("api-permit", args=[stage.file("issued").permit.code]), {}


JUDGED = ("verdicts", "reason")
DOORS: dict[str, list[Door]] = {
    "permohonan.draf.buat": [Door("post", "api-applications", begun, True)],
    "permohonan.draf.lihat_ubah_hapus": [
        of_file("api-application", "draft"),
        sent("api-application", "draft", "patch", answers={}),
        sent("api-application", "draft", "delete"),
        document("draft", "delete"),
    ],
    "permohonan.kirim": [sent("api-submit", "draft", declared=True)],
    "permohonan.lacak_nomor.publik": [Door("get", "api-tracking", tracked)],
    "permohonan.tarik": [sent("api-withdraw", "fo")],
    "permohonan.perbaikan.jawab": [sent("api-correction", "returned")],
    "permohonan.perbaikan.minta": [act("return", CLAIMED, JUDGED)],
    "tugas.fo.ambil": [act("claim", "fo")],
    "tugas.teknis.ambil": [act("claim", "tv")],
    "tugas.persetujuan.ambil": [act("claim", "ap")],
    "tugas.lepas": [act("release", CLAIMED)],
    "permohonan.teruskan_ke_teknis": [act("pass-on", "fo claimed", (*JUDGED, "opinion"))],
    "permohonan.rekomendasi_teknis": [act("pass-on", "tv claimed", (*JUDGED, "opinion"))],
    # Recording is the last tier's end of approving, where the product is another system's.
    "permohonan.setujui": [
        act("approve", "ap claimed", JUDGED),
        Door("post", "api-record-product", recorded, True),
    ],
    "permohonan.tolak": [act("reject", "ap claimed", ("legal_ground", "reason"))],
    "permohonan.isian_terkirim.ubah": [sent("api-application", "fo", "patch", answers={})],
    "permohonan.terkirim.hapus": [sent("api-application", "fo", "delete")],
    "permohonan.tanda_terima.unduh": [of_file("api-receipt", "fo")],
    "berkas.pemohon.unggah": [Door("post", "api-documents", uploaded)],
    "berkas.pratinjau_bersih.lihat": [document(CLAIMED)],
    "berkas.asli.unduh": [document(CLAIMED)],
    "izin.pdf.unduh": [of_file("api-product", "issued")],
    "izin.verifikasi_publik": [Door("get", "api-permit", checked)],
    "sla.tenggat.lihat": [page("api-late")],
}
PARTS: dict[str, str] = {
    "api-review-verdicts": "permohonan.perbaikan.minta",
}
# One row, two doors: the owner's, and the desk's.
OWN_OR_DESK = [
    ("permohonan.rinci.lihat", (of_file("api-application", "fo"), of_file("api-desk-file", "fo"))),
    ("permohonan.daftar.lihat", (page("api-applications"), page("api-queue"))),
    ("permohonan.daftar.lihat", (page("api-applications"), page("api-to-record"))),
    ("jejak.permohonan.lihat", (of_file("api-history", "fo"), of_file("api-desk-file", "fo"))),
]
# Where b and c say no to everybody: nobody holds the claim, or the moment has passed.
CONDITION_NOT_MET = [
    act("pass-on", "fo", (*JUDGED, "opinion")),
    act("return", "tv", JUDGED),
    act("approve", "ap", JUDGED),
    act("reject", "ap", ("legal_ground", "reason")),
    act("verdicts", AT_TIER, JUDGED),
    document("fo"),
    sent("api-withdraw", "issued"),
    sent("api-correction", "fo"),
    sent("api-submit", "fo", declared=True),
]
