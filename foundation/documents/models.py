"""Every upload and every product: one row, one encrypted file under a name of our own."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A stored file. The plain bytes exist only while they are checked, sealed or served."""

    class State(models.TextChoices):
        STORED = "stored", _("Tersimpan")

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    size = models.PositiveIntegerField(help_text="Plain bytes.")
    sha256 = models.CharField(max_length=64, help_text="Of the plain bytes, in hex.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.STORED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["application/pdf", "image/jpeg", "image/png"]),
                name="document_kind_known",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="document_not_empty"),
        ]

    def __str__(self):
        return f"{self.name} ({self.kind})"

    @property
    def is_picture(self) -> bool:
        return self.kind in (self.Kind.JPEG, self.Kind.PNG)
