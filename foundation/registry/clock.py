"""The time of day for business: the database's, so that a wrong clock on a web machine changes nothing."""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format


def database_now() -> datetime:
    """The present moment by the database's clock, aware, in UTC. Doors and the sweep read it once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(UTC)


def in_words(at: datetime) -> str:
    """19 Sep 2026, 10.42 WIB: in the mall's zone and the reader's language, as `shell/when.html` draws it."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
