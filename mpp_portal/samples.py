"""What the page of pieces shows: made-up words, very long and very short ones too."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application

LONG = "Sari Wulandari Kusumaningtyas Rahmaniar binti Haji Muhammad Nurdiansyah Prawirodirdjo, S.Kom., M.T.I."
SINGLE = "Wayan"


class Case(NamedTuple):
    caption: str
    given: dict


class Step(NamedTuple):
    label: str
    state: str = ""
    words: str = ""
    at: datetime | None = None


def sections(now: datetime) -> list[tuple[str, str, list[tuple[str, list[Case]]]]]:
    """(title, anchor, [(template, its cases)])"""
    return [
        (_("Keadaan"), "keadaan", [("shell/status.html", _statuses()), ("shell/due.html", _dues(now))]),
        (_("Pesan"), "pesan", [("shell/alert.html", _alerts()), ("shell/empty.html", _empties())]),
        (_("Daftar tugas"), "tugas", [("shell/task.html", _tasks())]),
        (
            _("Fakta"),
            "fakta",
            [
                ("shell/key_facts.html", _facts()),
                ("shell/summary_card.html", _summaries()),
                ("shell/timeline.html", _timelines(now)),
                ("shell/days_bar.html", _days()),
            ],
        ),
        (
            _("Waktu dan uang"),
            "waktu",
            [
                ("shell/when.html", [Case(_("saat"), {"at": now})]),
                ("shell/day.html", [Case(_("hari"), {"on": now.date()})]),
                (
                    "shell/money.html",
                    [Case(_("uang"), {"amount": 1_250_000}), Case(_("gratis"), {"amount": 0})],
                ),
            ],
        ),
        (_("Lacak"), "lacak", [("shell/tracking_box.html", _boxes())]),
    ]


def _statuses() -> list[Case]:
    return [
        Case(value, {"status": value, "label": str(label)}) for value, label in Application.Status.choices
    ]


def _dues(now: datetime) -> list[Case]:
    later, before = now + timedelta(days=9), now - timedelta(days=3)
    return [
        Case("late", {"due": before, "state": "late", "left": _("lewat 2 hari kerja")}),
        Case("near", {"due": later, "state": "near", "left": _("sisa 1 hari kerja")}),
        Case("ok", {"due": later, "state": "ok", "left": _("sisa 6 hari kerja")}),
        Case("paused", {"due": later, "state": "paused"}),
        Case("done", {"due": before, "state": "done"}),
    ]


def _alerts() -> list[Case]:
    texts = {
        "info": (_("Loket tutup lebih awal hari Jumat."), _("Datang sebelum jam 11, atau kirim dari rumah.")),
        "success": ("", _("Permohonan Anda sudah kami terima.")),
        "warning": (_("Persyaratan sudah diperbarui."), _("Buat permohonan baru dari halaman layanannya.")),
        "danger": ("", _("Ukuran berkas melebihi 5 MB. Kecilkan berkas, lalu unggah lagi.")),
    }
    return [Case(kind, {"kind": kind, "title": title, "text": text}) for kind, (title, text) in texts.items()]


def _empties() -> list[Case]:
    given = {
        "title": _("Belum ada berkas"),
        "text": _("Berkas yang menunggu Anda akan tampil di sini."),
        "url": "#",
        "action": _("Lihat semua berkas"),
        "icon": "inbox",
    }
    return [Case(_("kosong"), given)]


def _tasks() -> list[Case]:
    states = ["done", "started", "wrong", "optional", "unneeded", "later", "todo"]
    words = {"label": _("Data pemohon"), "url": "#"}
    shown = [Case(state, {**words, "state": state}) for state in states]
    return [*shown, Case(_("nama panjang"), {"label": LONG, "url": "#", "state": "todo", "hint": LONG})]


def _facts() -> list[Case]:
    return [
        Case(_("lama"), {"icon": "clock", "label": _("Waktu"), "value": _("1 hari kerja")}),
        Case(_("biaya"), {"icon": "cash", "label": _("Biaya"), "value": _("Gratis")}),
        Case(
            _("nama panjang"),
            {"icon": "certificate", "label": _("Hasil"), "value": LONG, "note": _("Diambil di loket.")},
        ),
    ]


def _summaries() -> list[Case]:
    rows = [(_("Nama"), LONG), (_("Nama satu kata"), SINGLE), (_("Nomor HP"), "")]
    return [Case(_("ringkasan"), {"title": _("Data pemohon"), "rows": rows, "change_url": "#"})]


def _timelines(now: datetime) -> list[Case]:
    steps = [
        Step(_("Permohonan diterima"), "done", at=now - timedelta(days=2)),
        Step(_("Diperiksa petugas"), "now", _("Anda tidak perlu melakukan apa pun.")),
        Step(_("Diputuskan")),
    ]
    stopped = [Step(_("Ditolak"), "stopped", _("Alasan ada di surat keputusan."), now)]
    return [Case(_("berjalan"), {"steps": steps}), Case(_("berhenti"), {"steps": stopped})]


def _days() -> list[Case]:
    pairs = {_("keduanya"): (3, 1), _("hanya kami"): (2, 0), _("hari pertama"): (0, 0)}
    return [Case(said, {"with_us": us, "with_you": you}) for said, (us, you) in pairs.items()]


def _boxes() -> list[Case]:
    wrong = _("Kode ini tidak kami temukan. Periksa lagi tulisannya.")
    return [Case(_("keliru"), {"code": "MPP-12", "error": wrong})]


class SampleForm(forms.Form):
    """Every kind of control; none is ever sent."""

    name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=60)
    note = forms.CharField(
        label=gettext_lazy("Keterangan"),
        required=False,
        help_text=gettext_lazy("Tulis paling banyak tiga kalimat."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    when = forms.DateField(
        label=gettext_lazy("Tanggal lahir"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Kelurahan"), choices=[("", gettext_lazy("Pilih kelurahan"))], required=False
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Cara mengambil hasil"),
        choices=[("unduh", gettext_lazy("Unduh dari portal")), ("loket", gettext_lazy("Ambil di loket"))],
        widget=forms.RadioSelect,
    )
    paper = forms.FileField(
        label=gettext_lazy("Foto KTP"),
        required=False,
        help_text=gettext_lazy("JPG atau PDF, paling besar 2 MB."),
    )
    kept = forms.CharField(label=gettext_lazy("Nomor permohonan"), initial="MPP-2026-000123", disabled=True)
    agreed = forms.BooleanField(label=gettext_lazy("Data di atas benar."))


def broken_form() -> SampleForm:
    return SampleForm({"name": "", "note": LONG, "when": "1990-08-17"})
