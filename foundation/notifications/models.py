"""Telling people after it is true: an outbox row is written with the change, delivery comes after."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.notifications.ways import BELL, Language, NewsBy
from foundation.vault.fields import SealedJSONField


class NotificationQuerySet(models.QuerySet):
    def bell_of(self, user):
        return self.filter(recipient=user, channel=BELL)

    def unread(self):
        return self.filter(read_at__isnull=True)

    def due(self, now):
        """Rows whose delivery may be tried now; bells are delivered by existing."""
        return self.filter(state=Notification.State.PENDING, next_try_at__lte=now)

    def failed(self):
        """Given up after the last try, or refused by the other side; see `retrying.retry`."""
        return self.filter(state=Notification.State.FAILED)

    def mark_read(self, now) -> int:
        return self.unread().update(read_at=now)


class Notification(models.Model):
    """One message to one person or address over one channel, quoting an audit entry.

    `message` (sealed) is only filled where the text cannot be rendered from the entry (a one-time code, a
    letter of the account system): {"subject": ..., "text": ...}; with "to" where `address` is only a hash, because
    the entry would tell whose it is, and "language", the one it is written in. `kept`: there is no gateway, it
    stays here.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Menunggu dikirim")
        SENT = "sent", _("Terkirim")
        KEPT = "kept", _("Disimpan, belum ada gerbang pengirim")
        FAILED = "failed", _("Gagal dikirim")

    class Reason(models.TextChoices):
        UNKNOWN = "unknown", _("Alamat atau nomor tidak dikenal.")
        REFUSED = "refused", _("Penerima menolak pesan ini.")
        DENIED = "denied", _("Gerbang pengirim menolak izin portal.")
        AWAY = "away", _("Server pengirim tidak menjawab.")
        UNSENT = "unsent", _("Pesan tidak dapat disusun.")
        KILLED = "killed", _("Pengiriman terputus di tengah jalan.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notifications"
    )
    address = models.CharField(max_length=254, blank=True)
    entry = models.ForeignKey("audit.Entry", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    audience = models.CharField(
        max_length=40, blank=True, help_text="Whose words are used, see messages.register."
    )
    link = models.CharField(max_length=200, blank=True)
    message = SealedJSONField(null=True, default=None)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField(
        max_length=10,
        choices=Reason.choices,
        blank=True,
        default="",
        db_default="",
        help_text="Why the last try did not succeed.",
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "entry", "channel"],
                condition=models.Q(recipient__isnull=False),
                name="notification_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["address", "entry", "channel"],
                condition=models.Q(recipient__isnull=True),
                name="notification_once_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "sent", "kept", "failed"]),
                name="notification_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False) | ~models.Q(address=""),
                name="notification_has_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="pending"), name="notification_due"
            ),
            models.Index(fields=["recipient", "channel", "-created_at"], name="notification_inbox"),
            models.Index(
                fields=["-created_at"], condition=models.Q(state="failed"), name="notification_failed"
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.state} {self.entry_id}"

    @property
    def goes_to(self) -> str:
        """The address as the mail server or the gateway needs it."""
        return (self.message or {}).get("to") or self.address


class NoticeChoice(models.Model):
    """What a person wants to get; there is no row until she chooses (see `ways`)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="notice_choice"
    )
    news_by = models.CharField(max_length=5, choices=NewsBy.choices)
    language = models.CharField(
        max_length=2, choices=Language.choices, default=Language.INDONESIAN, db_default=Language.INDONESIAN
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(news_by__in=["email", "sms", "both", "bell"]), name="news_by_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["id", "en"]), name="letter_language_known"
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.news_by}"
