"""The loaded catalogue and calendar as COPY text, so that each test gets them in a blink."""

import io

from django.apps import apps
from django.core.management import call_command
from django.db import connection

TABLES = [
    "accounts_agency",
    "accounts_region",
    "services_externalsystem",
    "services_service",
    "services_standard",
    "services_formfield",
    "services_requirement",
    "services_tier",
    "complaints_category",
    "pages_page",
    "pages_edition",
    "complaints_clock",
    "sla_holiday",
    "sla_officehours",
]
_kept: dict[str, str] = {}


def _load() -> None:
    call_command("load_calendar", verbosity=0, stdout=io.StringIO())
    call_command("load_catalogue", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())
    call_command("load_pages", verbosity=0, stdout=io.StringIO())
    with connection.cursor() as cursor:
        for table in TABLES:
            text = io.StringIO()
            cursor.cursor.copy_expert(f"COPY (SELECT * FROM {table}) TO STDOUT", text)
            _kept[table] = text.getvalue()


def stand_in_place() -> None:
    """The catalogue's rows are there: loaded by the real commands once, copied afterwards."""
    if apps.get_model("services", "Standard").objects.exists():
        return
    if not _kept:
        _load()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in TABLES:
            cursor.cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(_kept[table]))
            # A planner that believes the tables empty chooses plans nobody would see in production.
            cursor.execute(f"ANALYZE {table}")
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM " + table  # noqa: S608
                if table != "accounts_region"
                else "SELECT %s",
                [table],
            )
