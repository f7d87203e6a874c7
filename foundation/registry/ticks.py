"""Signs of life: a run that came to its end leaves the time, and readiness asks how long ago that was."""

from django.db import connection


def tick(name: str) -> None:
    """Say that it happened now, by the database's clock; a late writer never turns the time back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_tick AS t (name, at) VALUES (%s, clock_timestamp()) "
            "ON CONFLICT (name) DO UPDATE SET at = GREATEST(t.at, EXCLUDED.at)",
            [name],
        )
