"""A request finds its line to PostgreSQL open: a new one costs ten times a query."""

import http.client

from django.db import connection

from tests.resilience.stage import WEB, Stage, backends

REQUESTS = 20
PAGE = "/layanan/"
PROCESSES, THREADS = 2, 4  # of gunicorn, as the launcher starts it


def sessions() -> int:
    """How many lines to this database were ever opened; of those that still are, some may not be counted yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def twenty_requests(stage: Stage) -> None:
    """Over one line that is kept open."""
    line = http.client.HTTPConnection("127.0.0.1", stage.port, timeout=60)
    for _ in range(REQUESTS):
        line.request("GET", PAGE)
        response = line.getresponse()
        assert response.status == http.HTTPStatus.OK
        response.read()
    line.close()


def test_twenty_requests_open_no_more_lines_than_there_are_threads(stage):
    stage.start_web()
    before = sessions()
    twenty_requests(stage)
    assert 1 <= len(backends(WEB)) <= PROCESSES * THREADS
    assert sessions() - before <= PROCESSES * THREADS


def test_without_kept_lines_each_request_would_open_one(stage):
    """The control: the same count with CONN_MAX_AGE at nought."""
    stage.start_web(CONN_MAX_AGE="0")
    before = sessions()
    twenty_requests(stage)
    stage.until(lambda: sessions() - before >= REQUESTS, "a line for every request")
