"""The portal's own programs: web, worker and beat."""

import http.client
import socket

from launcher.places import LOGS, PYTHON, STATE
from launcher.processes import Child, Family


def start_web(family: Family, env: dict[str, str], listener: socket.socket) -> None:
    """Serve on the bound socket; the web process answers when this returns."""
    descriptor = listener.fileno()
    gunicorn = [PYTHON, "-m", "gunicorn", "mpp_portal.wsgi", "--bind", f"fd://{descriptor}"]
    gunicorn += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    gunicorn += ["--no-control-socket"]
    web = Child("Web", gunicorn, env, LOGS / "web.log", pass_fds=(descriptor,))
    family.add(web, lambda: _is_healthy(listener))


def start_background(family: Family, env: dict[str, str]) -> None:
    """Celery's worker and its beat."""
    celery = [PYTHON, "-m", "celery", "--app", "mpp_portal"]
    worker = [*celery, "worker", "--queues", "default,notifications,documents", "--concurrency", "2"]
    # Its heartbeat is an event nobody reads, and hangs the worker while Redis is away.
    worker += ["--loglevel", "INFO", "--without-mingle", "--without-gossip", "--without-heartbeat"]
    beat = [*celery, "beat", "--schedule", STATE / "beat-schedule", "--pidfile=", "--loglevel", "INFO"]
    patient = {**env, "STATEMENT_TIMEOUT": "60s"}
    family.add(Child("Worker", worker, patient, LOGS / "worker.log"))
    family.add(Child("Beat", beat, patient, LOGS / "beat.log"))


def _is_healthy(listener: socket.socket) -> bool:
    connection = http.client.HTTPConnection(*listener.getsockname()[:2], timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
