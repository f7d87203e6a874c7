"""What the launcher asks of a database. Run by the virtual environment's Python, which has a driver.

    python -m launcher.database prepare URL                  roles and database of a private cluster
    python -m launcher.database claim URL FINGERPRINT        mark an empty database as the demo's
    python -m launcher.database clear URL                    empty a database that carries the mark

A refusal is one sentence on the standard output and the exit code 3.
"""

import sys
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

from launcher.postgres import DATABASE, OWNER, PORTAL_ROLE

MARK = "mpp_demo_mark"
REFUSED = 3
TABLES = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


class Refusal(Exception):
    """The demo keeps its hands off; the message says why and what to do."""


def prepare(cursor) -> None:
    """The owner exists since initdb. The portal's role is no superuser and owns nothing."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [PORTAL_ROLE])
    if cursor.fetchone() is None:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(PORTAL_ROLE)))
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
    if cursor.fetchone() is None:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
        )


def claim(cursor, fingerprint: str) -> None:
    """Refuse a database with tables that are not the demo's, or whose contents other keys have sealed."""
    marked_with = _mark(cursor)
    if marked_with is None:
        cursor.execute(TABLES)
        if cursor.fetchone()[0]:
            raise Refusal("it holds tables that the demo did not make. Name an empty one.")
        cursor.execute(f"CREATE TABLE {MARK} (keys text NOT NULL)")
        cursor.execute(f"INSERT INTO {MARK} VALUES (%s)", [fingerprint])  # noqa: S608 (a constant)
    elif marked_with != fingerprint:
        raise Refusal("other keys than those in .mpp/secrets.env have filled it. Start with --fresh.")


def clear(cursor) -> None:
    """Empty the database, only if it carries the mark; an empty one stays as it is."""
    cursor.execute(TABLES)
    if cursor.fetchone()[0] == 0:
        return
    if _mark(cursor) is None:
        raise Refusal("it holds tables that the demo did not make, so --fresh does not empty it.")
    cursor.execute("DROP SCHEMA public CASCADE")
    cursor.execute("CREATE SCHEMA public")
    cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _mark(cursor) -> str | None:
    cursor.execute("SELECT to_regclass(%s)", [f"public.{MARK}"])
    if cursor.fetchone()[0] is None:
        return None
    cursor.execute(f"SELECT keys FROM public.{MARK}")  # noqa: S608 (a constant)
    return cursor.fetchone()[0]


def main(verb: str, url: str, *words: str) -> int:
    try:
        with closing(psycopg2.connect(url, connect_timeout=10)) as connection:
            # CREATE DATABASE stands outside a transaction; claim and clear are one each.
            connection.autocommit = verb == "prepare"
            with connection.cursor() as cursor:
                {"prepare": prepare, "claim": claim, "clear": clear}[verb](cursor, *words)
            if not connection.autocommit:
                connection.commit()
    except (Refusal, psycopg2.Error) as error:
        sys.stdout.write(f"The database {urlsplit(url).path.lstrip('/')}: {' '.join(str(error).split())}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
