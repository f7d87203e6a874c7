"""Queries of an act as the budget counts them: savepoints and the transaction's own commands left out."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@contextmanager
def counted():
    """Yields a list that holds the act's queries once the block has ended."""
    queries = []
    with CaptureQueriesContext(connection) as captured:
        yield queries
    queries += [
        query["sql"] for query in captured.captured_queries if not query["sql"].startswith(NOT_COUNTED)
    ]
