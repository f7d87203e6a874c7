"""Work that was given up: notifications and printed products, as a page shows them. Nobody's name or address."""

from typing import NamedTuple

from django.db.models import QuerySet

from applications.models import Permit
from foundation.notifications.models import Notification

MOST = 50


class Stuck(NamedTuple):
    """`more`: how many there are beyond those that are shown."""

    rows: list
    more: int


def stuck_notices() -> Stuck:
    return _first(Notification.objects.failed().select_related("entry").order_by("created_at", "pk"))


def stuck_permits() -> Stuck:
    return _first(Permit.objects.failed().select_related("agency"))


def _first(rows: QuerySet) -> Stuck:
    shown = list(rows[: MOST + 1])
    return Stuck(shown[:MOST], rows.count() - MOST if len(shown) > MOST else 0)
