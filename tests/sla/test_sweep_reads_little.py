"""What the sweep asks is answered by its partial indexes, at the cost of what is due, not of all clocks."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sla.tasks import announce

MANY, DUE = 20_000, 40
INSERT = """
    INSERT INTO sla_timer (id, amount, unit, started_at, due_at, warn_at, provisional, rang_at, stopped_at)
    SELECT gen_random_uuid(), 3, 'working_days', %(now)s, %(now)s + n * {due}, %(now)s + n * {warned}, false,
           {rang}, {stopped}
    FROM generate_series(1, %(count)s) AS n
"""
NEVER, MOMENT = "NULL::timestamptz", "%(now)s::timestamptz"


@pytest.fixture
def put(db, now):
    """Put clocks into the table; the statistics are fresh afterwards. Returns the pages of the table."""

    def insert(*kinds) -> int:
        with connection.cursor() as cursor:
            for count, due, warned, rang, stopped in kinds:
                statement = INSERT.format(due=due, warned=warned, rang=rang, stopped=stopped)
                cursor.execute(statement, {"now": now, "count": count})
            # Every row is looked at: a sample may tip the plan.
            cursor.execute("SET LOCAL default_statistics_target = 1000")
            cursor.execute("ANALYZE sla_timer")
            cursor.execute("SELECT relpages FROM pg_class WHERE relname = 'sla_timer'")
            return cursor.fetchone()[0]

    return insert


# How many, due and warning that far from now for the n-th of them, when rung, when stopped.
UNDER_WAY = [
    (MANY - 2 * DUE, "interval '2 minutes'", "interval '1 minute'", NEVER, NEVER),
    (DUE, "interval '-1 second'", "interval '-1 minute'", NEVER, NEVER),
    (DUE, "interval '1 minute'", "interval '-1 second'", NEVER, NEVER),
]
PAST = [
    (MANY // 2, "interval '-1 minute'", "interval '-2 minutes'", MOMENT, NEVER),
    (MANY // 2, "interval '-1 minute'", "interval '-2 minutes'", NEVER, MOMENT),
]


def plans_of_a_sweep(now) -> list[dict]:
    """How PostgreSQL runs the two queries that a sweep sends to learn what is due."""
    with CaptureQueriesContext(connection) as sent:
        announce(now, seconds=-1)
    plans = []
    with connection.cursor() as cursor:
        for query in sent.captured_queries:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query['sql']}")
            found = cursor.fetchone()[0]
            plans.append((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
    return plans


def nodes(plan):
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


def check(now, pages) -> list[dict]:
    plans = plans_of_a_sweep(now)
    expected = [("timer_due", DUE), ("timer_warn", 2 * DUE)]
    assert len(plans) == len(expected)
    for plan, (index, rows) in zip(plans, expected, strict=True):
        parts = list(nodes(plan))
        assert {part["Index Name"] for part in parts if "Index Name" in part} == {index}
        assert "Seq Scan" not in {part["Node Type"] for part in parts}
        assert sum(part.get("Rows Removed by Filter", 0) for part in parts) == 0
        assert plan["Actual Rows"] == rows
        # A page of the table for each row at most, and the way down the index.
        assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] <= rows + 10 < pages
    return plans


def test_it_reads_the_due_ones_by_their_index_and_nothing_else(put, now):
    pages = put(*UNDER_WAY)
    plans = check(now, pages)
    # PostgreSQL counts a page read in order as 1: both together cost less than reading the table once.
    assert sum(plan["Total Cost"] for plan in plans) < pages


def test_clocks_that_are_over_cost_nothing(put, now):
    """They are not in the index. At this small size a plan without it may be guessed as cheap, so that is shut."""
    pages = put(*UNDER_WAY, *PAST)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    check(now, pages)
