"""A long form in topics, one to a page: the questions keep their order, and what belongs together stays together.

The catalogue names no topics. A page holds about `EASY` questions and never more than `MOST`; it ends where
the subject changes, and not between a question and those that depend on its answer, as far as that can be.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.models import FormField

EASY, MOST = 5, 8
NAMED = 2  # questions tell what a page asks
CLEAR = 0.6  # of a page's questions are about one subject: it gives the page its name
# What it costs to end a page within a subject, or between a question and one that depends on it.
WITHIN_SUBJECT, ACROSS_CONDITION = 4, 9

PLACE, TIME, PEOPLE, AMOUNTS, OTHER = "place", "time", "people", "amounts", "other"
TITLES = {
    PLACE: gettext_lazy("Tempat dan alamat"),
    TIME: gettext_lazy("Waktu"),
    PEOPLE: gettext_lazy("Orang dan kontak"),
    AMOUNTS: gettext_lazy("Ukuran dan jumlah"),
}
OF_TYPE = {
    "region": PLACE, "date": TIME, "nik": PEOPLE, "phone": PEOPLE, "email": PEOPLE, "integer": AMOUNTS,
    "decimal": AMOUNTS, "money": AMOUNTS,
}  # fmt: skip
# Words of a question's key, as the catalogue writes them; they come before its type.
OF_WORD = {
    **dict.fromkeys(
        ("alamat", "lokasi", "lintang", "bujur", "rt", "rw", "kelurahan", "tempat", "lahan"), PLACE
    ),
    **dict.fromkeys(("jam", "jadwal", "tahun", "tanggal"), TIME),
    **dict.fromkeys(("anak", "ayah", "ibu", "saksi", "almarhum", "keluarga", "wali", "pimpinan"), PEOPLE),
}


class Topic(NamedTuple):
    """`number`: from 1, its place in the address. `title` None: no subject, so it is called by its questions."""

    number: int
    title: str | None
    rows: list[FormField]

    @property
    def labels(self) -> str:
        """What is asked, in the catalogue's words: the first questions, and a sign that there are more."""
        first = ", ".join(row.label for row in self.rows[:NAMED])
        return first if len(self.rows) <= NAMED else f"{first}, …"

    @property
    def keys(self) -> set[str]:
        return {row.key for row in self.rows}


def topics_of(rows: Sequence[FormField]) -> list[Topic]:
    """The form's questions, each in exactly one topic; topics of one title are told apart by a number."""
    pages = _pages(list(rows))
    if len(pages) == 1:
        return [Topic(1, _("Isian permohonan"), pages[0])]
    titles = [_title(page) for page in pages]
    seen: Counter = Counter()
    topics = []
    for number, (title, page) in enumerate(zip(titles, pages, strict=True), start=1):
        seen[title] += 1
        if title and titles.count(title) > 1:
            title = _("%(title)s %(number)s") % {"title": title, "number": seen[title]}
        topics.append(Topic(number, title, page))
    return topics


def _title(page: list[FormField]) -> str | None:
    subject, count = Counter(_subject(row) for row in page).most_common(1)[0]
    return str(TITLES[subject]) if subject in TITLES and count >= CLEAR * len(page) else None


def _pages(rows: list[FormField]) -> list[list[FormField]]:
    """The cheapest way to cut: `best[n]` is (cost, where the last page of the first n questions begins)."""
    best = [(0, 0)]
    for end in range(1, len(rows) + 1):
        starts = range(max(0, end - MOST), end)
        best.append(min((best[start][0] + _cost(rows, start, end), start) for start in starts))
    pages, end = [], len(rows)
    while end:
        start = best[end][1]
        pages.append(rows[start:end])
        end = start
    return pages[::-1]


def _cost(rows: list[FormField], start: int, end: int) -> int:
    """Of a page from `start` to before `end`, with the cut before it."""
    uneven = (end - start - EASY) ** 2
    if start == 0:
        return uneven
    within = _subject(rows[start - 1]) == _subject(rows[start])
    before = {row.key for row in rows[:start]}
    torn = sum(bool(_leans_on(row) & before) for row in rows[start:end])
    return uneven + WITHIN_SUBJECT * within + ACROSS_CONDITION * torn


def _leans_on(row: FormField) -> set[str | None]:
    """Keys of the questions that must be answered for this one to make sense."""
    return {row.show_if["field"] if row.show_if else None, row.constraints.get("after_field")} - {None}


def _subject(row: FormField) -> str:
    found = (OF_WORD[word] for word in row.key.split("_") if word in OF_WORD)
    return next(found, OF_TYPE.get(row.type, OTHER))
