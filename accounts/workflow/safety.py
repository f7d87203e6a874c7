"""What changes how somebody signs in: an entry, and a letter to her, so that she notices when it was not her."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from accounts.workflow.connections import disconnect_all
from foundation.audit.models import Entry
from foundation.audit.trail import record
from foundation.notifications.outbox import notify, post
from foundation.notifications.ways import EMAIL, SMS, language_of


@transaction.atomic
def note_password_changed(user: User, *, by: User, now: datetime) -> Entry:
    """Her other sessions end by themselves, and so do her apps."""
    disconnect_all(user, by=by, now=now)
    return _note("account.password_changed", user, by=by, now=now)


@transaction.atomic
def note_password_reset(user: User, *, by: User, now: datetime) -> Entry:
    """Made anew with a code: whoever has her mailbox or phone could do it."""
    disconnect_all(user, by=by, now=now)
    return _note("account.password_reset", user, by=by, now=now)


@transaction.atomic
def note_email_changed(user: User, former: str, *, by: User, now: datetime) -> Entry:
    """She signs in by another e-mail. The former one, "" where there was none, is told as well."""
    entry = _note("account.email_changed", user, by=by, now=now)
    if former:
        _write_to(former, EMAIL, _("Surel untuk masuk sudah diganti"), entry, user=user, now=now)
    return entry


@transaction.atomic
def note_phone_changed(user: User, former: str, *, by: User, now: datetime) -> Entry:
    """She signs in by another number; the former one is told as well."""
    entry = _note("account.phone_changed", user, by=by, now=now)
    _write_to(former, SMS, "", entry, user=user, now=now)
    return entry


def _note(action: str, user: User, *, by: User, now: datetime) -> Entry:
    entry = record(action, user, by=by, at=now)
    notify([user], entry, at=now, link=reverse("profile"))
    return entry


def _write_to(address: str, channel: str, subject: str, entry: Entry, *, user: User, now: datetime) -> None:
    text = _(
        "Akun Anda di portal layanan kini memakai alamat lain untuk masuk. Bila bukan Anda, hubungi kami."
    )
    with override(language_of(user)):
        post(address=address, channel=channel, subject=subject, text=text, entry=entry, at=now)
