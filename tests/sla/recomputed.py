"""Due and warning of a timer from nothing but its rows in the database, by the second calculator."""

import json
from collections import namedtuple
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from django.db import connection

from tests.sla.day_calculator import DayTable

DATA = Path(__file__).resolve().parents[2] / "sla" / "data"
CLOSED = {day["date"] for days in json.loads((DATA / "holidays.json").read_text()).values() for day in days}
MALL = [("0123", "08:00", "14:00", [], None, None), ("4", "08:00", "11:00", [], None, None)]
TABLE = DayTable(7, MALL, CLOSED, 2024, 2029)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Line = namedtuple("Line", "kind at reason", defaults=[""])


def seconds(moment) -> int:
    passed = moment - EPOCH
    return passed.days * 86400 + passed.seconds


def moment(at: Fraction) -> datetime:
    return datetime.fromtimestamp(float(at), UTC)


def lines(timer_id) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, at, reason FROM sla_timerevent WHERE timer_id = %s ORDER BY id", [timer_id]
        )
        return [Line(*row) for row in cursor.fetchall()]


def recomputed(timer_id) -> tuple[datetime, datetime]:
    """(due, warning at three quarters) in UTC, of a timer in whole or fractional working days."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount FROM sla_timer WHERE id = %s", [timer_id])
        amount = Fraction(cursor.fetchone()[0])
    received, since, still = None, None, 0
    for line in lines(timer_id):
        if line.kind == "start":
            received, since, still = seconds(line.at), None, 0
        elif line.kind == "pause":
            since = seconds(line.at)
        elif line.kind == "resume":
            still += TABLE.open_seconds(since, seconds(line.at))
    due = TABLE.due_by_days(received, amount)
    warned = TABLE.open_seconds(received, due) * Fraction(3, 4) + still
    return moment(later(due, still)), moment(later(received, warned))


def later(begin, open_time) -> Fraction:
    return Fraction(TABLE.run(TABLE.receipt(begin), begin, open_time)) if open_time else Fraction(begin)
