"""Steps on the screen, and programs run within a step."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher.places import ROOT

DOT_EVERY = 3.0
TAIL = 25


class Trouble(Exception):
    """Something the person at the keyboard can mend; the message is the sentence she reads."""


def say(text: str = "", end: str = "\n") -> None:
    """Also when nobody reads any more, as behind `| head`: the portal goes on."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def step(title: str) -> Iterator[None]:
    """One line on the screen: the title at once, the seconds when it is done."""
    say(f"  {title} ", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - began:.1f} s")


def run(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path = ROOT,
    user: int | None = None,
) -> str:
    """Run a program, its output going to `log`, with a dot on the screen every few seconds.

    Returns what it wrote. Raises Trouble with its last lines when it fails.
    """
    with log.open("a+", encoding="utf-8", errors="replace") as out:
        out.seek(0, 2)
        began_at = out.tell()
        try:
            process = subprocess.Popen(
                [str(word) for word in argv],
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **as_user(user),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Trouble(f"{argv[0]} cannot be run: {error}.") from error
        try:
            code = _wait_with_dots(process)
        except BaseException:
            _end(process)
            raise
        out.seek(began_at)
        written = out.read()
    if code != 0:
        raise Trouble(f"{Path(argv[0]).name} {argv[1]} ended with {code}. {tail_of(written, log)}")
    return written


def as_user(uid: int | None) -> dict:
    """Arguments for subprocess: run as another user (None: our own), in no other group."""
    return {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}


def _wait_with_dots(process: subprocess.Popen) -> int:
    while True:
        try:
            return process.wait(timeout=DOT_EVERY)
        except subprocess.TimeoutExpired:
            say(".", end="")


def _end(process: subprocess.Popen) -> None:
    """With all that it has started itself."""
    for last_word in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, last_word)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def tail_of(written: str, log: Path) -> str:
    """The end of what a program wrote, as a piece of a message."""
    lines = "\n".join(f"    {line}" for line in written.strip().splitlines()[-TAIL:])
    return f"The end of {log}:\n{lines}" if lines else f"It wrote nothing to {log}."


def complain(text: object) -> None:
    print(f"\n{text}", file=sys.stderr, flush=True)
