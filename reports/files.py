"""The report about files: what its columns mean, on the page and in the file to download."""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.registry.sheets import write_csv
from reports.counting import Numbers, count
from reports.period import Period
from reports.permissions import Scope
from reports.tables import Column, Row, Table, build


def share(numbers: Numbers) -> str:
    """Kept promises in a hundred, one decimal, never rounded up; "" where no promise fell due."""
    if not numbers["due"]:
        return ""
    value = Decimal(100 * numbers["kept"]) / numbers["due"]
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_DOWN)).replace(".", ",")


def _number(name: str):
    return lambda numbers: str(numbers[name])


def _kept(numbers: Numbers) -> str:
    if not numbers["due"]:
        return "–"
    return gettext("%(kept)s dari %(due)s (%(share)s%%)") % {**numbers, "share": share(numbers)}


def _gone(numbers: Numbers) -> str:
    return str(numbers["withdrawn"] + numbers["lapsed"])


def _returned(numbers: Numbers) -> str:
    if not numbers["returns"]:
        return "0"
    return gettext("%(returned)s berkas, %(returns)s kali") % numbers


COLUMNS = [
    Column(_("Diterima"), _("Permohonan yang dikirim pemohon dalam masa ini."), _number("received")),
    Column(
        _("Diputus"),
        _("Permohonan yang dalam masa ini disetujui tahap terakhir atau ditolak."),
        _number("decided"),
    ),
    Column(
        _("Terbit"),
        _("Permohonan yang dalam masa ini selesai: produknya terbit atau dicatat."),
        _number("issued"),
    ),
    Column(_("Ditolak"), _("Permohonan yang ditolak dalam masa ini."), _number("rejected")),
    Column(
        _("Gugur"),
        _("Permohonan yang dalam masa ini dibatalkan pemohon, atau berakhir karena perbaikan tidak dikirim."),
        _gone,
    ),
    Column(
        _("Tepat waktu"),
        _(
            "Dari janji layanan yang jatuh tempo dalam masa ini: yang selesai atau ditolak sebelum lewat. "
            "Berkas yang lewat dan masih terbuka dihitung tidak tepat waktu."
        ),
        _kept,
    ),
    Column(
        _("Terlambat"),
        _("Berkas yang masih terbuka dan janji layanannya sudah lewat saat laporan ini dibuat."),
        _number("late_open"),
    ),
    Column(
        _("Dikembalikan"),
        _("Berkas yang dalam masa ini dikembalikan untuk perbaikan, dan berapa kali seluruhnya."),
        _returned,
    ),
]

# Names of the columns in the file; docs/reports.md says what each holds. They stay as they are in every language.
HEADER = (
    "baris", "kode_instansi", "instansi", "kode_layanan", "layanan", "dari", "sampai",
    "diterima", "diputus", "terbit", "ditolak", "dibatalkan", "kedaluwarsa", "jatuh_tempo", "tepat_waktu",
    "persen_tepat_waktu", "terlambat_sekarang", "berkas_dikembalikan", "pengembalian", "dibuat",
)  # fmt: skip
IN_ORDER = ("received", "decided", "issued", "rejected", "withdrawn", "lapsed", "due", "kept")
AFTER_SHARE = ("late_open", "returned", "returns")


def table(period: Period, scope: Scope, *, now: datetime) -> Table:
    """Four queries, however many files and services."""
    return build(gettext("Permohonan"), COLUMNS, count(period, scope, now=now))


def as_csv(report: Table, period: Period, *, now: datetime) -> bytes:
    return write_csv(HEADER, [_cells(row, period, now) for row in report.rows])


def _cells(row: Row, period: Period, now: datetime) -> list[object]:
    numbers = row.numbers
    return [
        row.level, row.agency.code if row.agency else "", row.agency.short_name if row.agency else "",
        row.code, row.name, period.first.isoformat(), period.last.isoformat(),
        *(numbers[name] for name in IN_ORDER), share(numbers),
        *(numbers[name] for name in AFTER_SHARE), timezone.localtime(now).isoformat(timespec="minutes"),
    ]  # fmt: skip
