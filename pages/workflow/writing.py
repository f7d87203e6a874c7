"""Verbs of editors: a draft is begun, written, sent to the second person, taken back, or thrown away."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.trail import record
from foundation.registry import moves
from pages import permissions, validators
from pages.models import Edition, Page
from pages.workflow.table import DRAFT, SUBMITTED, begun, ended

TEXTS = ("title", "body", "title_en", "body_en")
FIELDS = (*TEXTS, "level", "starts_on", "ends_on")


@transaction.atomic
def start(kind: str, *, page_id: int | None = None, by, now: datetime) -> Edition:
    """A new draft, with the text of the newest published edition; without `page_id` a new announcement, or the
    page of that kind. Raises ValidationError code "state" when the page has an open draft already.
    """
    if refusal := permissions.writer(by):
        raise PermissionDenied(refusal)
    page = _page(kind, page_id)
    if page.editions.open().exists():
        raise ValidationError(
            _("Halaman ini sudah punya naskah yang belum selesai. Lanjutkan naskah itu."), code="state"
        )
    former = page.editions.published().order_by("-effective_on", "-number").first()
    copied = {name: getattr(former, name) for name in (*TEXTS, "level")} if former else {}
    edition = Edition.objects.create(
        page=page, number=next_number(page), changed_by=by, changed_at=now, **copied
    )
    edition.writers.add(by)
    record("page.started", page, by=by, at=now, edition=edition.number)
    return edition


def _page(kind: str, page_id: int | None) -> Page:
    """Locked, so that two drafts of one page are begun in turn."""
    if kind == Page.Kind.ANNOUNCEMENT and page_id is None:
        return Page.objects.create(kind=kind)
    if page_id is None:
        page_id = Page.objects.get_or_create(kind=kind)[0].pk
    return get_object_or_404(Page.objects.select_for_update(), pk=page_id)


def next_number(page: Page) -> int:
    return (page.editions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def save(edition_id: int, values: dict, *, seen: int | None, by, now: datetime) -> Edition:
    """Keep what was typed; it need not be complete. `values`: some of FIELDS."""
    edition = begun("save", edition_id, by=by, seen=seen)
    values = {name: values[name] for name in FIELDS if name in values}
    _check_typed({name: getattr(edition, name) for name in FIELDS} | values, timezone.localdate(now))
    moves.change(edition, changed_by=by, changed_at=now, **values)
    edition.writers.add(by)
    ended("save", "page.saved", edition, by=by, now=now)
    return edition


def _check_typed(values: dict, today) -> None:
    faults = {}
    for name in TEXTS:
        check = validators.check_title if name.startswith("title") else validators.check_body
        try:
            check(values[name])
        except ValidationError as error:
            faults[name] = error.error_list
    if faults:
        raise ValidationError(faults)
    validators.check_days(values["starts_on"], values["ends_on"], today)


def check_complete(edition: Edition, today) -> None:
    """What everybody may be shown: both titles go with their texts, an announcement has its days."""
    faults = {}
    for name, sentence in (
        ("title", _("Tulis judulnya.")),
        ("body", _("Tulis isi halamannya.")),
    ):
        if not getattr(edition, name).strip():
            faults[name] = sentence
    if bool(edition.title_en.strip()) != bool(edition.body_en.strip()):
        faults["title_en"] = _("Lengkapi judul dan isi bahasa Inggris, atau kosongkan keduanya.")
    if edition.page.is_announcement and edition.starts_on is None:
        faults["starts_on"] = _("Tulis hari pertama tampil.")
    if edition.page.is_announcement and edition.ends_on is None:
        faults["ends_on"] = _("Tulis hari terakhir tampil.")
    if faults:
        raise ValidationError(faults)
    validators.check_days(edition.starts_on, edition.ends_on, today)


@transaction.atomic
def submit(edition_id: int, *, seen: int | None = None, by, now: datetime) -> Edition:
    """Ask a second person; those who may decide are told."""
    edition = begun("submit", edition_id, by=by, seen=seen)
    today = timezone.localdate(now)
    check_complete(edition, today)
    moves.change(edition, status=SUBMITTED)
    deciders = permissions.second_persons(edition, today)
    ended("submit", "page.submitted", edition, by=by, now=now, tell=deciders)
    return edition


@transaction.atomic
def take_back(edition_id: int, *, seen: int | None = None, by, now: datetime) -> Edition:
    """The editor goes on writing before anybody decided."""
    edition = begun("take_back", edition_id, by=by, seen=seen)
    moves.change(edition, status=DRAFT)
    ended("take_back", "page.taken_back", edition, by=by, now=now)
    return edition


@transaction.atomic
def discard(edition_id: int, *, seen: int | None = None, by, now: datetime) -> None:
    """Throw away a draft; an announcement that never was goes with it."""
    edition = begun("discard", edition_id, by=by, seen=seen)
    ended("discard", "page.discarded", edition, by=by, now=now)
    page = edition.page
    edition.delete()
    if page.is_announcement and not page.editions.exists():
        page.delete()
