"""Pages of the portal and their editions; an edition that was published is never rewritten, the next one follows."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role

READERS_OF_DRAFTS = (Role.COORDINATOR, Role.CATALOGUE_EDITOR, Role.AUDITOR)


class VisibleToStaff(models.QuerySet):
    def visible_to(self, user):
        """Drafts and former texts are read by coordinators, editors and auditors; by nobody else."""
        reads = user.is_authenticated and any(user.holds(role) for role in READERS_OF_DRAFTS)
        return self if reads else self.none()


class Page(models.Model):
    """A place where a text stands: one of each kind, but any number of announcements."""

    class Kind(models.TextChoices):
        HELP = "help", _("Bantuan")
        PLEDGE = "pledge", _("Maklumat pelayanan")
        PRIVACY = "privacy", _("Privasi")
        ACCESSIBILITY = "accessibility", _("Aksesibilitas")
        ABOUT = "about", _("Tentang portal ini")
        ANNOUNCEMENT = "announcement", _("Pengumuman")

    kind = models.CharField(max_length=20, choices=Kind.choices)

    objects = VisibleToStaff.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=~Q(kind="announcement"), name="pages_page_one_of_each_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["help", "pledge", "privacy", "accessibility", "about", "announcement"]),
                name="pages_page_kind",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_announcement(self) -> bool:
        return self.kind == self.Kind.ANNOUNCEMENT


class EditionQuerySet(VisibleToStaff):
    def open(self):
        """Being written or waiting for a decision; one for each page at most."""
        return self.filter(status__in=(Edition.Status.DRAFT, Edition.Status.SUBMITTED))

    def published(self):
        return self.filter(status=Edition.Status.PUBLISHED)

    def current(self, day: date):
        """The edition that each page shows on that day."""
        effective = self.published().filter(effective_on__lte=day)
        return effective.order_by("page_id", "-effective_on", "-number").distinct("page_id")

    def announced(self, day: date):
        """Announcements in force on that day, important ones first."""
        current = Edition.objects.filter(page__kind=Page.Kind.ANNOUNCEMENT).current(day)
        in_force = self.filter(pk__in=current.values("pk"), ends_on__gte=day)
        return in_force.order_by("level", "-effective_on", "-id")


class Reading(NamedTuple):
    """A text in one language; `language` is the one it is written in."""

    language: str
    title: str
    body: str


class Edition(models.Model):
    """A text in both languages, from draft to the day it is replaced.

    Bodies are CommonMark (see `prose`); an empty English one is not there. `starts_on` None: at once when it
    is approved; `ends_on`: the last day of an announcement. `effective_on` is set by the approval. Written by
    nobody: the text that came with the portal.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Menunggu persetujuan")
        PUBLISHED = "published", pgettext_lazy("halaman", "Terbit")
        WITHDRAWN = "withdrawn", _("Ditarik")

    # In the order of the alphabet important ones come first, and so they do on the pages.
    class Level(models.TextChoices):
        INFO = "info", _("Informasi")
        IMPORTANT = "important", _("Penting")

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    body_en = models.TextField(blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.INFO)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["page_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="pages_edition_number_once"),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(status__in=["draft", "submitted"]),
                name="pages_edition_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "published", "withdrawn"]),
                name="pages_edition_status",
            ),
            models.CheckConstraint(condition=Q(level__in=["info", "important"]), name="pages_edition_level"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="pages_edition_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(effective_on__isnull=False),
                name="pages_edition_published_from_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["page", "-effective_on", "-number"],
                condition=Q(status="published"),
                name="pages_edition_shown",
            ),
        ]

    def __str__(self):
        return self.title or str(self.page)

    @property
    def has_english(self) -> bool:
        """A title without its text is never published."""
        return bool(self.title_en)

    def reading(self, language: str) -> Reading:
        """What is read in that language: English where there is one, otherwise the Indonesian."""
        if language == "en" and self.has_english:
            return Reading("en", self.title_en, self.body_en)
        return Reading("id", self.title, self.body)

    @property
    def is_important(self) -> bool:
        return self.level == self.Level.IMPORTANT


class Reason(models.Model):
    """Why an edition was sent back or taken down; only ever added."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reasons")
    act = models.CharField(max_length=20)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text
