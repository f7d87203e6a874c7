"""Verbs about a citizen's data: her profile, those in her care, the organisations she files for."""

from datetime import datetime

from django.db import transaction

from accounts.models import CitizenProfile, Dependant, Organisation, User
from accounts.permissions import require
from accounts.validators import kk_hash, nik_hash
from foundation.audit.trail import record

HASHED = {"nik": ("nik_hash", nik_hash), "kk": ("kk_hash", kk_hash)}


def _write(row, data: dict) -> list[str]:
    """Set what differs, with the keyed hashes beside NIK and KK; returns the names of the changed fields."""
    changed = [name for name, value in data.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, data[name])
        if name in HASHED:
            column, of = HASHED[name]
            setattr(row, column, of(data[name]) if data[name] else "")
    if changed or row._state.adding:
        row.save()
    return sorted(changed)


def _save(what: str, row, data: dict, *, by: User, now: datetime):
    """Write the row, and the entry of what was added or changed, if anything was."""
    act = "added" if row._state.adding else "changed"
    if changed := _write(row, data):
        record(f"{what}.{act}", row, by=by, at=now, changed=changed)
    return row


@transaction.atomic
def profile_of(user: User, *, by: User, now: datetime) -> CitizenProfile:
    """The locked profile of an account; made with what the account knows when she has none yet."""
    profile, new = CitizenProfile.objects.select_for_update(of=("self",)).get_or_create(
        user=user,
        defaults={"full_name": user.name, "email": user.email or "", "phone": user.phone or ""},
    )
    if new:
        record("profile.opened", profile, by=by, at=now)
    return profile


@transaction.atomic
def save_profile(user: User, data: dict, *, by: User, now: datetime) -> CitizenProfile:
    """Save clean values of CitizenProfile's fields; a key that is missing stays as it is.

    A NIK that another profile has as well is accepted. The entry holds the names of the changed fields only.
    """
    require(by.pk == user.pk)
    profile = profile_of(user, by=by, now=now)
    changed = _write(profile, data)
    if changed:
        record("profile.saved", profile, by=by, at=now, changed=changed)
    return profile


@transaction.atomic
def save_organisation(
    profile: CitizenProfile, data: dict, *, by: User, now: datetime, organisation: Organisation | None = None
) -> Organisation:
    """Add (or with `organisation` change) one the citizen files for; `data`: clean name, nib, npwp."""
    row = organisation or Organisation(representative=profile)
    require(by.pk == profile.user_id and row.representative_id == profile.pk)
    return _save("organisation", row, data, by=by, now=now)


@transaction.atomic
def save_dependant(
    profile: CitizenProfile, data: dict, *, by: User, now: datetime, dependant: Dependant | None = None
) -> Dependant:
    """Add (or with `dependant` change) a child or ward in the citizen's care; `data`: clean fields."""
    row = dependant or Dependant(guardian=profile)
    require(by.pk == profile.user_id and row.guardian_id == profile.pk)
    return _save("dependant", row, data, by=by, now=now)
