"""People with a phone only: an officer sees the KTP and prints a code; its owner types it on the portal.

A desk code proves a person, not a phone, so it always comes with a password: whoever began the account with
somebody else's number knows no password of it afterwards.
"""

import hmac
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import DeskCode, User
from accounts.permissions import DESK_ROLES, holds_any_role, prints_desk_codes, require
from accounts.workflow.connections import disconnect_all
from foundation.audit.trail import record
from foundation.notifications.outbox import notify
from foundation.vault.crypto import keyed_hash

VALID = timedelta(minutes=30)
DIGITS, TRIES, MOST_A_DAY = 8, 5, 5
Purpose, End = DeskCode.Purpose, DeskCode.End


def digits_of(code: DeskCode) -> str:
    """What stands on the slip. Drawn from its id by a key, so that a form sent twice prints the same slip."""
    return f"{int(keyed_hash(str(code.pk), 'desk code'), 16) % 10**DIGITS:0{DIGITS}}"


def _hash(code_id, digits: str) -> str:
    return keyed_hash(f"{code_id} {digits}", "desk code check")


def purpose_for(user: User) -> str:
    """What a slip would do for her: prove a phone nobody has proved yet, else give the password back."""
    return Purpose.PASSWORD if user.phone_verified else Purpose.PHONE


def why_not(user: User, *, by: User, now: datetime) -> str:
    """Why this officer prints no code for that account, "" when she may."""
    if user.pk == by.pk:
        return _("Anda tidak dapat mencetak kode untuk akun sendiri.")
    if holds_any_role(user, timezone.localdate(now)):
        return _(
            "Akun ini milik petugas. Kata sandi petugas dibuat ulang lewat administrator, bukan di loket."
        )
    return ""


def account_with(phone: str) -> User | None:
    return User.objects.filter(phone=phone, is_active=True).first()


@transaction.atomic
def print_desk_code(phone: str, *, purpose: str, ktp_seen: bool, by: User, now: datetime) -> DeskCode:
    """A code for the account with this phone; a code printed before ends.

    Raises ValidationError: no such account, KTP not seen, another purpose than the account needs (state), too
    many on one day. PermissionDenied: not at a desk; her own account; an account that holds any role.
    """
    require(prints_desk_codes(by))
    user = User.objects.select_for_update().filter(phone=phone, is_active=True).first()
    if user is None:
        raise ValidationError(no_such_account(), code="no_account")
    refusal = why_not(user, by=by, now=now)
    require(not refusal, refusal)
    if not ktp_seen:
        raise ValidationError(_("Cocokkan KTP dengan nama di atas lebih dulu, lalu beri tanda."), code="ktp")
    if purpose != purpose_for(user):
        raise ValidationError(
            _("Keadaan akun ini baru saja berubah. Cari nomornya sekali lagi."), code="state"
        )
    if DeskCode.objects.filter(user=user, printed_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ValidationError(
            _("Akun ini sudah mendapat %(most)s kode dalam sehari. Minta pemohon datang lagi besok."),
            code="too_many",
            params={"most": MOST_A_DAY},
        )
    _end(DeskCode.objects.filter(user=user, ended_at=None), End.REPLACED, now)
    code = DeskCode(user=user, purpose=purpose, printed_by=by, printed_at=now, expires_at=now + VALID)
    code.code_hash = _hash(code.pk, digits_of(code))
    code.save(force_insert=True)
    post = next(post for post in by.posts if post.role in DESK_ROLES)
    entry = record(
        "account.desk_code_printed", user, by=by, at=now, role=post.role,
        agency=post.agency.code if post.agency else "", purpose=purpose,
    )  # fmt: skip
    notify([user], entry, at=now, link=reverse("profile"))
    return code


def use_desk_code(phone: str, digits: str, *, password: str, by: None, now: datetime) -> User:
    """The code came back: the phone is proved, `password` is the account's, every session and app of it ends.

    Nobody is signed in (`by` is None): the code says who she is. Any wrong pair gets the same sentence; the
    fifth wrong try ends the code.
    """
    require(by is None, _("Keluar lebih dulu, lalu tulis kode dari loket."))
    with transaction.atomic():
        user = _take(phone, digits, password, now)
    if user is None:
        # As long as a right one takes: the hashing is what a stopwatch would tell them apart by.
        User().set_password(password)
        raise ValidationError(
            _("Nomor HP atau kode tidak cocok, atau kode sudah tidak berlaku. Periksa lagi slip dari loket."),
            code="desk_code",
        )
    return user


def _take(phone: str, digits: str, password: str, now: datetime) -> User | None:
    """The account, changed; None for a wrong pair, whose try is counted."""
    user = User.objects.select_for_update().filter(phone=phone, is_active=True).first()
    code = DeskCode.objects.live(now).filter(user=user).first() if user else None
    if code is None or holds_any_role(user, timezone.localdate(now)):
        return None
    if not hmac.compare_digest(code.code_hash, _hash(code.pk, digits)):
        _count_wrong(code, now)
        return None
    validate_password(password, user)
    _end(DeskCode.objects.filter(pk=code.pk), End.USED, now)
    user.set_password(password)
    user.phone_verified = True
    user.save(update_fields=["password", "phone_verified"])
    disconnect_all(user, by=user, now=now)
    entry = record("account.desk_code_used", user, by=user, at=now, purpose=code.purpose)
    notify([user], entry, at=now, link=reverse("profile"))
    return user


def _count_wrong(code: DeskCode, now: datetime) -> None:
    code.tries += 1
    code.save(update_fields=["tries"])
    if code.tries >= TRIES:
        _end(DeskCode.objects.filter(pk=code.pk), End.GUESSED, now)
        record("account.desk_code_locked", code.user, by=None, at=now, tries=code.tries)


def _end(codes, how: str, now: datetime) -> None:
    codes.update(ended_at=now, ended_as=how)


def no_such_account() -> str:
    return _("Tidak ada akun dengan nomor ini. Periksa nomornya, atau minta pemohon mendaftar lebih dulu.")
