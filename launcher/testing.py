"""`./mpp test`: the suite on throw-away engines of the same kind as everywhere else."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from launcher import engines, env_file, environment, postgres
from launcher.places import PYTHON, ROOT, make_state
from launcher.processes import Family
from launcher.steps import say, step

# Options after which pytest must stay in one process.
ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "--dist")


def test(arguments: list[str]) -> int:
    """Run pytest with the arguments; its exit code, or 1 where a skip counts as a failure (CI=true)."""
    make_state()
    say("The tests are being made ready.")
    environment.prepare(ROOT / "requirements-test.lock")
    with tempfile.TemporaryDirectory(prefix="mpp-test-") as folder, Family() as family:
        home = Path(folder)
        home.chmod(0o711)  # root's PostgreSQL runs as another user, who passes through
        env = {**environment.plain_environment(), **_settings(family, home)}
        argv = [PYTHON, "-m", "pytest", "-p", "launcher.what_ran", *_workers(arguments), *arguments]
        return _pytest([str(word) for word in argv], env)


def _workers(arguments: list[str]) -> list[str]:
    return [] if any(word.startswith(ALONE) for word in arguments) else ["-n", "2"]


def _settings(family: Family, home: Path) -> dict[str, str]:
    """The tests own their database; at PORTAL_DATABASE_URL they are the portal's own role."""
    with step("PostgreSQL"):
        place = postgres.Place(home, home / "postgres.log", throw_away=True)
        database = engines.named_database() or engines.start_database(family, place)
    with step("Redis"):
        redis = engines.named_redis() or engines.start_redis(family, home / "valkey", home / "valkey.log")
    values = {
        **env_file.new_keys(),
        "DEBUG": "False",
        "MPP_DEMO": "1",
        "DATABASE_URL": database.owner,
        "MIGRATION_DATABASE_URL": database.owner,
        "REDIS_URL": redis,
        "DOCUMENT_ROOT": str(home / "documents"),
        "EMAIL_FILE_PATH": str(home / "mail"),
        "STATIC_ROOT": str(home / "static"),
        "DJANGO_SETTINGS_MODULE": "mpp_portal.settings",
    }
    if database.private:
        values["PORTAL_DATABASE_URL"] = database.portal
    return values


def _pytest(argv: list[str], env: dict[str, str]) -> int:
    """In our own terminal and group, so that a debugger can be used and Ctrl-C is heard."""
    process = subprocess.Popen(argv, cwd=ROOT, env=env)
    try:
        return process.wait()
    except BaseException:
        _let_end(process)
        raise


def _let_end(process: subprocess.Popen) -> None:
    """Ctrl-C has reached pytest as well; a signal to us alone is handed on. Nobody is waited for for ever."""
    for patience, last_word in ((2, signal.SIGINT), (20, signal.SIGKILL)):
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.send_signal(last_word)
    process.wait()


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")
