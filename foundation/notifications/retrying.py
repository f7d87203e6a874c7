"""A notification that failed is sent once more, because somebody who looked at it says so."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.audit.trail import record
from foundation.notifications.models import Notification
from foundation.notifications.wake import wake_delivery
from foundation.notifications.ways import EMAIL, SMS

TRIES = 12  # then it has failed
WHO_MAY = "administrator"
SENTENCES = {"notification.retried": _("Pemberitahuan yang gagal dikirim sekali lagi.")}


@transaction.atomic
def retry(notification_id, *, by, now: datetime) -> Notification:
    """Give it one more try, at the address its person has now; not for letters about an address itself.

    Raises PermissionDenied for anybody but an administrator, Http404, and ValidationError code "state" when it
    has not failed (any more).
    """
    if not by.holds(WHO_MAY):
        raise PermissionDenied(gettext("Anda tidak memiliki tugas ini."))
    rows = Notification.objects.select_for_update(of=("self",)).select_related("recipient")
    row = get_object_or_404(rows, pk=notification_id)
    if row.state != Notification.State.FAILED:
        raise ValidationError(
            gettext("Pemberitahuan ini sudah terkirim atau sedang dikirim. Muat ulang halaman."), code="state"
        )
    row.state, row.reason = Notification.State.PENDING, ""
    row.tries, row.next_try_at, row.address = TRIES - 1, now, _address_now(row)
    row.save(update_fields=["state", "reason", "tries", "next_try_at", "address"])
    record("notification.retried", row, by=by, at=now, role=WHO_MAY, channel=row.channel)
    transaction.on_commit(wake_delivery, robust=True)
    return row


def _address_now(row: Notification) -> str:
    present = {EMAIL: "email", SMS: "phone"}.get(row.channel)
    if row.recipient is None or row.message is not None or present is None:
        return row.address
    return getattr(row.recipient, present) or row.address
