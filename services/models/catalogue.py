"""What the mall offers, and the systems outside that some of it is really done in."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from services import wording


class ExternalSystem(models.Model):
    """A line of the directory of systems outside the portal."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    full_name = models.CharField(max_length=250, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    kind_label = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=40)
    scope_label = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(blank=True)
    url = models.URLField(blank=True)
    studies = models.JSONField(default=list)
    verification = models.JSONField(default=dict)

    class Meta:
        ordering = [Lower("name"), "id"]

    def __str__(self):
        return self.name

    @property
    def sources(self) -> list[dict]:
        return wording.sources(self.verification)


class Service(models.Model):
    """A *layanan*: its identity. What it promises stands in its numbered standards."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Bisa diajukan di portal ini")
        REDIRECT = "redirect", _("Diajukan lewat aplikasi resmi lain")
        COUNTER = "counter", _("Hanya di loket")

    code = models.SlugField(max_length=80, unique=True)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="services")
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=["online", "redirect", "counter"]),
                name="service_channel_known",
            ),
        ]

    def __str__(self):
        return self.code
