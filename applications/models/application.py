"""The file: who asks for which service, under which standard, with which answers and documents."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TIER_ROLES, Role
from foundation.registry.numbers import show_tracking_code
from foundation.vault.fields import SealedJSONField
from services.models import Tier

READS_ALL = (Role.COORDINATOR, Role.AUDITOR)


class ApplicationQuerySet(models.QuerySet):
    def own(self, user):
        """Files the user filed, or that were filed for the citizen she is."""
        return self.filter(Q(filed_by=user) | Q(applicant__user=user))

    def at_desk(self, user):
        """Sent files of services owned by, or with a tier at, an agency where the user holds a tier role.

        Coordinator and auditor see the row of every sent file (masked, or noted: see permissions).
        """
        sent = self.exclude(status=Application.Status.DRAFT)
        if any(user.holds(role) for role in READS_ALL):
            return sent
        agencies = {post.agency_id for post in user.posts if post.role in TIER_ROLES}
        if not agencies:
            return self.none()
        tiers = models.Exists(Tier.objects.filter(standard=models.OuterRef("standard"), agency__in=agencies))
        return sent.filter(Q(standard__service__agency__in=agencies) | tiers)

    def to_record(self, user):
        """Approved files whose outside product this person may record, the most urgent promise first."""
        desks = Q(pk__in=[])
        for post in user.posts:
            if post.role in TIER_ROLES:
                desk = {"reviews__tier__role": post.role, "reviews__tier__agency": post.agency_id}
                desks |= Q(reviews__decision="approved", **desk)
            if post.role == Role.FRONT_OFFICE:
                desks |= Q(standard__service__agency=post.agency_id)
        waiting = self.filter(status=Application.Status.APPROVED, standard__product_kind="outside")
        theirs = waiting.filter(pk__in=self.filter(desks).values("pk"))
        return theirs.exclude(pk__in=self.own(user).values("pk")).order_by("timer__due_at", "id")

    def visible_to(self, user):
        """The only way to an object: own files, and those of the desk."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(pk__in=self.own(user).values("pk")) | Q(pk__in=self.at_desk(user).values("pk")))


class Application(models.Model):
    """A *permohonan*. It points at the standard it was filed under, so its promise never changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Terkirim")
        IN_REVIEW = "in_review", _("Dalam verifikasi")
        NEEDS_CORRECTION = "needs_correction", _("Perlu perbaikan")
        APPROVED = "approved", _("Disetujui")
        ISSUED = "issued", _("Selesai")
        REJECTED = "rejected", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Dibatalkan")
        LAPSED = "lapsed", _("Kedaluwarsa")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Daring")
        COUNTER = "counter", _("Loket")
        KIOSK = "kiosk", _("Kios")
        PAPER = "paper", _("Kertas")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - drafts have none
    tracking_code = models.CharField(max_length=11, null=True, unique=True)  # noqa: DJ001 - drafts have none
    standard = models.ForeignKey("services.Standard", on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        "accounts.CitizenProfile", on_delete=models.PROTECT, related_name="applications"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dependant = models.ForeignKey(
        "accounts.Dependant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applicant_name = models.CharField(max_length=300, blank=True, help_text="As sent; names stay searchable.")
    identity = SealedJSONField(default=dict, help_text="The applicant's profile as it was when sent.")
    answers = SealedJSONField(default=dict, help_text="Draft: as typed. Sent: clean values by field key.")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    version = models.PositiveIntegerField(
        default=0, help_text="Grows with every change; a stale page is refused."
    )
    timer = models.OneToOneField(
        "sla.Timer", null=True, on_delete=models.PROTECT, related_name="+", help_text="The service's promise."
    )
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    complete_at = models.DateTimeField(null=True, help_text="The receipt from which the promise counts.")
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True, help_text="When an unanswered return ends the file.")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "submitted",
                        "in_review",
                        "needs_correction",
                        "approved",
                        "issued",
                        "rejected",
                        "withdrawn",
                        "lapsed",
                    ]
                ),
                name="application_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(number__isnull=False, tracking_code__isnull=False),
                name="application_sent_has_number",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(dependant__isnull=True),
                name="application_one_behalf",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "created_at"], name="application_status"),
            models.Index(Lower("applicant_name"), name="application_name"),
            models.Index(
                fields=["lapses_at"], condition=Q(status="needs_correction"), name="application_lapses"
            ),
        ]

    def __str__(self):
        return self.number or str(_("Draf"))

    @property
    def shown_code(self) -> str:
        return show_tracking_code(self.tracking_code or "")

    def newest_reviews(self) -> dict:
        """By tier id: the review of the last round of each tier that was opened; asks `reviews`."""
        return {one.tier_id: one for one in sorted(self.reviews.all(), key=lambda one: one.round)}

    @property
    def behalf(self):
        """The organisation or dependant it is filed for, or None when for the applicant herself."""
        return self.organisation or self.dependant


class AttachmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_at__isnull=True)

    def sent(self):
        """Without what the citizen took out of her draft again: that never came to the desk."""
        return self.exclude(replaced_at__lt=models.F("application__submitted_at"))


class Attachment(models.Model):
    """A document put under a requirement; a newer one replaces it and both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    requirement = models.ForeignKey("services.Requirement", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    replaced_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["requirement__order", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement", "version"], name="attachment_version_once"
            ),
            models.UniqueConstraint(
                fields=["application", "requirement"],
                condition=Q(replaced_at__isnull=True),
                name="attachment_one_current",
            ),
        ]

    def __str__(self):
        return f"{self.requirement_id} v{self.version}"

    @property
    def was_taken_out(self) -> bool:
        """Whether it left the draft before the file was sent (see `sent`)."""
        sent_at = self.application.submitted_at
        return bool(self.replaced_at and sent_at and self.replaced_at < sent_at)


class FormerAnswers(models.Model):
    """The answers as they stood before a correction replaced them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="former_answers")
    answers = SealedJSONField(default=dict)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at"]
        verbose_name_plural = "former answers"

    def __str__(self):
        return f"{self.application_id} {self.replaced_at:%Y-%m-%d}"
