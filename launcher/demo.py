"""`./mpp demo`: the whole portal on this machine, with its cast, until it is told to end."""

import fcntl
import hashlib
import http.client
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from launcher import address, engines, env_file, environment, postgres
from launcher.places import DOCUMENTS, ENV_FILE, LOGS, PYTHON, ROOT, SECRETS, STATE, make_state
from launcher.processes import Child, Family, end_orphan
from launcher.steps import Trouble, run, say, step

LOCK = STATE / "demo.lock"
# Title, and the command that fills the portal.
CONTENTS = (
    ("Static files", ("collectstatic", "--noinput", "--verbosity", "0")),
    ("Calendar", ("load_calendar",)),
    ("Catalogue", ("load_catalogue",)),
)
# Settings of a real portal that must not leak into a demo: its mail stays here, its addresses are its own.
LEFT_OUT = ("CSRF_TRUSTED_ORIGINS", "EMAIL_", "SMS_", "STATIC_ROOT", "PORTAL_DATABASE_URL")


def demo(host: str, port: int | None, fresh: bool) -> None:
    """Returns never by itself: Ctrl-C and SIGTERM end it by an exception. Raises Trouble."""
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", "REDIS_URL"):
        address.refuse_elsewhere(name, os.environ.get(name, ""))
    make_state()
    with _alone(), _listener(host, port) as listener, Family() as family:
        say("The portal is being made ready.")
        _clear_logs()
        environment.prepare(ROOT / "requirements.lock")
        values = _settings(family, listener, fresh)
        env_file.write(ENV_FILE, values)
        try:
            env = {**_inherited(), **values, "DJANGO_SETTINGS_MODULE": "mpp_portal.settings"}
            logins = _prepare_database(env)
            with step("Web, worker and beat"):
                _start_portal(family, env, listener)
            say(f"\n{logins}\n\nThe portal: {values['PORTAL_URL']}/    Ctrl-C ends it. Logs: {LOGS}")
            family.watch()
        finally:
            ENV_FILE.unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[None]:
    """One demo per checkout. The lock falls with the process, however it ends."""
    with LOCK.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = env_file.read(ENV_FILE).get("PORTAL_URL", "its address is not known yet")
            raise Trouble(
                f"The demo of this checkout runs already ({where}). End it with Ctrl-C there."
            ) from None
        yield


@contextmanager
def _listener(host: str, port: int | None) -> Iterator[socket.socket]:
    listener, remark = address.listen(host, port)
    with listener:
        if remark:
            say(remark)
        yield listener


def _clear_logs() -> None:
    for log in LOGS.glob("*.log"):
        log.unlink()


def _settings(family: Family, listener: socket.socket, fresh: bool) -> dict[str, str]:
    """Start the engines and say where everything is, by the names that the settings read."""
    home = engines.database_home(STATE)
    if fresh:
        _forget(home)
    keys, new_keys = env_file.lasting_keys(SECRETS)
    if new_keys:
        # What other keys have sealed stays shut for ever.
        _forget_data(home)
    database, redis = _start_engines(family, home, keys, fresh)
    host, port = listener.getsockname()[:2]
    return {
        **keys,
        "DEBUG": "False",
        "MPP_DEMO": "1",
        "MPP_PID": str(os.getpid()),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "PORTAL_URL": f"http://{f'[{host}]' if ':' in host else host}:{port}",
        "DATABASE_URL": database.portal,
        "MIGRATION_DATABASE_URL": database.owner,
        "REDIS_URL": redis,
        "DOCUMENT_ROOT": str(DOCUMENTS),
    }


def _start_engines(
    family: Family, home: Path, keys: dict[str, str], fresh: bool
) -> tuple[engines.Database, str]:
    with step("PostgreSQL"):
        database = engines.named_database()
        if database is None:
            place = postgres.Place(home, LOGS / "postgres.log", throw_away=False)
            database = engines.start_database(family, place)
        else:
            if fresh:
                engines.ask_database("clear", database.owner)
            fingerprint = hashlib.sha256(keys["VAULT_KEYS"].encode()).hexdigest()
            engines.ask_database("claim", database.owner, fingerprint)
    with step("Redis"):
        redis = engines.named_redis() or engines.start_redis(family, STATE / "valkey", LOGS / "valkey.log")
    return database, redis


def _forget(home: Path) -> None:
    _forget_data(home)
    SECRETS.unlink(missing_ok=True)


def _forget_data(home: Path) -> None:
    """Remove what the demo has gathered; a database that a killed launcher left running is ended first."""
    end_orphan(home / "pg" / "postmaster.pid", home / "pg")
    for folder in (home / "pg", STATE / "valkey", DOCUMENTS, STATE / "mail"):
        shutil.rmtree(folder, ignore_errors=True)
    make_state()


def _inherited() -> dict[str, str]:
    inherited = environment.plain_environment().items()
    return {name: value for name, value in inherited if not name.startswith(LEFT_OUT)}


def _prepare_database(env: dict[str, str]) -> str:
    """Everything up to the demo's cast; returns what the cast's command printed: the table of logins."""
    owner, portal = env["MIGRATION_DATABASE_URL"], env["DATABASE_URL"]
    as_owner = {**env, "DATABASE_URL": owner}
    with step("Tables"):
        manage("migrate", "--noinput", env=as_owner)
        manage("createcachetable", env=as_owner)
    if portal != owner:
        with step("Rights of the portal's role"):
            manage("grant_portal_role", "--role", unquote(urlsplit(portal).username or ""), env=as_owner)
    for title, command in CONTENTS:
        with step(title):
            manage(*command, env=env)
    with step("Demo cast"):
        return manage("seed_demo", env=env).strip()


def manage(*command: str, env: dict[str, str]) -> str:
    return run([PYTHON, "manage.py", *command], env=env, log=LOGS / "manage.log")


def _start_portal(family: Family, env: dict[str, str], listener: socket.socket) -> None:
    descriptor = listener.fileno()
    gunicorn = [PYTHON, "-m", "gunicorn", "mpp_portal.wsgi", "--bind", f"fd://{descriptor}"]
    gunicorn += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    gunicorn += ["--access-logfile", "-"]
    celery = [PYTHON, "-m", "celery", "--app", "mpp_portal"]
    worker = [*celery, "worker", "--queues", "default,notifications,documents", "--concurrency", "2"]
    worker += ["--loglevel", "INFO", "--without-mingle", "--without-gossip"]
    beat = [*celery, "beat", "--schedule", STATE / "beat-schedule", "--pidfile=", "--loglevel", "INFO"]
    web = Child("Web", gunicorn, env, LOGS / "web.log", pass_fds=(descriptor,))
    family.add(web, lambda: _is_healthy(listener))
    family.add(Child("Worker", worker, env, LOGS / "worker.log"))
    family.add(Child("Beat", beat, env, LOGS / "beat.log"))


def _is_healthy(listener: socket.socket) -> bool:
    connection = http.client.HTTPConnection(*listener.getsockname()[:2], timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
