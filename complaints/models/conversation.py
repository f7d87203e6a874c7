"""What is said about a complaint, who is asked to answer it, and the photos that came with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.vault.fields import SealedTextField


class Response(models.Model):
    """One turn of the conversation, never changed. `author` None: the reporter, whoever she is."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Tanggapan pelapor")
        DISPUTE = "dispute", _("Bantahan pelapor")
        INTERIM = "interim", _("Tanggapan sementara")
        ANSWER = "answer", _("Jawaban")
        ARCHIVE = "archive", _("Alasan diarsipkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="An officer.",
    )
    agency = models.ForeignKey("accounts.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(default="")
    at = models.DateTimeField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "order"], name="response_order_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["reply", "dispute", "interim", "answer", "archive"]),
                name="response_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["reply", "dispute"]) | Q(author__isnull=True),
                name="response_of_reporter_has_no_author",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Assignment(models.Model):
    """An agency is asked to answer (*disposisi*); `returned_at` when it said that this is not its task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(
        "complaints.Complaint", on_delete=models.PROTECT, related_name="assignments"
    )
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Sealed: a desk that explains itself to another quotes the reporter.
    note = SealedTextField(default="", help_text="From desk to desk, never for the reporter.")
    returned_at = models.DateTimeField(null=True)
    returned_note = SealedTextField(default="")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.agency_id} {self.at:%Y-%m-%d}"


class Photo(models.Model):
    """A photo, re-encoded without its metadata before anybody sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey("complaints.Complaint", on_delete=models.PROTECT, related_name="photos")
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["complaint", "order"], name="photo_order_once")]

    def __str__(self):
        return f"{self.complaint_id} {self.order}"
