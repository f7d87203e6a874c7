"""Verbs about accounts: opened, registered, proved by a code, written to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import CitizenProfile, User
from accounts.validators import clean_email
from accounts.workflow.safety import note_phone_changed
from foundation.audit.models import Entry
from foundation.audit.trail import record
from foundation.notifications import outbox


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    by: User | None,
    now: datetime,
    password: str | None = None,
    verified: bool = False,
) -> User:
    """An account for somebody else; without a password she sets one by the reset page, proving her e-mail.

    `verified`: whoever opens it vouches for the e-mail. Raises ValidationError when it has an account.
    """
    email = clean_email(email)
    if User.objects.filter(email=email).exists():
        raise ValidationError(_("Surel ini sudah memiliki akun."), code="email_taken")
    user = User.objects.create_user(email=email, name=name, password=password, verified=verified)
    record("account.opened", user, by=by, at=now)
    return user


@transaction.atomic
def register(user: User, *, contact_phone: str = "", by: User, now: datetime) -> CitizenProfile:
    """A citizen opens her own account: `user` is not saved yet, `by` is the same person."""
    user.save()
    record("account.registered", user, by=by, at=now)
    return CitizenProfile.objects.create(
        user=user, full_name=user.name, email=user.email or "", phone=contact_phone or user.phone or ""
    )


@transaction.atomic
def confirm_phone(user: User, phone: str, *, by: User, now: datetime) -> None:
    """The code sent to the phone came back: she signs in by it. Raises ValidationError when taken."""
    former = user.phone if user.phone_verified else ""
    _set_phone(user, phone, verified=True)
    record("account.phone_confirmed", user, by=by, at=now)
    if former and former != phone:
        note_phone_changed(user, former, by=by, now=now)


@transaction.atomic
def correct_phone(user: User, phone: str, *, by: User, now: datetime) -> None:
    """She mistyped the number that no code has proved yet. Raises ValidationError when taken."""
    _set_phone(user, phone, verified=False)
    record("account.phone_corrected", user, by=by, at=now)


def _set_phone(user: User, phone: str, *, verified: bool) -> None:
    if User.objects.filter(phone=phone).exclude(pk=user.pk).exists():
        raise ValidationError(_("Nomor HP ini sudah dipakai akun lain."), code="phone_taken")
    user.phone, user.phone_verified = phone, verified
    user.save(update_fields=["phone", "phone_verified"])


@transaction.atomic
def send_letter(
    user: User,
    *,
    address: str,
    channel: str,
    subject: str,
    text: str,
    letter: str,
    by: User | None,
    now: datetime,
) -> Entry:
    """A letter of the account system (a code, a warning) goes to the outbox; `letter` names its kind."""
    entry = record("account.letter", user, by=by, at=now, letter=letter, channel=channel)
    outbox.post(
        address=address, channel=channel, subject=subject, text=text, entry=entry, at=now, recipient=user
    )
    return entry
