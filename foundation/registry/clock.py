"""The time of day for business: the database's, so that a wrong clock on a web machine changes nothing."""

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The present moment by the database's clock, aware, in UTC. Doors and the sweep read it once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(UTC)
