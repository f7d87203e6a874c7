"""One server for all tests of this folder: migrated, its programs running."""

import subprocess

import pytest

from launcher.processes import Family
from tests.deploy.compose import ROOT, services
from tests.deploy.server import Server
from tests.resilience.stage import NO_REDIS, redis_program


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    if redis_program() is None:
        pytest.skip(NO_REDIS)
    with Family() as family:
        server = Server(family, tmp_path_factory.mktemp("server"))
        try:
            server.start_redis()
            collected = server.run(["python", "manage.py", "collectstatic", "--noinput", "-v0"], "web")
            assert collected.returncode == 0, collected.stderr
            server.migrated = server.run(services()["migrate"]["command"], "migrate")
            assert server.migrated.returncode == 0, server.migrated.stderr
            for name in ("web", "worker", "beat"):
                server.start(name)
            server.until(lambda: server.is_healthy("web") == 0, "the web process")
            yield server
        finally:
            family.end()
            server.close()


@pytest.fixture(scope="session")
def nginx_conf() -> str:
    return (ROOT / "deploy" / "nginx" / "nginx.conf").read_text()


@pytest.fixture
def sleeper():
    """A program that would go on for long."""
    program = subprocess.Popen(["sleep", "600"])  # noqa: S607
    yield program
    program.kill()
    program.wait()
