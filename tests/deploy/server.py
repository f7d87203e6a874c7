"""The portal as docker-compose.yml starts it: each service's own command, on a database of its own, no containers."""

import base64
import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg2
from psycopg2 import sql

from launcher.processes import Child, Family
from tests.deploy.compose import ROOT, env_file, services
from tests.resilience.stage import redis_program

HOST = "mpp.example.go.id"
PATIENCE = 90.0
PYTHON = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


def at(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


class Server:
    """`env` is .env as somebody filled it in. Programs are ended, and the database dropped, by `close`."""

    def __init__(self, family: Family, folder: Path):
        self.family, self.folder, self.name = family, folder, f"mpp_deploy_{secrets.token_hex(4)}"
        self.home = os.environ["DATABASE_URL"]
        self._on_server("CREATE DATABASE {}")
        self.owner = at(os.environ.get("MIGRATION_DATABASE_URL") or self.home, self.name)
        portal = at(os.environ.get("PORTAL_DATABASE_URL") or self.home, self.name)
        with socket.create_server(("127.0.0.1", 0)) as line:
            self.port = line.getsockname()[1]
        self.redis = f"unix://{family.socket_folder() / 'redis.sock'}"
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        self.env = env_file(ROOT / ".env.example") | {
            "PATH": PYTHON, "PYTHONDONTWRITEBYTECODE": "1", "SECRET_KEY": secrets.token_urlsafe(48),
            "VAULT_KEYS": f"k1:{key}", "VAULT_HASH_KEY": key, "DATABASE_URL": portal, "REDIS_URL": self.redis,
            "MIGRATION_DATABASE_URL": self.owner, "PORTAL_ROLE": unquote(urlsplit(portal).username or ""),
            "WEB_BIND": f"127.0.0.1:{self.port}", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": "1",
        }  # fmt: skip

    def close(self) -> None:
        self._on_server("DROP DATABASE {} WITH (FORCE)")

    def _on_server(self, words: str) -> None:
        with closing(psycopg2.connect(self.home)) as line:
            line.autocommit = True
            with line.cursor() as cursor:
                cursor.execute(sql.SQL(words).format(sql.Identifier(self.name)))

    def ask(self, words: str, *values) -> list[tuple]:
        """As the owner."""
        with closing(psycopg2.connect(self.owner)) as line, line, line.cursor() as cursor:
            cursor.execute(words, values)
            return cursor.fetchall() if cursor.description else []

    # --- Services --------------------------------------------------------------------------------

    def start_redis(self) -> None:
        path = self.redis.removeprefix("unix://")
        argv = [redis_program(), "--port", "0", "--unixsocket", path, "--dir", self.folder, "--save", ""]
        self.family.add(Child("redis", argv, self.env, self.log("redis"), engine=True), Path(path).exists)

    def start(self, name: str) -> Child:
        service = services()[name]
        child = Child(name, self._here(service["command"]), self._env_of(service), self.log(name), cwd=ROOT)
        self.family.add(child)
        return child

    def run(self, words: list[str], name: str, **more: str) -> subprocess.CompletedProcess:
        """To its end, with what that service is given."""
        env = {**self._env_of(services()[name]), **more}
        argv = self._here(words)
        return subprocess.run(  # noqa: S603 - our own words
            argv, cwd=ROOT, env=env, check=False, capture_output=True, text=True, timeout=PATIENCE
        )

    def is_healthy(self, name: str, **more: str) -> int:
        """The exit code of the service's own health check."""
        kind, *words = services()[name]["healthcheck"]["test"]
        assert kind == "CMD"
        return self.run(words, name, **more).returncode

    def _env_of(self, service: dict) -> dict[str, str]:
        here = {"DOCUMENT_ROOT": "documents", "STATIC_ROOT": "static"}
        own = {
            **service.get("environment", {}),
            **{name: str(self.folder / one) for name, one in here.items()},
        }
        return {**self.env, **own, "TRUSTED_PROXIES": "127.0.0.1"}

    def _here(self, words: list[str]) -> list[str]:
        return [word.replace("/tmp/beat-schedule", str(self.folder / "beat-schedule")) for word in words]  # noqa: S108

    # --- What is seen of them --------------------------------------------------------------------

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def lines(self, name: str) -> list[dict]:
        """Each line of the log is JSON, or this fails."""
        return [json.loads(line) for line in self.log(name).read_text().splitlines()]

    def until(self, true, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"{what} never came. {self.last_words()}"
            time.sleep(0.1)

    def last_words(self) -> str:
        return "\n".join(f"{log.name}:\n{log.read_text()[-1500:]}" for log in self.folder.glob("*.log"))

    def visit(self, path: str, body: str | None = None, **headers: str):
        """Through the proxy: (status, headers, text)."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9", **headers}
        try:
            line.request("POST" if body else "GET", path, body, sent)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")
        finally:
            line.close()


def token_in(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
