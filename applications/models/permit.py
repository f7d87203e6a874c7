"""What the service gave: a permit issued here, or the number and date of a product issued elsewhere."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.validators import mask_name
from foundation.registry.numbers import new_public_code


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=Q(kind="permit"), name="permit_number_once"),
            models.CheckConstraint(condition=Q(kind__in=["permit", "outside"]), name="permit_kind_known"),
        ]

    def __str__(self):
        return self.number

    @property
    def masked_holder(self) -> str:
        return mask_name(self.holder_name)

    def has_expired(self, day) -> bool:
        return self.valid_until is not None and self.valid_until < day
