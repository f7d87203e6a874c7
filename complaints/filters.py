"""What anybody may know of complaints, and what she may look for. Nothing else of a row is even read."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from complaints.models import Complaint

LONGEST_SEARCH, MOST_WORDS = 100, 8
FEWEST = 5  # Below it a count could point at a person.
COLUMNS = (
    "pk", "kind", "category__label", "category__parent__label", "region__name", "assigned_agency__short_name",
    "status", "filed_at", "answered_at", "released_at", "public_text", "public_answer",
)  # fmt: skip


class PublicLine(NamedTuple):
    """Never a number, a name, a title, a photo, or a word of the reporter's own. Moments are days."""

    pk: UUID
    kind: str
    category: str
    parent: str
    place: str
    agency: str
    status: str
    filed_on: date
    answered_on: date | None
    is_released: bool
    text: str
    answer: str

    def get_status_display(self) -> str:
        return Complaint.Status(self.status).label


def public_lines(rows: QuerySet) -> list[PublicLine]:
    return [_line(*values) for values in rows.values_list(*COLUMNS)]


def _line(
    pk, kind, category, parent, place, agency, status, filed, answered, released, text, answer
) -> PublicLine:
    shown = released is not None
    return PublicLine(
        pk=pk,
        kind=Complaint.Kind(kind).label,
        category=category,
        parent=parent or "",
        place=place or "",
        agency=agency or "",
        status=status,
        filed_on=timezone.localdate(filed),
        answered_on=timezone.localdate(answered) if answered else None,
        is_released=shown,
        text=text if shown else "",
        answer=answer if shown else "",
    )


class PublicFilters:
    """A filter of the address counts only where it is one of those offered; others filter nothing."""

    def __init__(self, query: Mapping[str, str]):
        # PostgreSQL knows no text with a zero byte in it.
        self.words = query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        self._asked = {name: query.get(name, "") for name in ("kategori", "instansi", "status")}

    @cached_property
    def _counts(self) -> list[tuple]:
        columns = (
            "category__parent__code", "category__parent__label", "assigned_agency__code",
            "assigned_agency__short_name", "status",
        )  # fmt: skip
        rows = Complaint.objects.public().order_by().values_list(*columns)
        return list(rows.annotate(rows=Count("pk")))

    @property
    def categories(self) -> list[tuple[str, str]]:
        return _by_label({(code, label) for code, label, *_rest in self._counts if code})

    @property
    def agencies(self) -> list[tuple[str, str]]:
        return _by_label({(code, name) for _code, _label, code, name, *_rest in self._counts if code})

    @property
    def statuses(self) -> list[tuple[str, str]]:
        known = {status for *_rest, status, _rows in self._counts}
        return [(value, label) for value, label in Complaint.Status.choices if value in known]

    @property
    def category(self) -> str:
        return self._offered("kategori", self.categories)

    @property
    def agency(self) -> str:
        return self._offered("instansi", self.agencies)

    @property
    def status(self) -> str:
        return self._offered("status", self.statuses)

    def _offered(self, name: str, options) -> str:
        return self._asked[name] if self._asked[name] in dict(options) else ""

    @property
    def is_used(self) -> bool:
        return bool(self.words or any(self._asked.values()))

    @property
    def totals(self) -> list[tuple[str, str]]:
        """How many there are in each status."""
        found = Counter()
        for *_rest, status, rows in self._counts:
            found[status] += rows
        return [(label, _told(found[value])) for value, label in self.statuses]

    def rows(self) -> QuerySet:
        """The newest first. Words are looked for in what was released, nowhere else."""
        found = Complaint.objects.public()
        columns = {
            "category__parent__code": self.category, "assigned_agency__code": self.agency, "status": self.status
        }  # fmt: skip
        found = found.filter(**{column: value for column, value in columns.items() if value})
        for word in self.words.split()[:MOST_WORDS]:
            found = found.filter(released_at__isnull=False, public_text__icontains=word)
        return found


def _told(count: int) -> str:
    return str(count) if count >= FEWEST else f"< {FEWEST}"


def _by_label(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())
