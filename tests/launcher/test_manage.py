"""`manage.py` beside a demo that runs, and without one."""

import os
import shutil
import subprocess
import sys

import pytest

from launcher.places import ROOT


@pytest.fixture
def checkout(tmp_path):
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / ".mpp").mkdir()
    return tmp_path


def _manage(checkout, *words, **more) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env["PYTHONPATH"] = str(ROOT)
    argv = [sys.executable, "manage.py", *words]
    return subprocess.run(
        argv, cwd=checkout, env={**env, **more}, capture_output=True, text=True, check=False
    )


def _demo_file(checkout, pid: int) -> None:
    (checkout / ".mpp" / "demo.env").write_text(f"SECRET_KEY=x\nMPP_PID={pid}\n")


def test_without_a_demo_it_says_in_one_sentence_to_start_it(checkout):
    told = _manage(checkout, "check")
    assert told.returncode == 1
    assert told.stderr.startswith("Portal belum berjalan. Jalankan ./mpp demo lebih dulu.")
    assert len(told.stderr.splitlines()) == 1


def test_a_file_of_a_dead_demo_counts_as_none(checkout):
    gone = subprocess.Popen(["true"])
    gone.wait()
    _demo_file(checkout, gone.pid)
    assert "Portal belum berjalan" in _manage(checkout, "check").stderr


def test_beside_a_running_demo_it_goes_on_to_django(checkout):
    _demo_file(checkout, os.getpid())
    told = _manage(checkout, "check")
    assert "Portal belum berjalan" not in told.stderr


def test_a_named_database_needs_no_demo(checkout):
    told = _manage(checkout, "check", DATABASE_URL=os.environ["DATABASE_URL"])
    assert told.returncode == 0, told.stderr


def test_help_needs_nothing(checkout):
    told = _manage(checkout, "help")
    assert told.returncode == 0
    assert "subcommand" in told.stdout
