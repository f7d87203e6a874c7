"""Holidays, office hours, and timers with their ledger. Measures a promise and knows no case."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """A closed day with its decree. `agency` None: the whole mall."""

    class Kind(models.TextChoices):
        NATIONAL = "libur_nasional", _("Libur nasional")
        COLLECTIVE_LEAVE = "cuti_bersama", _("Cuti bersama")
        SPECIAL = "libur_khusus", _("Libur khusus")

    date = models.DateField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    basis = models.CharField(max_length=250, help_text="The decree that declares it.")
    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=Q(agency__isnull=True), name="holiday_once_for_the_mall"
            ),
            models.UniqueConstraint(fields=["date", "agency"], name="holiday_once_an_agency"),
            models.CheckConstraint(
                condition=Q(kind__in=["libur_nasional", "cuti_bersama", "libur_khusus"]),
                name="holiday_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.name}"


class OfficeHours(models.Model):
    """Opening hours of one weekday (0 = Monday), the mall's or an agency's own, valid between two dates."""

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    breaks = models.JSONField(default=list, help_text='[["12:00", "13:00"], ...]')
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["weekday", "valid_from"]
        verbose_name_plural = "office hours"
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_close_after_opening"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="hours_end_after_begin",
            ),
            # Two rules of one weekday that begin on the same date leave open which one counts.
            models.UniqueConstraint(
                fields=["agency", "weekday", "valid_from"], nulls_distinct=False, name="hours_once_a_begin"
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.opens}-{self.closes}"


class TimerQuerySet(models.QuerySet):
    def running(self):
        return self.filter(stopped_at__isnull=True, paused_at__isnull=True)

    def under_way(self):
        """Running or paused."""
        return self.filter(stopped_at__isnull=True)

    def to_warn(self, now):
        """Running timers whose warning moment has passed and that have neither warned nor rung."""
        return self.running().filter(warned_at__isnull=True, rang_at__isnull=True, warn_at__lte=now)

    def to_ring(self, now):
        return self.running().filter(rang_at__isnull=True, due_at__lte=now)


class Timer(models.Model):
    """A promise under way. `due_at`, `warn_at` are functions of calendar and ledger, stored for the sweep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    amount = models.DecimalField(max_digits=6, decimal_places=2)
    unit = models.CharField(max_length=20, default="working_days")
    agency = models.ForeignKey("accounts.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    provisional = models.BooleanField(default=False, help_text="A year on the way has no holiday decree yet.")
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    rang_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(
        null=True, help_text="Warning or ringing failed then; the sweep tries it again after the others."
    )

    objects = TimerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="timer_amount_positive"),
            models.CheckConstraint(
                condition=Q(unit__in=["working_days", "working_hours", "calendar_days"]),
                name="timer_unit_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(stopped_at__isnull=True, paused_at__isnull=True, rang_at__isnull=True),
                name="timer_due",
            ),
            models.Index(
                fields=["warn_at"],
                condition=Q(
                    stopped_at__isnull=True,
                    paused_at__isnull=True,
                    rang_at__isnull=True,
                    warned_at__isnull=True,
                ),
                name="timer_warn",
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.unit}, due {self.due_at:%Y-%m-%d %H:%M}"


class TimerEvent(models.Model):
    """One line of the ledger from which anyone can recompute the due time. Never changed."""

    class Kind(models.TextChoices):
        START = "start", _("Dimulai")
        PAUSE = "pause", _("Dijeda")
        RESUME = "resume", _("Dilanjutkan")
        STOP = "stop", _("Dihentikan")
        RECOUNT = "recount", _("Dihitung ulang")

    timer = models.ForeignKey(Timer, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    reason = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(help_text="The due time after this event.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["start", "pause", "resume", "stop", "recount"]),
                name="timerevent_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["timer", "id"], name="timerevent_ledger")]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M} {self.reason}"
