"""A report as it is shown and as it is written to a file: numbers by service, agency and in all.

A second table of the same shape brings its columns, its cells of the file and its numbers.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Agency
from services.models import Service, Standard

Numbers = dict[str, int]


class Column(NamedTuple):
    """What stands over it, what it counts (one sentence), and how its cell reads."""

    label: str
    meaning: str
    cell: Callable[[Numbers], str]


class Row(NamedTuple):
    """`name`: of the service; of a sum, whose it is. `level` as in the file: layanan, instansi, semua."""

    level: str
    agency: Agency | None
    code: str
    name: str
    numbers: Numbers


class Group(NamedTuple):
    """An agency's services and their sum."""

    agency: Agency
    rows: list[Row]
    total: Row


class Table(NamedTuple):
    title: str
    columns: list[Column]
    groups: list[Group]
    total: Row | None

    @property
    def rows(self) -> list[Row]:
        """All of them, each sum after what it adds up."""
        return [row for group in self.groups for row in (*group.rows, group.total)] + (
            [self.total] if self.total else []
        )


def build(title: str, columns: list[Column], counted: dict[int, Numbers]) -> Table:
    """`counted`: numbers by id of the service. Asks their names by one query."""
    rows = [
        Row("layanan", one.agency, one.code, one.name or one.code, counted[one.pk])
        for one in _services(counted)
    ]
    groups = []
    for agency, of_agency in groupby(rows, key=lambda row: row.agency):
        own = list(of_agency)
        total = _sum("instansi", agency, _("Jumlah %(agency)s") % {"agency": agency}, own)
        groups.append(Group(agency, own, total))
    whole = _sum("semua", None, _("Jumlah seluruhnya"), rows) if rows else None
    return Table(title, columns, groups, whole)


def _services(ids: Iterable[int]):
    newest = Standard.objects.filter(service=OuterRef("pk")).exclude(status=Standard.Status.DRAFT)
    return (
        Service.objects.filter(pk__in=list(ids))
        .select_related("agency")
        .annotate(name=Subquery(newest.order_by("-version").values("name")[:1]))
        .order_by(Lower("agency__short_name"), "agency_id", "name", "code")
    )


def _sum(level: str, agency: Agency | None, name: str, rows: list[Row]) -> Row:
    numbers = {key: sum(row.numbers[key] for row in rows) for key in rows[0].numbers}
    return Row(level, agency, "", name, numbers)
