"""PostgreSQL and Redis for this checkout: the servers that are named, or private ones."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launcher import postgres, valkey
from launcher.environment import plain_environment
from launcher.places import PYTHON, ROOT
from launcher.processes import Family
from launcher.steps import Trouble

NO_POSTGRES = (
    "No PostgreSQL could be started. Install one of version 14 or newer (Debian and Ubuntu: "
    "sudo apt-get install postgresql), or set DATABASE_URL to a server on this machine. Reasons: {reasons}"
)
NO_VALKEY = (
    "No Redis could be started. Install one (Debian and Ubuntu: sudo apt-get install redis-server), "
    "or set REDIS_URL to a server on this machine. Reasons: {reasons}"
)
NOTHING_FOUND = "no server program was found, and no wheel for this machine"


@dataclass(frozen=True)
class Database:
    """`owner` migrates; `portal` is what the portal itself connects as. Private: made and started by us."""

    owner: str
    portal: str
    private: bool


def named_database() -> Database | None:
    """The database of the environment; one URL alone serves as owner and portal."""
    portal = os.environ.get("DATABASE_URL", "").strip()
    if not portal:
        return None
    return Database(os.environ.get("MIGRATION_DATABASE_URL", "").strip() or portal, portal, private=False)


def named_redis() -> str | None:
    return os.environ.get("REDIS_URL", "").strip() or None


def database_home(state: Path) -> Path:
    """The folder that holds the private cluster.

    Root's PostgreSQL runs as nobody, and nobody cannot pass through a home folder of mode 0700: for such a
    checkout the cluster lies below /var/tmp, in a folder named by the checkout.
    """
    if os.geteuid() != 0 or postgres.open_to_all(state):
        return state
    home = Path("/var/tmp") / f"mpp-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"  # noqa: S108
    home.mkdir(mode=0o711, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != 0:
        raise Trouble(f"{home} belongs to somebody else: remove it, or set DATABASE_URL.")
    home.chmod(0o711)
    return home


def start_database(family: Family, place: postgres.Place) -> Database:
    """A private PostgreSQL with its two roles and its database."""
    sockets = _first_that_starts(family, place)
    host = quote(str(sockets), safe="")
    owner, portal = (f"postgres://{role}@{host}/" for role in (postgres.OWNER, postgres.PORTAL_ROLE))
    ask_database("prepare", f"{owner}postgres")
    return Database(owner + postgres.DATABASE, portal + postgres.DATABASE, private=True)


def _first_that_starts(family: Family, place: postgres.Place) -> Path:
    made_by = postgres.made_by(place)
    reasons = []
    for programs in _database_servers(place.home):
        if made_by not in (None, programs.version):
            reasons.append(f"version {programs.version} cannot read data of {made_by} (--fresh begins anew)")
            continue
        try:
            return postgres.start(family, programs, place)
        except Trouble as trouble:
            reasons.append(str(trouble))
    raise Trouble(NO_POSTGRES.format(reasons="; ".join(dict.fromkeys(reasons)) or NOTHING_FOUND))


def _database_servers(home: Path) -> Iterator[postgres.Programs]:
    yield from postgres.on_machine()
    wheel = postgres.from_wheel(home)
    if wheel:
        yield wheel


def start_redis(family: Family, data: Path, log: Path) -> str:
    """A private Valkey or Redis; its URL."""
    reasons = []
    for program in _redis_servers():
        try:
            return f"unix://{valkey.start(family, program, data, log)}"
        except Trouble as trouble:
            reasons.append(str(trouble))
    raise Trouble(NO_VALKEY.format(reasons="; ".join(dict.fromkeys(reasons)) or NOTHING_FOUND))


def _redis_servers() -> Iterator[Path]:
    yield from valkey.on_machine()
    wheel = valkey.from_wheel()
    if wheel:
        yield wheel


def ask_database(*words: str) -> None:
    """Run `launcher.database` with the driver of the virtual environment. Raises Trouble with its refusal."""
    argv = [PYTHON, "-m", "launcher.database", *words]
    env = plain_environment()
    asked = subprocess.run(argv, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    if asked.returncode:
        raise Trouble(asked.stdout.strip() or asked.stderr.strip())
