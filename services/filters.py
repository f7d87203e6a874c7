"""What a visitor looks for in the list of services. An unknown agency or kind filters nothing."""

from collections.abc import Mapping

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from services.models import Standard

LONGEST_SEARCH = 100


class Filters:
    """`reading`: how the words were read, once `standards()` was asked; None without words."""

    reading = None

    def __init__(self, query: Mapping[str, str]):
        # PostgreSQL knows no text with a zero byte in it.
        self.words = query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        self._agency, self._kind = query.get("instansi", ""), query.get("jenis", "")

    @cached_property
    def _offers(self) -> list[tuple]:
        columns = ("service__agency__code", "service__agency__short_name", "kind", "kind_label")
        return list(Standard.objects.published().order_by().values_list(*columns).distinct())

    @cached_property
    def agencies(self) -> list[tuple[str, str]]:
        return _by_label({(code, name) for code, name, _kind, _label in self._offers})

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        return _by_label({(kind, label or kind) for _code, _name, kind, label in self._offers})

    @property
    def agency(self) -> str:
        return self._agency if self._agency in dict(self.agencies) else ""

    @property
    def kind(self) -> str:
        return self._kind if self._kind in dict(self.kinds) else ""

    @property
    def is_used(self) -> bool:
        return bool(self.words or self.agency or self.kind)

    @property
    def notice(self) -> str:
        """What was left aside, or ""."""
        if self._agency != self.agency:
            return _("Instansi yang diminta tidak ada di daftar, jadi semua instansi ditampilkan.")
        if self._kind != self.kind:
            return _("Jenis layanan yang diminta tidak ada di daftar, jadi semua jenis ditampilkan.")
        return ""

    def standards(self):
        found = Standard.objects.published()
        if self.agency:
            found = found.filter(service__agency__code=self.agency)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.words:
            found, self.reading = found.search(self.words)
        return found

    def nearest(self):
        """Services that look like words which fit none; none where only the filters stand in the way."""
        if self.reading and not self.reading.count:
            return Standard.objects.published().nearest(self.words)
        return Standard.objects.none()


def _by_label(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].lower())
