"""Doors of readiness and stuck work: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from applications.models import Permit
from applications.models.permit import MOST_TRIES
from foundation.notifications.models import Notification
from foundation.notifications.ways import EMAIL
from foundation.registry.ticks import tick
from operations.readiness import TICKS
from tests.access.doors import Door, page


def ready(stage, actor):
    """Everything that must happen again and again has just happened."""
    for name in TICKS:
        tick(name)
    return reverse("readyz"), {}


def failed_notice(stage, actor):
    row = Notification.objects.filter(channel=EMAIL).first()
    Notification.objects.filter(pk=row.pk).update(state=Notification.State.FAILED)
    return reverse("notice_retry", args=[row.pk]), {}


def failed_permit(stage, actor):
    permit = Permit.objects.first()
    Permit.objects.filter(pk=permit.pk).update(document=None, tries=MOST_TRIES)
    return reverse("permit_retry", args=[permit.pk]), {}


DOORS: dict[str, list[Door]] = {
    "operasi.readyz": [Door("get", "readyz", ready)],
    "operasi.metrik_antrean": [page("operations")],
    "operasi.antrean_gagal.ulang": [
        Door("post", "notice_retry", failed_notice),
        Door("post", "permit_retry", failed_permit),
    ],
}
PARTS: dict[str, str] = {}
