"""The coordinator's first page: what is late, nearly late or stuck, at whose desk, each number with its list."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import role_label
from applications.pressing import LATE, LONG, SOON
from complaints.dossier import LATE as LATE_COMPLAINT
from complaints.dossier import TABS
from reports.pressing import AtDesk, Board, LateComplaints, OfAgency


class Number(NamedTuple):
    """`url`: the list it counts. `label`, `icon` and `state` (late, near or "") where it stands alone."""

    count: int
    url: str
    label: str | Promise = ""
    icon: str = ""
    state: str = ""


class Line(NamedTuple):
    """Whose it is. `agency`: "" for the complaint officers. `part`: the desk, or what is to be done.

    `officer`: None where nobody took it.
    """

    agency: str
    part: str
    officer: str | None
    numbers: list[Number]


class Section(NamedTuple):
    """One table; `columns`: what stands over the numbers."""

    name: str
    title: str
    columns: list[str]
    rows: list[Line]


def sections(found: Board) -> list[Section]:
    late, near = _("Terlambat"), _("Hampir jatuh tempo")
    desks = [_desk_line(one) for one in found.desks]
    agencies = [_agency_line(one) for one in found.promises]
    complaints = [_complaint_line(one) for one in found.complaints]
    return [
        Section("tahap", _("Tahap: di meja siapa"), [late, near, _("Lama belum diambil")], desks),
        Section("janji", _("Janji layanan: instansi mana"), [late, near], agencies),
        Section("pengaduan", _("Pengaduan lewat waktu"), [late], complaints),
    ]


def _queue(**asked) -> str:
    return _list("desk_queue", asked)


def _late(**asked) -> str:
    return _list("desk_late", asked)


def _list(route: str, asked: dict) -> str:
    return f"{reverse(route)}?{urlencode({name: value for name, value in asked.items() if value})}"


def numbers(found: Board) -> list[Number]:
    """The sums over all desks, the most pressing first."""
    sums = found.totals
    return [
        Number(sums["late"], _queue(keadaan=LATE), gettext_lazy("Tahap terlambat"), "late", "late"),
        Number(sums["near"], _queue(keadaan=SOON), gettext_lazy("Tahap hampir jatuh tempo"), "warning", "near"),
        Number(
            sums["promises_late"], _late(jam="layanan", keadaan=LATE), gettext_lazy("Janji layanan terlambat"),
            "late", "late",
        ),
        Number(
            sums["promises_near"], _late(jam="layanan", keadaan=SOON), gettext_lazy("Janji layanan hampir jatuh tempo"),
            "warning", "near",
        ),
        Number(sums["long"], _queue(keadaan=LONG), gettext_lazy("Lama belum diambil petugas"), "inbox"),
        Number(sums["with_citizen"], _late(jam="pemohon"), gettext_lazy("Lama di tangan pemohon"), "pause"),
        Number(sums["unmade"], _late(jam="terbit"), gettext_lazy("Dokumen belum jadi"), "file"),
        Number(sums["complaints"], "#pengaduan", gettext_lazy("Pengaduan lewat waktu"), "complaint", "late"),
    ]  # fmt: skip


def _desk_line(one: AtDesk) -> Line:
    whose = {
        "meja": f"{one.role}:{one.agency_code}",
        "petugas": one.officer,
        "ambil": "" if one.officer else "belum",
    }
    return Line(
        one.agency,
        role_label(one.role),
        one.name,
        [
            Number(one.late, _queue(keadaan=LATE, **whose)),
            Number(one.near, _queue(keadaan=SOON, **whose)),
            Number(one.long, _queue(keadaan=LONG, **whose)),
        ],
    )


def _agency_line(one: OfAgency) -> Line:
    asked = {"jam": "layanan", "instansi": one.code}
    return Line(
        one.agency,
        "",
        "",
        [Number(one.late, _late(keadaan=LATE, **asked)), Number(one.near, _late(keadaan=SOON, **asked))],
    )


def _complaint_line(one: LateComplaints) -> Line:
    tab, label = next((tab, label) for tab, (waits_for, label) in TABS.items() if waits_for == one.waits_for)
    url = _list("complaint_inbox", {"tahap": tab, "instansi": one.code, "keadaan": LATE_COMPLAINT})
    return Line(one.agency or "", str(label), "", [Number(one.number, url)])
