"""/readyz: ready, degraded or down, by what is really there; cheap, and silent about what it must not say."""

import json
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as live
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.notifications.models import Notification
from foundation.notifications.tasks import deliver_due
from foundation.registry.clock import database_now
from foundation.registry.models import Tick
from foundation.registry.ticks import tick
from launcher.processes import Child, Family
from mpp_portal.beat import leave_sign
from operations import readiness, surroundings
from tests.foundation.scene import an_entry, person
from tests.resilience.stage import NO_REDIS, redis_program

MOST_QUERIES, MOST_SECONDS = 5, 1.0
OVERHEAD = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")


@pytest.fixture(autouse=True)
def _redis_was_never_away(monkeypatch):
    monkeypatch.setattr(surroundings, "_away_until", 0.0)


@pytest.fixture
def at_work(db):
    """Everything that must happen again and again has just happened."""
    for name in readiness.TICKS:
        tick(name)


def asked(client) -> tuple[int, str, dict[str, str]]:
    """Status, the whole state, and the state of each check."""
    answer = client.get(reverse("readyz"))
    said = json.loads(answer.content)
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, said["status"], {one["name"]: one["status"] for one in said["checks"]}


def old(name: str, seconds: int) -> None:
    Tick.objects.filter(name=name).update(at=database_now() - timedelta(seconds=seconds))


def test_it_is_ready_when_everything_works(client, at_work):
    status, state, checks = asked(client)
    assert (status, state) == (200, "ready"), checks
    assert set(checks) == set(readiness.TITLES)


@pytest.mark.parametrize("name", readiness.TICKS)
def test_it_is_down_two_minutes_after_the_last_round(client, at_work, name):
    old(name, 110)
    assert asked(client)[0] == 200
    old(name, 130)
    status, state, checks = asked(client)
    assert (status, state, checks[name]) == (503, "down", "down")
    assert set(checks.values()) == {"ok", "down"}


def test_it_is_down_before_the_first_round(client, db):
    assert asked(client)[2]["beat"] == "down"


def test_the_rounds_themselves_leave_the_signs(client, catalogue):
    from applications.tasks import produce_permits
    from sla.tasks import sweep

    for round_of_work in (sweep, deliver_due, produce_permits, leave_sign):
        assert asked(client)[0] == 503
        round_of_work()
    assert asked(client)[0] == 200


def test_without_redis_it_is_degraded_and_still_200(client, at_work, settings):
    settings.REDIS_URL = "redis://:rahasia-redis@127.0.0.1:1/0"
    status, state, checks = asked(client)
    assert (status, state, checks["redis"]) == (200, "degraded", "degraded")


@pytest.fixture
def frozen_redis(tmp_path):
    """It takes what is sent to it and never answers."""
    if redis_program() is None:
        pytest.skip(NO_REDIS)
    with Family() as family:
        path = family.socket_folder() / "redis.sock"
        argv = [redis_program(), "--port", "0", "--unixsocket", path, "--dir", tmp_path, "--save", ""]
        child = Child("redis", argv, {"LC_ALL": "C"}, tmp_path / "redis.log", signal.SIGKILL)
        family.add(child, path.exists)
        child.process.send_signal(signal.SIGSTOP)
        yield f"unix://{path}"


def test_a_frozen_redis_costs_less_than_a_second_and_that_once_in_five(
    client, at_work, settings, frozen_redis
):
    settings.REDIS_URL = frozen_redis
    asked(client)  # The migrations of this release are read from the disk once.
    surroundings._away_until = 0.0
    began = time.monotonic()
    assert asked(client)[2]["redis"] == "degraded"
    first, began = time.monotonic() - began, time.monotonic()
    for _ in range(5):
        assert asked(client)[2]["redis"] == "degraded"
    assert surroundings.PATIENCE <= first < MOST_SECONDS
    assert time.monotonic() - began < 5 * surroundings.PATIENCE


def test_missing_migrations_are_down(client, at_work):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'registry' AND name = '0002_signs_of_life'")
    status, _, checks = asked(client)
    assert (status, checks["migrations"]) == (503, "down")


def test_a_missing_table_of_counters_is_down(client, at_work):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shared_cache RENAME TO shared_cache_away")
    status, _, checks = asked(client)
    assert (status, checks["cache"]) == (503, "down")


def test_a_database_that_takes_no_write_is_down(client, at_work):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    status, _, checks = asked(client)
    assert (status, checks["database"], checks["sweep"]) == (503, "down", "down")


def test_a_table_that_somebody_holds_costs_a_second_and_no_more(client, transactional_db):
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE registry_tick IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        assert asked(client)[:2] == (503, "down")
        assert time.monotonic() - began < 2 * MOST_SECONDS
    finally:
        other.rollback()
        other.close()


def test_a_folder_that_takes_no_file_is_down(client, at_work, settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path / "a-file"
    settings.DOCUMENT_ROOT.write_text("in the way")
    status, _, checks = asked(client)
    assert (status, checks["documents"]) == (503, "down")


@pytest.mark.parametrize(
    ("share", "status", "state"), [(0.79, 200, "ok"), (0.81, 200, "degraded"), (0.91, 503, "down")]
)
def test_it_says_how_full_the_disk_is(client, at_work, monkeypatch, share, status, state):
    """A disk of a thousand bytes, so much of it used; the free bytes are what is asked of the real one."""
    usage = type("Usage", (), {"total": 1000, "free": round(1000 * (1 - share))})
    monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda folder: usage)
    found_status, _, checks = asked(client)
    assert (found_status, checks["documents"]) == (status, state)


def test_a_letter_that_waits_ten_minutes_is_seen(client, at_work):
    sari = person("Sari")
    now = database_now()
    Notification.objects.create(
        recipient=sari, address="sari@contoh.id", entry=an_entry(sari), channel="email", next_try_at=now,
        created_at=now - timedelta(minutes=11),
    )  # fmt: skip
    status, state, checks = asked(client)
    assert (status, state, checks["outbox"]) == (200, "degraded", "degraded")


def test_it_asks_five_times_at_most_and_writes_nothing_twice_in_ten_seconds(client, at_work):
    asked(client)
    written = Tick.objects.get(name="readyz").at
    with CaptureQueriesContext(
        connection,
    ) as queries:
        asked(client)
    counted = [one["sql"] for one in queries if not one["sql"].startswith(OVERHEAD)]
    assert len(counted) <= MOST_QUERIES, counted
    assert Tick.objects.get(name="readyz").at == written


def test_it_tells_no_secret_and_no_version(client, at_work, settings):
    settings.REDIS_URL = "redis://:rahasia-redis@127.0.0.1:1/0"
    answer = client.get(reverse("readyz"))
    text = f"{answer.content.decode()} {dict(answer.headers)}"
    place = connection.settings_dict
    told = [
        place["USER"],
        place["NAME"],
        "rahasia-redis",
        "127.0.0.1",
        str(live.DOCUMENT_ROOT),
        "Django",
        "postgres://",
    ]
    assert not [secret for secret in told if secret and secret in text]
    assert not list(Path(live.DOCUMENT_ROOT).iterdir()), "the trial file is gone"
