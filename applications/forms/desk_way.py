"""The way back from a file to the list it was opened from: filters and page stand in the address, as `dari`.

Of what stands there only names we know are taken, and it leads to a list of ours or nowhere else.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from applications.forms.desk_filters import LONGEST

NAME, NEXT = "dari", "lanjut"
LONG_NUMBER = re.compile(r"(?:[\W_]*\d){14,}[\W_]*")


class List(NamedTuple):
    """A list of the desk: its route, what the link back says, and what its address may hold."""

    route: str
    label: str | Promise
    names: tuple[str, ...]


QUEUE_FILTERS = ("ambil", "keadaan", "meja", "petugas", "instansi", "layanan")
LATE_FILTERS = ("jam", "keadaan", "instansi", "layanan")
QUEUE, LATE = "tugas", "tenggat"
LISTS = {
    QUEUE: List("desk_queue", _("Kembali ke kotak tugas"), (*QUEUE_FILTERS, "produk", "q", "page")),
    LATE: List("desk_late", _("Kembali ke daftar jatuh tempo"), (*LATE_FILTERS, "page")),
}


class Way(NamedTuple):
    """`mark`: what `dari` says, "" for the first list as it opens; `back`, `onwards`: addresses of ours.

    `onwards`: the list again, narrowed as before, with the file that comes next.
    """

    mark: str
    back: str
    onwards: str
    label: str | Promise

    @property
    def query(self) -> str:
        """What an address of this file ends with, so that the way is not lost."""
        return f"?{urlencode({NAME: self.mark})}" if self.mark else ""


def way_of(mark: str, lists: Mapping[str, List] = LISTS) -> Way:
    """From `dari` as somebody may have written it; the first of `lists` where it says nothing we know."""
    first = next(iter(lists))
    name, _mark, query = mark.partition("?")
    if name not in lists:
        name, query = first, ""
    one = lists[name]
    kept = _known(QueryDict(query[: LONGEST * len(one.names)]), one.names)
    back, narrowed = reverse(one.route), {key: kept[key] for key in kept if key not in ("page", "q")}
    following = {**(narrowed if name == first else {}), NEXT: "1"}
    return Way(
        _mark_of(name, kept) if kept or name != first else "",
        f"{back}?{urlencode(kept)}" if kept else back,
        f"{reverse(lists[first].route)}?{urlencode(following)}",
        one.label,
    )


def way_asked(request, lists: Mapping[str, List] = LISTS) -> Way:
    """The list it was opened from: of the form that was sent from its page, or of the address."""
    return way_of(request.POST.get(NAME) or request.GET.get(NAME, ""), lists)


def way_from(name: str, asked: Mapping[str, str], lists: Mapping[str, List] = LISTS) -> Way:
    """From a list that is being drawn: `asked` as `read_address` gives it."""
    return way_of(_mark_of(name, _known(asked, lists[name].names)), lists)


def _mark_of(name: str, kept: Mapping[str, str]) -> str:
    return f"{name}?{urlencode(kept)}"


def _known(params: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    values = {name: params.get(name, "").replace("\0", "").strip() for name in names}
    return {
        name: value
        for name, value in values.items()
        if 0 < len(value) <= LONGEST and not _is_of_a_person(value)
    }


def _is_of_a_person(value: str) -> bool:
    """A NIK that was looked for, also one with a slip in it, is not carried from address to address."""
    return LONG_NUMBER.fullmatch(value) is not None
