"""Codes printed at the desk, for people with a phone and nothing else."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DeskCodeQuerySet(models.QuerySet):
    def live(self, now):
        """Neither used nor replaced nor guessed at too often, and within their time."""
        return self.filter(ended_at=None, expires_at__gt=now)


class DeskCode(models.Model):
    """Printed by an officer who has seen the KTP, typed by its owner on the portal; once, within its time.

    Only a keyed hash of the digits is kept. `ended_as` says why it ended before its time.
    """

    class Purpose(models.TextChoices):
        PHONE = "phone", _("Memastikan nomor HP")
        PASSWORD = "password", _("Membuat kata sandi baru")

    class End(models.TextChoices):
        USED = "used", _("Dipakai")
        REPLACED = "replaced", _("Diganti kode yang lebih baru")
        GUESSED = "guessed", _("Terlalu sering salah ditulis")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="desk_codes")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    code_hash = models.CharField(max_length=64)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, choices=End.choices, blank=True)

    objects = DeskCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-printed_at"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="deskcode_one_lives"),
            models.CheckConstraint(
                condition=Q(purpose__in=["phone", "password"]), name="deskcode_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_as__in=["", "used", "replaced", "guessed"]), name="deskcode_end_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="deskcode_end_has_time",
            ),
            models.CheckConstraint(condition=Q(tries__lte=5), name="deskcode_five_tries"),
            models.CheckConstraint(
                condition=~Q(printed_by=models.F("user")), name="deskcode_not_for_oneself"
            ),
        ]
        indexes = [models.Index(fields=["user", "printed_at"], name="deskcode_of_user")]

    def __str__(self):
        return f"{self.purpose} {self.printed_at:%Y-%m-%d %H:%M}"
