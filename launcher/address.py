"""Where the demo may be reached and what it may reach: this machine only."""

import ipaddress
import socket
from urllib.parse import parse_qs, unquote, urlsplit

from launcher.steps import Trouble

USUAL_PORT = 8000


def is_loopback(host: str) -> bool:
    """True for this machine: nothing, a socket folder, `localhost`, 127.0.0.0/8, ::1."""
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def hosts_of(url: str) -> list[str]:
    """Every host that a database or Redis URL can lead to, also through its query."""
    parts = urlsplit(url)
    authority = parts.netloc.rpartition("@")[2]
    named = [_without_port(unquote(piece)) for piece in authority.split(",")]
    query = parse_qs(parts.query)
    for key in ("host", "hostaddr", "service"):
        named += [host for value in query.get(key, []) for host in value.split(",")]
    return named


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.startswith("/") else host.partition(":")[0]


def refuse_elsewhere(name: str, url: str) -> None:
    """Raise Trouble when the server behind the URL is not on this machine."""
    for host in hosts_of(url):
        if not is_loopback(host):
            raise Trouble(
                f"The demo works on this machine only, and {name} leads to {host}. "
                f"Unset {name}, or name a server on localhost."
            )


def listen(host: str, port: int | None) -> tuple[socket.socket, str]:
    """A socket bound for the web process, and a remark when the usual port was taken ("" otherwise).

    The launcher keeps the socket, so nobody takes the port between two starts of the web process; it is that
    process that listens, so an early visitor is turned away instead of left waiting.
    """
    if not is_loopback(host) or host.startswith(("/", "@")) or not host:
        raise Trouble(f"The demo listens on this machine only, not on {host!r}: use 127.0.0.1.")
    if port is not None:
        return _bind(host, port), ""
    for candidate in (USUAL_PORT, *range(USUAL_PORT + 1, USUAL_PORT + 100), 0):
        try:
            taken = _bind(host, candidate)
        except Trouble:
            continue
        found = taken.getsockname()[1]
        return taken, "" if found == USUAL_PORT else f"Port {USUAL_PORT} is taken, so the demo uses {found}."
    raise Trouble("No free port was found. Free one, or name one with --port.")


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host.strip("[]"), port))
    except OSError as error:
        bound.close()
        raise Trouble(f"Port {port} cannot be used ({error.strerror}). Name another with --port.") from error
    return bound
