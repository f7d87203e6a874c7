"""What the desk shows about pages: how each edition stands today, and the story of a page."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from pages.models import Edition, Page
from pages.permissions import second_persons

# Word, and the sign of shell/status.html that goes with it.
STANDINGS = {
    "draft": (_("Draf"), "draft"),
    "submitted": (_("Menunggu persetujuan"), "submitted"),
    "scheduled": (_("Terjadwal"), "approved"),
    "shown": (pgettext_lazy("halaman", "Terbit"), "issued"),
    "former": (_("Pernah terbit"), "lapsed"),
    "ended": (_("Sudah lewat"), "lapsed"),
    "withdrawn": (_("Ditarik"), "withdrawn"),
}


class Standing(NamedTuple):
    code: str
    label: str
    sign: str


def standing(edition: Edition, shown: Edition | None, day: date) -> Standing:
    """`shown`: the edition that its page shows on that day, None when it shows none."""
    code = edition.status
    if code == Edition.Status.PUBLISHED:
        if edition.effective_on > day:
            code = "scheduled"
        elif shown is None or shown.pk != edition.pk:
            code = "former"
        elif edition.ends_on and edition.ends_on < day:
            code = "ended"
        else:
            code = "shown"
    return Standing(code, *STANDINGS[code])


@dataclass
class Row:
    """A page in the desk's list: the edition people see, and the one that is being written or waits."""

    kind: str
    label: str
    page: Page | None
    shown: Edition | None = None
    open: Edition | None = None
    newest: Edition | None = None
    day: date | None = None

    @property
    def title(self) -> str:
        about = self.open or self.shown or self.newest
        return about.title if about else ""

    @property
    def standing(self) -> Standing | None:
        """Of what people see, or of the newest where they see nothing."""
        about = self.shown or self.newest
        return standing(about, self.shown, self.day) if about and about != self.open else None

    @property
    def open_standing(self) -> Standing | None:
        return standing(self.open, self.shown, self.day) if self.open else None


def fixed_rows(day: date) -> list[Row]:
    """One row for each kind that stands alone, whether it has a page or not."""
    pages = Page.objects.exclude(kind=Page.Kind.ANNOUNCEMENT)
    of_kind = {row.kind: row for row in _rows(pages, day)}
    kinds = [(kind, label) for kind, label in Page.Kind.choices if kind != Page.Kind.ANNOUNCEMENT]
    return [of_kind.get(kind) or Row(kind, label, None, day=day) for kind, label in kinds]


def announcement_rows(pages, day: date) -> list[Row]:
    return _rows(pages, day)


def _rows(pages, day: date) -> list[Row]:
    """Three queries, however many pages."""
    pages = list(pages)
    editions = Edition.objects.filter(page__in=pages).defer("body", "body_en")
    shown = {one.page_id: one for one in editions.current(day)}
    opened = {one.page_id: one for one in editions.open()}
    newest = {one.page_id: one for one in editions.order_by("page_id", "-number").distinct("page_id")}
    return [
        Row(
            page.kind, page.get_kind_display(), page,
            shown.get(page.pk), opened.get(page.pk), newest.get(page.pk), day,
        )
        for page in pages
    ]  # fmt: skip


def editions_of(page: Page, day: date) -> list[tuple[Edition, Standing]]:
    """Newest first, each with how it stands."""
    editions = page.editions.select_related("changed_by", "decided_by").order_by("-number")
    shown = page.editions.current(day).first()
    return [(one, standing(one, shown, day)) for one in editions]


def deciders(edition: Edition, day: date) -> list[User]:
    """Whom an edition that was sent waits for; nobody before and afterwards."""
    waits = edition.status == Edition.Status.SUBMITTED
    return list(second_persons(edition, day)) if waits else []


def story(page: Page) -> list[dict]:
    """What happened to the page, newest first: sentence, who (None for the portal itself), when."""
    entries = Entry.objects.about(page).select_related("actor").order_by("-id")[:100]
    return [{"text": sentence(one), "by": one.actor, "at": one.at} for one in entries]
