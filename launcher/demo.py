"""`./mpp demo`: the whole portal on this machine, with its cast, until it is told to end."""

import fcntl
import hashlib
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import address, engines, env_file, environment, filling, portal, postgres, prepared
from launcher.places import DOCUMENTS, ENV_FILE, LOGS, ROOT, SECRETS, STATE, make_state
from launcher.processes import Family, end_orphan
from launcher.steps import Trouble, say, step

LOCK = STATE / "demo.lock"
# Settings of a real portal that must not leak into a demo: its mail stays here, its addresses are its own.
LEFT_OUT = ("CSRF_TRUSTED_ORIGINS", "EMAIL_", "SMS_", "STATIC_ROOT", "PORTAL_DATABASE_URL")


def demo(host: str, port: int | None, fresh: bool) -> None:
    """Returns never by itself: Ctrl-C and SIGTERM end it by an exception. Raises Trouble."""
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", "REDIS_URL"):
        address.refuse_elsewhere(name, os.environ.get(name, ""))
    make_state()
    with _alone(), _listener(host, port) as listener, Family() as family:
        say("The portal is being made ready.")
        for log in LOGS.glob("*.log"):
            log.unlink()
        environment.prepare(ROOT / "requirements.lock")
        keys, home = _keys_and_home(fresh)
        database, redis = _start_engines(family, home, keys)
        values = {**keys, **_settings(listener, database, redis)}
        env_file.write(ENV_FILE, values)
        try:
            env = {**_inherited(), **values, "DJANGO_SETTINGS_MODULE": "mpp_portal.settings"}
            logins = _open(family, database, env, listener)
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
            told = f"The demo of this checkout runs already ({where}). End it with Ctrl-C there."
            raise Trouble(told) from None
        yield


@contextmanager
def _listener(host: str, port: int | None) -> Iterator[socket.socket]:
    listener, remark = address.listen(host, port)
    with listener:
        if remark:
            say(remark)
        yield listener


def _keys_and_home(fresh: bool) -> tuple[dict[str, str], Path]:
    """The lasting keys, and the folder of the private database: emptied where its keys are gone."""
    home = engines.database_home(STATE)
    if fresh:
        named = engines.named_database()
        if named:
            engines.ask_database("clear", named.owner)
        SECRETS.unlink(missing_ok=True)
    keys, are_new = env_file.lasting_keys(SECRETS)
    if are_new:
        end_orphan(home / "pg" / "postmaster.pid", home / "pg")
        for folder in (home / "pg", STATE / "valkey", DOCUMENTS, STATE / "mail"):
            shutil.rmtree(folder, ignore_errors=True)
        make_state()
    return keys, home


def _start_engines(family: Family, home: Path, keys: dict[str, str]) -> tuple[engines.Database, str]:
    with step("PostgreSQL"):
        database = engines.named_database()
        if database:
            fingerprint = hashlib.sha256(keys["VAULT_KEYS"].encode()).hexdigest()
            engines.ask_database("claim", database.owner, fingerprint)
        else:
            place = postgres.Place(home, LOGS / "postgres.log", throw_away=False)
            if postgres.made_by(place) is None:
                prepared.forget()
            database = engines.start_database(family, place)
    with step("Redis"):
        redis = engines.named_redis() or engines.start_redis(family, STATE / "valkey", LOGS / "valkey.log")
    return database, redis


def _settings(listener: socket.socket, database: engines.Database, redis: str) -> dict[str, str]:
    """Where everything is, by the names that the portal's settings read."""
    host, port = listener.getsockname()[:2]
    return {
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


def _inherited() -> dict[str, str]:
    inherited = environment.plain_environment().items()
    return {name: value for name, value in inherited if not name.startswith(LEFT_OUT)}


def _open(family: Family, database: engines.Database, env: dict[str, str], listener: socket.socket) -> str:
    """The web process first, then the cast, which takes longest; returns the table of logins.

    Filling is skipped where the database is our own and these very sources filled it before.
    """
    logins = prepared.recall() if database.private else None
    if logins is None:
        filling.fill(env)
    with step("Web"):
        portal.start_web(family, env, listener)
    if logins is None:
        say(f"  The first page is there: {env['PORTAL_URL']}/ (the demo's files are still being played)")
        logins = filling.play(env)
        if database.private:
            prepared.remember(logins)
    with step("Worker and beat"):
        portal.start_background(family, env)
    return logins
