"""What happened. Entries are only ever inserted; triggers refuse to change or remove them."""

import uuid

from django.conf import settings
from django.db import models


class EntryQuerySet(models.QuerySet):
    def about(self, target):
        """The story of one row, oldest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("id")


class Entry(models.Model):
    """Who did what to which row, when. Parameters hold codes and ids only: no name, NIK or free text.

    `actor` is None for acts of the system. The sentence is rendered when read (see `audit.sentences`), so
    that erasing a person keeps the trail.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    agency = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=64)
    params = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="audit_entry_target"),
            models.Index(fields=["actor", "at"], name="audit_entry_actor"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_type} {self.target_id}"
