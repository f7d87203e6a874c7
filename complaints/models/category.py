"""What complaints are about, and how long each step may take: rows that the catalogue brings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The three kinds of SP4N-LAPOR."""

    COMPLAINT = "complaint", pgettext_lazy("jenis laporan", "Pengaduan")
    ASPIRATION = "aspiration", _("Aspirasi")
    INFORMATION = "information", _("Permintaan informasi")


class CategoryQuerySet(models.QuerySet):
    def choosable(self):
        """What a new complaint may be filed under: the second level, as long as it is open."""
        return self.filter(is_open=True, parent__is_open=True)


class Category(models.Model):
    """What a complaint is about; children name the agency and the class that answer it."""

    code = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    response_class = models.CharField(max_length=40, blank=True)
    response_class_label = models.CharField(max_length=120, blank=True)
    max_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Working days to answer.")
    examples = models.TextField(blank=True)
    confidential = models.BooleanField(
        default=False, help_text="Suggest keeping the reporter's identity secret."
    )
    origin = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(
        default=True, db_default=True, help_text="A closed one keeps its complaints and takes no new."
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.label

    @property
    def is_choosable(self) -> bool:
        """As `choosable`, of one row."""
        return self.is_open and self.parent is not None and self.parent.is_open


class Clock(models.Model):
    """How long one step of one kind may take (Permen PANRB 5/2025: 3, 5 and 10 working days).

    `whole` is the time to the answer; a complaint has it from its category (14 or 60 working days).
    """

    class Step(models.TextChoices):
        VERIFY = "verify", _("Verifikasi dan penerusan")
        FOLLOW_UP = "follow_up", _("Tindak lanjut instansi")
        REPLY = "reply", _("Tanggapan balik pelapor")
        WHOLE = "whole", _("Sampai dijawab")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    step = models.CharField(max_length=20, choices=Step.choices)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, default="working_days")
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "step"], name="clock_once_a_step"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="clock_amount_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=["complaint", "aspiration", "information"]), name="clock_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(step__in=["verify", "follow_up", "reply", "whole"]), name="clock_step_known"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.step}: {self.amount} {self.unit}"
