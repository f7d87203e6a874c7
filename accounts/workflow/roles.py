"""Verbs about roles: an administrator proposes, a second person decides, and only then something changes.

The second person is another administrator, or where there is none a coordinator (see `permissions.decides`).
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MALL_ROLES, TIER_ROLES, Agency, Membership, Role, RoleChange, User
from accounts.permissions import decides, manages_people, require, second_persons
from accounts.validators import clean_email
from accounts.workflow.posts import APPLY
from foundation.audit.trail import record
from foundation.notifications.outbox import notify

Kind, Status = RoleChange.Kind, RoleChange.Status

TRANSITIONS = {
    "confirm_role_change": ({Status.PROPOSED}, Status.CONFIRMED, decides),
    "refuse_role_change": ({Status.PROPOSED}, Status.REFUSED, decides),
}


def _check_post(role: str, agency: Agency | None, starts_on: date, ends_on: date | None) -> None:
    if role in TIER_ROLES and agency is None:
        raise ValidationError({"agency": _("Pilih instansi: peran ini dijalankan di satu instansi.")})
    if role in MALL_ROLES and agency is not None:
        raise ValidationError({"agency": _("Kosongkan instansi: peran ini untuk seluruh mal.")})
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Tanggal selesai tidak boleh sebelum tanggal mulai.")})


def _check_new(person: User | None, email: str, role: str, agency: Agency | None, starts_on: date) -> None:
    """Neither held at that time nor waiting already."""
    held = Membership.objects.filter(user=person, role=role, agency=agency, ended_at__isnull=True)
    if person and held.exclude(ends_on__lt=starts_on).exists():
        raise ValidationError(_("Orang ini sudah memegang peran itu."), code="held")
    waiting = RoleChange.objects.waiting().filter(kind__in=(Kind.GRANT, Kind.MOVE))
    if waiting.filter(email=email, role=role, agency=agency).exists():
        raise ValidationError(_("Usulan yang sama masih menunggu persetujuan."), code="waiting")


def _check_only_one_waits(**same) -> None:
    if RoleChange.objects.waiting().filter(**same).exists():
        raise ValidationError(_("Usulan lain tentang hal ini masih menunggu persetujuan."), code="waiting")


def _propose(kind: str, *, by: User, now: datetime, **values) -> RoleChange:
    change = RoleChange.objects.create(kind=kind, proposed_by=by, proposed_at=now, **values)
    entry = record("role.proposed", change, by=by, at=now, role=Role.ADMINISTRATOR, kind=kind)
    people = second_persons(change, timezone.localdate(now))
    notify(people, entry, at=now, link=reverse("role_change", args=[change.pk]))
    return change


@transaction.atomic
def propose_role(
    *,
    email: str,
    name: str,
    role: str,
    agency: Agency | None,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
    now: datetime,
) -> RoleChange:
    """Propose that a person, known or new, gets a role (between two days, both included)."""
    require(manages_people(by))
    email = clean_email(email)
    require(email != by.email, _("Anda tidak dapat mengusulkan peran untuk diri sendiri."))
    person = User.objects.filter(email=email).first()
    _check_post(role, agency, starts_on, ends_on)
    _check_new(person, email, role, agency, starts_on)
    return _propose(
        Kind.GRANT,
        email=email,
        name=name,
        person=person,
        role=role,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        now=now,
    )


def _open_post(membership: Membership, now: datetime) -> Membership:
    """The membership, locked and not over yet. Raises ValidationError code "state" otherwise."""
    post = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)
    today = timezone.localdate(now)
    if post.ended_at or (post.ends_on and post.ends_on < today):
        raise ValidationError(_("Peran ini sudah berakhir. Muat ulang halaman."), code="state")
    return post


@transaction.atomic
def propose_move(
    membership: Membership,
    *,
    role: str,
    agency: Agency | None,
    starts_on: date,
    by: User,
    now: datetime,
) -> RoleChange:
    """Propose that a role ends and another begins, on the same day, in one decision."""
    require(manages_people(by))
    require(membership.user_id != by.pk, _("Anda tidak dapat mengusulkan peran untuk diri sendiri."))
    post = _open_post(membership, now)
    _check_post(role, agency, starts_on, post.ends_on)
    _check_new(post.user, post.user.email, role, agency, starts_on)
    _check_only_one_waits(membership=post)
    return _propose(
        Kind.MOVE,
        email=post.user.email or "",
        name=post.user.name,
        person=post.user,
        membership=post,
        role=role,
        agency=agency,
        starts_on=starts_on,
        ends_on=post.ends_on,
        by=by,
        now=now,
    )


@transaction.atomic
def propose_end(membership: Membership, *, ends_on: date, by: User, now: datetime) -> RoleChange:
    """Propose the last day of a role; today or a day before means: at once, when confirmed."""
    require(manages_people(by))
    post = _open_post(membership, now)
    if post.ends_on and ends_on > post.ends_on:
        raise ValidationError({"ends_on": _("Peran ini sudah berakhir lebih awal dari tanggal itu.")})
    _check_only_one_waits(membership=post)
    return _propose(
        Kind.END,
        email=post.user.email or "",
        name=post.user.name,
        person=post.user,
        membership=post,
        role=post.role,
        agency=post.agency,
        ends_on=ends_on,
        by=by,
        now=now,
    )


def _propose_about_account(kind: str, user: User, *, by: User, now: datetime) -> RoleChange:
    require(manages_people(by))
    require(user.pk != by.pk, _("Anda tidak dapat mengusulkan perubahan akun sendiri."))
    if user.is_active == (kind == Kind.REACTIVATE):
        raise ValidationError(_("Keadaan akun ini sudah berubah. Muat ulang halaman."), code="state")
    _check_only_one_waits(person=user, kind=kind)
    return _propose(kind, email=user.email or "", name=user.name, person=user, by=by, now=now)


@transaction.atomic
def propose_deactivation(user: User, *, by: User, now: datetime) -> RoleChange:
    """Propose that an account can no longer sign in; its roles stay written down."""
    return _propose_about_account(Kind.DEACTIVATE, user, by=by, now=now)


@transaction.atomic
def propose_reactivation(user: User, *, by: User, now: datetime) -> RoleChange:
    return _propose_about_account(Kind.REACTIVATE, user, by=by, now=now)


def _decide(change: RoleChange, verb: str, *, by: User, now: datetime) -> RoleChange:
    change = RoleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    sources, target, guard = TRANSITIONS[verb]
    require(
        guard(by, change, timezone.localdate(now)),
        _("Usulan ini diputuskan oleh orang kedua yang bukan pengusul dan bukan orang yang diusulkan."),
    )
    if change.status not in sources:
        raise ValidationError(_("Usulan ini sudah diputuskan. Muat ulang halaman."), code="state")
    change.status, change.decided_by, change.decided_at = target, by, now
    return change


@transaction.atomic
def confirm_role_change(change: RoleChange, *, by: User, now: datetime) -> RoleChange:
    """The second person agrees and the change takes effect: for the person concerned on her next request."""
    change = _decide(change, "confirm_role_change", by=by, now=now)
    change.person = APPLY[change.kind](change, by=by, now=now)
    change.save()
    entry = record("role.confirmed", change, by=by, at=now, kind=change.kind)
    notify([change.proposed_by], entry, at=now, link=reverse("role_change", args=[change.pk]))
    if change.person.has_usable_password():
        audience = "concerned" if change.person.is_active else "closed"
        link = reverse("profile") if change.person.is_active else ""
        notify([change.person], entry, at=now, link=link, audience=audience)
    return change


@transaction.atomic
def refuse_role_change(change: RoleChange, *, by: User, now: datetime) -> RoleChange:
    """The second person does not agree; nothing changes but the proposal."""
    change = _decide(change, "refuse_role_change", by=by, now=now)
    change.save()
    entry = record("role.refused", change, by=by, at=now, kind=change.kind)
    notify([change.proposed_by], entry, at=now, link=reverse("role_change", args=[change.pk]))
    return change
