"""The demo claims an empty database, knows its own again, and keeps its hands off any other."""

import pytest
from django.db import connection

from launcher import database


@pytest.fixture
def cursor(db):
    """All within the test's transaction: the emptied schema comes back with the rollback."""
    with connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def empty(cursor):
    cursor.execute("DROP SCHEMA public CASCADE")
    cursor.execute("CREATE SCHEMA public")
    return cursor


def _tables(cursor) -> int:
    cursor.execute(database.TABLES)
    return cursor.fetchone()[0]


def test_it_refuses_tables_that_it_did_not_make(cursor):
    with pytest.raises(database.Refusal, match="did not make"):
        database.claim(cursor, "keys-of-sari")


def test_it_refuses_to_empty_what_it_did_not_make(cursor):
    before = _tables(cursor)
    with pytest.raises(database.Refusal, match="did not make"):
        database.clear(cursor)
    assert _tables(cursor) == before > 0


def test_it_marks_an_empty_database_and_knows_it_again(empty):
    database.claim(empty, "keys-of-sari")
    empty.execute("CREATE TABLE grown_since (x int)")
    database.claim(empty, "keys-of-sari")
    assert _tables(empty) == 2


def test_it_refuses_what_other_keys_have_sealed(empty):
    database.claim(empty, "keys-of-sari")
    with pytest.raises(database.Refusal, match="--fresh"):
        database.claim(empty, "keys-of-joko")


def test_it_empties_what_carries_its_mark(empty):
    database.claim(empty, "keys-of-sari")
    database.clear(empty)
    assert _tables(empty) == 0
    database.claim(empty, "keys-of-budi")
    assert database._mark(empty) == "keys-of-budi"


def test_tables_of_an_extension_are_nobodys(empty):
    empty.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    assert _tables(empty) == 0
