"""What the service gave: a permit issued here, or the number and date of a product issued elsewhere."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.validators import mask_name
from foundation.registry.numbers import CROCKFORD, new_public_code

MOST_TRIES = 5
PUBLIC_LENGTH = 26


class PermitQuerySet(models.QuerySet):
    def by_code(self, code: str) -> "Permit | None":
        """The product with that code, however its letters are written; what can be none asks no database."""
        code = code.upper()
        if len(code) != PUBLIC_LENGTH or not set(code) <= set(CROCKFORD):
            return None
        return self.select_related("agency").filter(code=code).first()

    def unprinted(self):
        return self.filter(document=None)

    def waiting(self):
        """Products whose paper the worker still has to make."""
        return self.unprinted().filter(tries__lt=MOST_TRIES)

    def failed(self):
        """Products whose paper could not be made in five tries, the longest waiting first."""
        return self.unprinted().filter(tries__gte=MOST_TRIES).order_by("tried_at", "pk")

    def begin_try(self, permit: "Permit", *, now: datetime) -> bool:
        """Count a try before it is made: what kills its worker five times is then left in peace.

        False when there is nothing to try: it is printed, has failed, or another worker has just begun.
        """
        mine = self.waiting().filter(pk=permit.pk, tries=permit.tries)
        return mine.update(tries=F("tries") + 1, tried_at=now) == 1

    def take_back_try(self, permit: "Permit") -> None:
        """The try was no fault of the product's: the disk was full."""
        self.filter(pk=permit.pk, tries__gt=0).update(tries=F("tries") - 1)


class Permit(models.Model):
    """The product of an approved file. `document` is None until its PDF exists."""

    class Kind(models.TextChoices):
        PERMIT = "permit", _("Izin atau surat yang diterbitkan portal ini")
        OUTSIDE = "outside", _("Produk yang diterbitkan instansi dan dicatat di sini")

    class State(models.TextChoices):
        VALID = "valid", _("Berlaku")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="permit"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=200, help_text="Room for the longest names of agency and service.")
    code = models.CharField(max_length=26, unique=True, default=new_public_code)
    product = models.CharField(max_length=250)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    holder_name = models.CharField(max_length=150)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True, help_text="None: no end date.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    document = models.OneToOneField(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How often its PDF was begun."
    )
    tried_at = models.DateTimeField(null=True, help_text="When its PDF was begun last.")

    objects = PermitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=Q(kind="permit"), name="permit_number_once"),
            models.CheckConstraint(condition=Q(kind__in=["permit", "outside"]), name="permit_kind_known"),
        ]
        indexes = [models.Index(fields=["tries"], condition=Q(document=None), name="permit_unprinted")]

    def __str__(self):
        return self.number

    @property
    def masked_holder(self) -> str:
        return mask_name(self.holder_name)

    def has_expired(self, day) -> bool:
        return self.valid_until is not None and self.valid_until < day
