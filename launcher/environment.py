"""The virtual environment and the locked dependencies in it: by uv, by pip where uv cannot."""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from launcher.places import LOGS, PYTHON, ROOT, STATE, VENV
from launcher.steps import Trouble, run, step

LOG = LOGS / "install.log"
STAMP = VENV / "mpp-locks.json"
OWN_LOCK = ROOT / "requirements-launcher.lock"
# Names from another project's shell that would lead ours astray.
FOREIGN = {
    "DJANGO_SETTINGS_MODULE",
    "PGDATABASE",
    "PGHOST",
    "PGHOSTADDR",
    "PGPORT",
    "PGSERVICE",
    "PGSERVICEFILE",
    "PGUSER",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSAFEPATH",
    "VIRTUAL_ENV",
}


def plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


def prepare(lock: Path) -> None:
    """Make `.venv` hold what the lock names; nothing is done when the stamp says that it does."""
    with (STATE / "install.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_current(lock):
            _renew(lock)


def _renew(lock: Path) -> None:
    if not _runs(PYTHON) or not _stamp_is_ours():
        with step("Virtual environment"):
            _make_venv()
    with step(f"Dependencies of {lock.name}"):
        if not (VENV / "bin" / "uv").exists():
            install_own("uv")
        _install(lock)
    _write_stamp({**_read_stamp(), lock.name: digest(lock)})


def install_own(name: str) -> bool:
    """Install one entry of the launcher's own lock and nothing else. False when it cannot be had here."""
    wanted = entry(OWN_LOCK.read_text(encoding="utf-8"), name)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(wanted)
        file.flush()
        try:
            _install(Path(file.name), "--no-deps")
        except Trouble:
            return False
    return True


def entry(lock: str, name: str) -> str:
    """The lines of one package in a lock: pin, marker, hashes. Raises KeyError when it is not there."""
    taken: list[str] = []
    for line in lock.splitlines():
        if taken and not line.startswith(" "):
            break
        if taken or line.startswith(f"{name}=="):
            taken.append(line)
    if not taken:
        raise KeyError(name)
    return "\n".join(taken) + "\n"


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_current(lock: Path) -> bool:
    return _stamp_is_ours() and _read_stamp().get(lock.name) == digest(lock) and _runs(PYTHON)


def _stamp_is_ours() -> bool:
    """A virtual environment does not survive a move: its programs name the place where they were made."""
    return _read_stamp().get("place") == str(VENV)


def _read_stamp() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _write_stamp(stamp: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Trouble(f"Python here lacks ensurepip. Run: sudo apt-get install python{version}-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], env=plain_environment(), log=LOG)
    _write_stamp({"place": str(VENV)})


def _install(requirements: Path, *options: str) -> None:
    uv = VENV / "bin" / "uv"
    wanted = ["install", "--require-hashes", *options, "-r", requirements]
    if uv.exists():
        try:
            run([uv, "pip", *wanted, "--python", PYTHON], env=_uv_environment(), log=LOG)
            return
        except Trouble:
            with LOG.open("a", encoding="utf-8") as log:
                log.write("uv could not do it, so pip tries.\n")
    run([PYTHON, "-m", "pip", *wanted, "--no-input"], env=plain_environment(), log=LOG)


def _uv_environment() -> dict[str, str]:
    """uv reads no configuration of pip's: an office's mirror and certificates are handed on to it."""
    env = plain_environment()
    listed = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], env=env, check=False, capture_output=True, text=True
    ).stdout
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        value = value.strip("'\"")
        if name.endswith(".index-url"):
            env.setdefault("UV_DEFAULT_INDEX", value)
        if name.endswith(".cert"):
            env.setdefault("SSL_CERT_FILE", value)
    return env
