"""What allauth changes by itself gets its entry here."""

from allauth.account import signals
from allauth.account.adapter import get_adapter
from django.dispatch import receiver

from accounts.workflow import note_email_changed, note_password_changed, note_password_reset
from foundation.audit.trail import record
from foundation.registry.clock import database_now


@receiver([signals.password_changed, signals.password_set])
def password_was_changed(request, user, **kwargs):
    note_password_changed(user, by=user, now=database_now())


@receiver(signals.password_reset)
def password_was_reset(request, user, **kwargs):
    """Her failed attempts are forgiven; allauth does so for her e-mail only."""
    if user.phone:
        get_adapter()._delete_login_attempts_cached_email(request, phone=user.phone)
    note_password_reset(user, by=user, now=database_now())


@receiver(signals.email_changed)
def email_was_changed(request, user, from_email_address, **kwargs):
    former = from_email_address.email if from_email_address else ""
    note_email_changed(user, former, by=user, now=database_now())


@receiver(signals.email_confirmed)
def email_was_confirmed(request, email_address, **kwargs):
    record("account.email_confirmed", email_address.user, by=email_address.user, at=database_now())
