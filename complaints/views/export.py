"""The list of complaints as a file: row by row without words or names, or as totals for the coordinator."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from complaints import permissions
from complaints.filters import FEWEST
from complaints.models import Complaint
from complaints.workflow import note_export
from foundation.registry.clock import database_now
from foundation.registry.sheets import write_csv

COLUMNS = (
    "number", "kind", "category__parent__label", "category__label", "category__response_class_label", "anonymous",
    "confidential", "status", "assigned_agency__short_name", "bounces", "archive_reason", "filed_at", "due_at",
    "answered_at", "closed_at", "is_late",
)  # fmt: skip


@require_GET
def complaint_export(request):
    user = request.user
    if not permissions.exports(user):
        raise PermissionDenied(permissions.not_your_task())
    complaints = Complaint.objects.inbox(user).for_desk()
    head, rows = _totals(complaints) if permissions.sees_masked_list(user) else _rows(complaints)
    now = database_now()
    note_export(by=user, now=now, rows=len(rows))
    name = f"pengaduan-{timezone.localdate(now):%Y%m%d}.csv"
    return HttpResponse(
        write_csv(head, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _rows(complaints) -> tuple[list, list[list]]:
    """k: neither name nor contact, title, text nor place; nor of which file or kelurahan it speaks."""
    head = [
        _("Nomor"), _("Jenis"), _("Bidang"), _("Kategori"), _("Kelas"), _("Anonim"), _("Rahasia"), _("Status"),
        _("Instansi"), _("Kali dikembalikan"), _("Alasan diarsipkan"), _("Diterima"), _("Jatuh tempo"),
        _("Dijawab"), _("Selesai"), _("Terlambat"),
    ]  # fmt: skip
    found = complaints.order_by("number").values_list(*COLUMNS)
    return head, [_in_words(dict(zip(COLUMNS, row, strict=True))) for row in found.iterator()]


def _in_words(row: dict) -> list:
    yes, no = _("ya"), _("tidak")
    reasons = dict(Complaint.ArchiveReason.choices)
    words = row | {
        "kind": Complaint.Kind(row["kind"]).label,
        "status": Complaint.Status(row["status"]).label,
        "archive_reason": reasons.get(row["archive_reason"], ""),
        "due_at": None if row["closed_at"] else row["due_at"],
    }
    words |= {name: yes if row[name] else no for name in ("anonymous", "confidential", "is_late")}
    moments = ("filed_at", "due_at", "answered_at", "closed_at")
    words |= {name: words[name] and f"{timezone.localtime(words[name]):%Y-%m-%d}" for name in moments}
    return [words[name] for name in COLUMNS]


def _totals(complaints) -> tuple[list, list[list]]:
    """g: how many of each field of work stand where; no sum beside them, which would give away a hidden cell."""
    statuses = Complaint.Status.choices
    counted: dict[str, dict] = {}
    per_status = complaints.order_by().values_list("category__parent__label", "status")
    for label, status, number in per_status.annotate(Count("pk")):
        counted.setdefault(label or _("Lain-lain"), {})[status] = number
    rows = [
        [label, *(_shown(numbers.get(status, 0)) for status, _label in statuses)]
        for label, numbers in sorted(counted.items())
    ]
    return [_("Bidang"), *(label for _status, label in statuses)], rows


def _shown(number: int) -> str:
    return str(number) if number >= FEWEST else _("kurang dari %(number)s") % {"number": FEWEST}
