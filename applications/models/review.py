"""What each tier found and decided, round by round."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import TIER_ROLES, Role
from foundation.vault.fields import SealedTextField


class ReviewQuerySet(models.QuerySet):
    def open(self):
        """Reviews that wait for a decision."""
        return self.filter(decision="")

    def queue_of(self, user):
        """Open reviews at the desks the user holds today (coordinator: all), by due time."""
        queue = self.open().select_related(
            "application__standard__service__agency", "tier__agency", "timer", "claimed_by"
        )
        if not user.holds(Role.COORDINATOR):
            desks = Q(pk__in=[])
            for post in user.posts:
                if post.role in TIER_ROLES:
                    desks |= Q(tier__role=post.role, tier__agency=post.agency_id)
            queue = queue.filter(desks)
        return queue.order_by("timer__due_at", "id")


class Review(models.Model):
    """One tier's look at one file in one round. The timer belongs to file and tier, through all rounds."""

    class Decision(models.TextChoices):
        PASSED = "passed", _("Diteruskan")
        RETURNED = "returned", _("Dikembalikan untuk perbaikan")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")
        CLOSED = "closed", _("Ditutup tanpa putusan")

    class Opinion(models.TextChoices):
        FOR = "for", _("Mendukung")
        AGAINST = "against", _("Tidak mendukung")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="reviews"
    )
    tier = models.ForeignKey("services.Tier", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    timer = models.ForeignKey("sla.Timer", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    opinion = models.CharField(max_length=10, choices=Opinion.choices, blank=True)
    reason = SealedTextField(default="")
    legal_ground = models.CharField(max_length=250, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "tier", "round"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["application", "tier"], condition=Q(decision=""), name="review_one_open_per_tier"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "passed", "returned", "approved", "rejected", "closed"]),
                name="review_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "closed"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="review_decision_has_decider",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True) | Q(claimed_at__isnull=False),
                name="review_claim_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected") | ~Q(legal_ground=""), name="review_rejection_has_ground"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(decided_by=F("claimed_by")),
                name="review_decided_by_claimant",
            ),
        ]
        indexes = [models.Index(fields=["tier"], condition=Q(decision=""), name="review_open")]

    def __str__(self):
        return f"{self.application_id} {self.tier_id} r{self.round}"


class Verdict(models.Model):
    """The finding on one requirement (or, where an answer must be mended, on one form field)."""

    class Value(models.TextChoices):
        FITS = "fits", _("Sesuai")
        MEND = "mend", _("Perlu diperbaiki")
        NOT_NEEDED = "not_needed", _("Tidak diperlukan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    requirement = models.ForeignKey(
        "services.Requirement", null=True, on_delete=models.PROTECT, related_name="+"
    )
    field = models.ForeignKey("services.FormField", null=True, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey(
        "applications.Attachment",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The version judged.",
    )
    value = models.CharField(max_length=12, choices=Value.choices)
    note = SealedTextField(default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "requirement"], name="verdict_once_per_requirement"),
            models.UniqueConstraint(fields=["review", "field"], name="verdict_once_per_field"),
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, field__isnull=True)
                | Q(requirement__isnull=True, field__isnull=False),
                name="verdict_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(value__in=["fits", "mend", "not_needed"]), name="verdict_value_known"
            ),
        ]

    def __str__(self):
        return self.value
