"""Numbered versions of a service's standard (UU 25/2009 Pasal 21): its form, requirements and tiers as rows.

A case points at the standard it was filed under, so a published standard is never edited, only superseded.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import role_label
from services import wording
from services.models.looking_up import StandardQuerySet


class Standard(models.Model):
    """One version. Components without data stay empty and are shown as missing to the editor."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        PUBLISHED = "published", _("Berlaku")
        SUPERSEDED = "superseded", _("Digantikan")

    class ProductKind(models.TextChoices):
        PERMIT = "permit", _("Dokumen bernomor yang diterbitkan portal ini")
        OUTSIDE = "outside", _("Diterbitkan sistem lain; nomor dan tanggalnya dicatat")

    class FeeType(models.TextChoices):
        FREE = "free", _("Gratis")
        FIXED = "fixed", _("Tarif tetap")
        RULE = "rule", _("Menurut ketentuan")

    service = models.ForeignKey("services.Service", on_delete=models.PROTECT, related_name="standards")
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True)
    review_by = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the catalogue item it was loaded from.")

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    kind_label = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    technical_agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    external_system = models.ForeignKey(
        "services.ExternalSystem", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    external_url = models.URLField(blank=True)
    tags = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    verification = models.JSONField(default=dict)
    search_text = models.TextField(blank=True, help_text="Lower-case words that a search looks in.")

    # The fourteen components, a to n (requirements, b, are rows).
    legal_basis = models.JSONField(default=list)
    procedure = models.JSONField(default=list)
    promise_amount = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    promise_unit = models.CharField(max_length=20, default="working_days")
    promise_text = models.TextField(blank=True)
    fee_type = models.CharField(max_length=10, choices=FeeType.choices)
    fee_amount = models.BigIntegerField(
        null=True, blank=True, help_text="Whole rupiah; None where a rule applies."
    )
    fee_text = models.TextField(blank=True)
    fee_basis = models.TextField(blank=True)
    tariffs = models.JSONField(default=list)
    product = models.CharField(max_length=250)
    product_kind = models.CharField(max_length=10, choices=ProductKind.choices)
    validity_text = models.CharField(max_length=250, blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    facilities = models.TextField(blank=True)
    competence = models.TextField(blank=True)
    supervision = models.TextField(blank=True)
    complaint_unit = models.CharField(max_length=200, blank=True)
    complaint_channels = models.JSONField(default=list)
    staffing = models.TextField(blank=True)
    service_guarantee = models.TextField(blank=True)
    safety_guarantee = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="standard_version_once"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(status="published"), name="standard_one_published"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "superseded"]), name="standard_status_known"
            ),
            models.CheckConstraint(
                condition=Q(promise_amount__isnull=True) | Q(promise_amount__gt=0),
                name="standard_promise_positive",
            ),
        ]
        indexes = [GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="standard_search")]

    def __str__(self):
        return self.name

    @property
    def is_published(self) -> bool:
        """Whether it is in force: a file can be begun and sent under it."""
        return self.status == self.Status.PUBLISHED

    @property
    def reader_name(self) -> str:
        """For titles and ways back: the English name, where there is one, to who reads another language."""
        return self.name_en if self.name_en and get_language() != "id" else self.name

    @property
    def promise(self) -> str:
        """The promised time in words; the catalogue's own text where no number is promised."""
        return wording.days(self.promise_amount) or self.promise_text

    @property
    def promise_language(self) -> str:
        """ "id" where the promise is the catalogue's own text, "" where it is said in the reader's language."""
        return "" if self.promise_amount is not None else "id"

    @property
    def fee_language(self) -> str:
        return "id" if self.fee_type == self.FeeType.RULE and self.fee_text else ""

    @property
    def fee(self) -> str:
        return wording.fee(self.fee_type, self.fee_amount, self.fee_text)

    @property
    def contacts(self) -> list[dict]:
        return [wording.contact(channel) for channel in self.complaint_channels]

    @property
    def sources(self) -> list[dict]:
        return wording.sources(self.verification)

    @property
    def parts_seen(self) -> str:
        return wording.parts(self.verification.get("seen_parts", []))

    @property
    def parts_from_memory(self) -> str:
        return wording.parts(self.verification.get("memory_parts", []))


class FormField(models.Model):
    """One question of the form. `constraints` and `show_if` as in the catalogue's format."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="fields")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=250)
    type = models.CharField(max_length=20)
    required = models.BooleanField(default=False)
    help = models.TextField(blank=True)
    choices = models.JSONField(default=list, help_text='[{"value": ..., "label": ...}]')
    constraints = models.JSONField(default=dict)
    show_if = models.JSONField(
        null=True, blank=True, help_text='{"field": key, "in": [values]} or None: always'
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["standard", "key"], name="formfield_key_once")]

    def __str__(self):
        return self.label


class Requirement(models.Model):
    """One *persyaratan*: a file to upload, or something told or brought (`data`)."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=250)
    kind = models.CharField(max_length=10)
    presence = models.CharField(max_length=12)
    accept = models.JSONField(default=list, help_text='File endings: "pdf", "jpg", "jpeg", "png".')
    max_mb = models.PositiveSmallIntegerField(null=True, blank=True)
    condition = models.JSONField(null=True, blank=True, help_text="Like show_if; None: judged from the note.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="requirement_code_once"),
            models.CheckConstraint(condition=Q(kind__in=["file", "data"]), name="requirement_kind_known"),
            models.CheckConstraint(
                condition=Q(presence__in=["required", "conditional"]), name="requirement_presence_known"
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def endings(self) -> str:
        """PDF, JPG, PNG: a JPEG is one kind, whichever way its name is spelt."""
        kinds = dict.fromkeys("jpg" if ending == "jpeg" else ending for ending in self.accept)
        return ", ".join(kinds).upper()


class Tier(models.Model):
    """One desk of the *verifikasi bertingkat*. Tiers of equal order work side by side."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="tiers")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    days = models.DecimalField(max_digits=6, decimal_places=2, help_text="Working days, may be a fraction.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="tier_code_once"),
            models.CheckConstraint(condition=Q(days__gt=0), name="tier_days_positive"),
        ]

    def __str__(self):
        return self.name

    @property
    def promise(self) -> str:
        return wording.days(self.days)

    @property
    def role_label(self) -> str:
        return role_label(self.role)
