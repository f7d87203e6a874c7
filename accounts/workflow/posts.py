"""What a confirmed change does: posts begin and end, accounts open and close."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Agency, Membership, Role, RoleChange, User
from accounts.permissions import holders_of
from accounts.workflow.accounts import open_account, send_letter
from foundation.audit.trail import record
from foundation.notifications.ways import EMAIL, language_of


def _tell_to_set_password(user: User, *, by: User, now: datetime) -> None:
    with override(language_of(user)):
        text = _(
            "%(name)s, Anda terdaftar sebagai petugas di %(mall)s.\n\n"
            "Buat kata sandi lebih dulu: buka %(url)s, tulis surel ini, lalu masukkan kode yang kami kirim."
        ) % {
            "name": user.name,
            "mall": settings.MALL["name"],
            "url": f"{settings.PORTAL_URL}{reverse('account_reset_password')}",
        }
        send_letter(
            user,
            address=user.email,
            channel=EMAIL,
            subject=_("Akun petugas Anda sudah dibuat"),
            text=text,
            letter="officer_invited",
            by=by,
            now=now,
        )


def _officer(change: RoleChange, *, by: User, now: datetime) -> User:
    """The locked account of the person; opened now where she has none."""
    user = User.objects.select_for_update().filter(email=change.email).first()
    if user is None:
        user = open_account(email=change.email, name=change.name, by=by, now=now)
        _tell_to_set_password(user, by=by, now=now)
    elif not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        # Whoever began this account never proved the address: only its owner shall get in, by the reset page.
        user.set_unusable_password()
        user.save(update_fields=["password"])
        _tell_to_set_password(user, by=by, now=now)
    return user


@transaction.atomic
def begin_post(
    user: User,
    role: str,
    agency: Agency | None,
    *,
    starts_on: date,
    ends_on: date | None = None,
    by: User | None,
    now: datetime,
) -> Membership:
    """A role is held from a day on. Raises ValidationError when it would be over already, or is held."""
    starts_on = max(starts_on, timezone.localdate(now))
    if ends_on and ends_on < starts_on:
        raise ValidationError(_("Tanggal selesai usulan ini sudah lewat. Tolak, lalu usulkan lagi."))
    held = Membership.objects.filter(user=user, role=role, agency=agency, ended_at__isnull=True)
    if held.exclude(ends_on__lt=starts_on).exists():
        raise ValidationError(_("Orang ini sudah memegang peran itu."), code="held")
    post = Membership.objects.create(
        user=user, role=role, agency=agency, starts_on=starts_on, ends_on=ends_on
    )
    code = agency.code if agency else ""
    record("role.begun", post, by=by, at=now, post=role, office=code, starts_on=starts_on.isoformat())
    return post


@transaction.atomic
def end_post(membership: Membership, *, last_day: date, by: User | None, now: datetime) -> Membership:
    """A role ends after its last day; a last day that is today or past takes it away at once."""
    post = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if post.ended_at:
        raise ValidationError(_("Peran ini sudah berakhir. Muat ulang halaman."), code="state")
    today = timezone.localdate(now)
    if post.role == Role.ADMINISTRATOR:
        # From the day after the last one she is missed; two that end next week are as bad as two today.
        _keep_an_administrator(post.user, max(today, last_day + timedelta(days=1)))
    if last_day <= today:
        post.ended_at = now
        last_day = min(post.ends_on or today, today)
    post.ends_on = max(last_day, post.starts_on)
    post.save(update_fields=["ends_on", "ended_at"])
    record("role.ended", post, by=by, at=now, post=post.role, last_day=post.ends_on.isoformat())
    return post


def _keep_an_administrator(user: User, day: date) -> None:
    """Somebody else administers on that day. Two that end at once are asked one after the other."""
    with connection.cursor() as cursor:
        # A lock of its own: rows of memberships, locked by two verbs in different order, would make a ring.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('last administrator', 0))")
    if not holders_of(Role.ADMINISTRATOR, day).exclude(pk=user.pk).exists():
        raise ValidationError(
            _("Ini administrator terakhir. Tambahkan administrator lain lebih dulu."),
            code="last_administrator",
        )


def _grant(change: RoleChange, *, by: User, now: datetime) -> User:
    user = _officer(change, by=by, now=now)
    # Addresses change owners: what was proposed for one person never falls to another, least of all its author.
    if user.pk == change.proposed_by_id or change.person_id not in (None, user.pk):
        raise ValidationError(
            _("Surel pada usulan ini sekarang milik akun lain. Tolak usulan ini."), code="state"
        )
    begin_post(
        user, change.role, change.agency, starts_on=change.starts_on, ends_on=change.ends_on, by=by, now=now
    )
    return user


def _move(change: RoleChange, *, by: User, now: datetime) -> User:
    starts_on = max(change.starts_on, timezone.localdate(now))
    end_post(change.membership, last_day=starts_on - timedelta(days=1), by=by, now=now)
    begin_post(
        change.person, change.role, change.agency, starts_on=starts_on, ends_on=change.ends_on, by=by, now=now
    )
    return change.person


def _end(change: RoleChange, *, by: User, now: datetime) -> User:
    end_post(change.membership, last_day=change.ends_on, by=by, now=now)
    return change.person


def _set_active(user: User, active: bool, *, by: User, now: datetime) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active == active:
        raise ValidationError(_("Keadaan akun ini sudah berubah. Muat ulang halaman."), code="state")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record("account.reactivated" if active else "account.deactivated", user, by=by, at=now)
    return user


def _deactivate(change: RoleChange, *, by: User, now: datetime) -> User:
    if change.person.holds(Role.ADMINISTRATOR):
        _keep_an_administrator(change.person, timezone.localdate(now))
    return _set_active(change.person, False, by=by, now=now)


def _reactivate(change: RoleChange, *, by: User, now: datetime) -> User:
    return _set_active(change.person, True, by=by, now=now)


APPLY = {
    RoleChange.Kind.GRANT: _grant,
    RoleChange.Kind.MOVE: _move,
    RoleChange.Kind.END: _end,
    RoleChange.Kind.DEACTIVATE: _deactivate,
    RoleChange.Kind.REACTIVATE: _reactivate,
}
