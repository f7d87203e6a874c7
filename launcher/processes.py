"""The programs of one portal: started together, restarted when one dies, ended together."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.places import ROOT
from launcher.steps import Trouble, as_user, say, tail_of

GRACE = 12.0
READY_IN = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY = 60.0


@dataclass
class Child:
    """One program in a session of its own, so that Ctrl-C reaches it through us and in our order.

    `engine` programs start before the others and end after them. `user` is the uid to run as (None: our own).
    """

    name: str
    argv: Sequence[str | Path]
    env: dict[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    engine: bool = False
    user: int | None = None
    cwd: Path = ROOT
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen | None = field(default=None, init=False)
    began: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE / 2, init=False)
    again_at: float | None = field(default=None, init=False)

    def start(self) -> None:
        self.began = time.monotonic()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [str(word) for word in self.argv],
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.pass_fds,
                preexec_fn=_die_with_parent(self.stop_signal),
                **as_user(self.user),
            )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_end(self) -> None:
        if self.is_alive():
            self.process.send_signal(self.stop_signal)

    def end(self, until: float) -> None:
        """Wait for the end that was asked for, then sweep away whatever is left of its session."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Family:
    """The children of one launcher, in the order in which they were added."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.folders: list[Path] = []

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *exception: object) -> None:
        self.end()

    def add(self, child: Child, is_ready: Callable[[], bool] = lambda: True) -> None:
        """Start the child and wait until it is ready. Raises Trouble, the child gone, when it never is."""
        self.children.append(child)
        try:
            child.start()
            until = time.monotonic() + READY_IN
            while not is_ready():
                if not child.is_alive() or time.monotonic() > until:
                    written = child.log.read_text(encoding="utf-8", errors="replace")
                    raise Trouble(f"{child.name} did not start. {tail_of(written, child.log)}")
                time.sleep(0.05)
        except (Trouble, OSError, subprocess.SubprocessError) as error:
            self.children.remove(child)
            child.ask_to_end()
            child.end(time.monotonic() + GRACE)
            raise Trouble(str(error)) from error

    def socket_folder(self) -> Path:
        """A closed folder that lives as long as the family.

        A URL's host is read in lower case, and the path of a socket may have 100 signs: both hold below /tmp.
        """
        folder = Path(tempfile.mkdtemp(prefix="mpp-", dir="/tmp"))  # noqa: S108 (mkdtemp: mode 0700, ours alone)
        self.folders.append(folder)
        return folder

    def end(self) -> None:
        """The portal's own programs first, all at once; then the engines they speak to."""
        for engine in (False, True):
            members = [child for child in self.children if child.engine is engine]
            for child in members:
                child.ask_to_end()
            until = time.monotonic() + GRACE
            for child in members:
                child.end(until)
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)

    def watch(self) -> None:
        """Restart whoever dies, at growing intervals; returns only by an exception (Ctrl-C, SIGTERM)."""
        while True:
            for child in self.children:
                if not child.is_alive():
                    self._look_after(child)
            time.sleep(0.5)

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.again_at is None:
            child.pause = FIRST_PAUSE if now - child.began > STEADY else min(child.pause * 2, LONGEST_PAUSE)
            child.again_at = now + child.pause
            code = child.process.returncode if child.process else None
            say(f"  {child.name} ended ({code}); started again in {child.pause:.0f} s. Log: {child.log}")
            child.end(now)
        elif now >= child.again_at:
            child.again_at = None
            try:
                child.start()
            except OSError as error:
                say(f"  {child.name} cannot be started: {error}")


def _die_with_parent(stop_signal: signal.Signals):
    """On Linux the kernel ends the child when the launcher is killed outright and cannot do it any more."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    set_parent_death_signal = 1
    return lambda: prctl(set_parent_death_signal, int(stop_signal))


def end_orphan(pid_file: Path, folder: Path) -> None:
    """End the server that a launcher killed outright left behind, if it still works in `folder`.

    The pid is believed only for a process at work in that folder: pids are used again. A file that names
    somebody else's process is removed, or the server that wrote it would refuse to start.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return
    if not _works_in(pid, folder):
        pid_file.unlink(missing_ok=True)
        return
    for stop_signal in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, stop_signal)
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            if not _works_in(pid, folder):
                return
            time.sleep(0.1)


def _works_in(pid: int, folder: Path) -> bool:
    """Both engines make their data folder their working folder; where there is no /proc, its name must do."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
        except OSError:
            return False
    argv = ["ps", "-o", "args=", "-p", str(pid)]
    return str(folder) in subprocess.run(argv, check=False, capture_output=True, text=True).stdout
