"""Children are restarted, ended together, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher.processes import Child, Family, end_orphan
from launcher.steps import Trouble, run


class Enough(Exception):
    """Ends a watch in a test."""


def _child(tmp_path: Path, code: str, name: str = "Child") -> Child:
    argv = [sys.executable, "-c", code]
    return Child(name, argv, dict(os.environ), tmp_path / "child.log", cwd=tmp_path)


def _lives(pid: int) -> bool:
    """A zombie that PID 1 has not collected yet is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(true, seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_a_family_ends_its_children_and_their_children(tmp_path):
    code = (
        "import subprocess, sys, time; "
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
        "open('grandchild', 'w').write(str(p.pid)); time.sleep(600)"
    )
    with Family() as family:
        child = _child(tmp_path, code)
        family.add(
            child, lambda: (tmp_path / "grandchild").exists() and (tmp_path / "grandchild").read_text()
        )
        grandchild = int((tmp_path / "grandchild").read_text())
        assert child.is_alive()
        assert _lives(grandchild)
    assert not child.is_alive()
    assert _until(lambda: not _lives(grandchild))


def test_a_child_that_dies_is_started_again_and_it_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("launcher.processes.FIRST_PAUSE", 0.1)
    with Family() as family:
        child = _child(tmp_path, "import time; time.sleep(600)", name="Web")
        child.pause = 0.05
        family.add(child)
        first = child.process.pid
        child.process.kill()

        def sleep_until_it_is_back(seconds: float) -> None:
            real_sleep(seconds / 10)
            if child.process.pid != first and child.is_alive():
                raise Enough

        real_sleep = time.sleep
        monkeypatch.setattr("launcher.processes.time.sleep", sleep_until_it_is_back)
        with pytest.raises(Enough):
            family.watch()
        monkeypatch.undo()
    assert "Web ended (-9); started again" in capsys.readouterr().out
    assert not _lives(first)


def test_a_child_that_never_gets_ready_is_trouble_with_its_last_words(tmp_path):
    with Family() as family:
        with pytest.raises(Trouble, match="no such settings"):
            family.add(_child(tmp_path, "raise SystemExit('no such settings')"), lambda: False)
        assert family.children == []


def test_a_program_that_is_not_there_is_trouble(tmp_path):
    child = Child("Web", [tmp_path / "nothing"], dict(os.environ), tmp_path / "child.log")
    with Family() as family, pytest.raises(Trouble, match="nothing"):
        family.add(child)


def test_the_socket_folder_goes_with_the_family():
    with Family() as family:
        folder = family.socket_folder()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert str(folder) == str(folder).lower()
        assert len(str(folder)) < 60
    assert not folder.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends the child of a dead parent")
def test_a_launcher_that_is_killed_outright_takes_its_children_with_it(tmp_path):
    code = (
        "import os, time; from pathlib import Path; from launcher.processes import Child, Family; "
        f"child = Child('Web', ['sleep', '600'], dict(os.environ), Path({str(tmp_path / 'log')!r})); "
        "Family().add(child); print(child.process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as launcher:
        child = int(launcher.stdout.readline())
        assert _lives(child)
        launcher.kill()
    assert _until(lambda: not _lives(child))


def test_an_orphan_at_work_in_the_folder_is_ended(tmp_path):
    orphan = subprocess.Popen(["sleep", "600"], cwd=tmp_path)
    pid_file = tmp_path / "server.pid"
    pid_file.write_text(f"{orphan.pid}\n")
    end_orphan(pid_file, tmp_path)
    assert orphan.wait(timeout=10) == -signal.SIGINT


def test_a_stranger_whose_pid_is_in_an_old_file_is_left_alone(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    stranger = subprocess.Popen(["sleep", "600"], cwd=elsewhere)
    pid_file = tmp_path / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{tmp_path}\n")
    try:
        end_orphan(pid_file, tmp_path)
        assert stranger.poll() is None
        assert not pid_file.exists()
    finally:
        stranger.kill()
        stranger.wait()


def test_a_step_that_fails_shows_only_its_own_last_words(tmp_path):
    log = tmp_path / "steps.log"
    run([sys.executable, "-c", "print('fine')"], env=dict(os.environ), log=log)
    with pytest.raises(Trouble) as raised:
        run([sys.executable, "-c", "print('broken'); raise SystemExit(4)"], env=dict(os.environ), log=log)
    assert "ended with 4" in str(raised.value)
    assert "broken" in str(raised.value)
    assert "fine" not in str(raised.value)
