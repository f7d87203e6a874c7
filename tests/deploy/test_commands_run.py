"""Each service's command and each health check, as docker-compose.yml words them, really run."""

import json

from tests.deploy.compose import services
from tests.deploy.server import HOST

QUEUES = {"default", "notifications", "documents"}


def test_migrate_fills_the_database_and_may_be_repeated(server):
    assert server.ask("SELECT count(*) > 40 FROM services_service")[0][0]
    assert server.ask("SELECT count(*) > 40 FROM sla_holiday")[0][0]
    assert server.ask("SELECT count(*) >= 4 FROM pages_page")[0][0]
    before = server.ask("SELECT count(*) FROM services_standard")
    again = server.run(services()["migrate"]["command"], "migrate")
    assert again.returncode == 0, again.stderr
    assert "No migrations to apply" in again.stdout
    assert server.ask("SELECT count(*) FROM services_standard") == before


def test_web_answers_through_the_proxy_and_leads_plain_http_away(server):
    status, headers, text = server.visit("/")
    assert status == 200 and "Mal Pelayanan Publik" in text
    assert "Strict-Transport-Security" in headers
    status, headers, _ = server.visit("/masuk/", **{"X-Forwarded-Proto": "http"})
    assert (status, headers["Location"]) == (301, f"https://{HOST}/masuk/")
    assert server.visit("/healthz", **{"X-Forwarded-Proto": "http"})[0] == 200


def test_webs_health_check_tells_a_dead_one(server):
    assert server.is_healthy("web") == 0
    assert server.is_healthy("web", WEB_BIND="127.0.0.1:1") == 1


def test_worker_and_beat_become_healthy_and_the_portal_ready(server):
    server.until(lambda: server.is_healthy("worker") == 0, "the worker's first rounds")
    assert server.is_healthy("beat", BEAT_PID="") == 0
    status, _, text = server.visit("/readyz")
    assert (status, json.loads(text)["status"]) == (200, "ready"), text


def test_a_silent_beat_is_ended_so_that_it_is_started_again(server, sleeper):
    server.until(lambda: server.ask("SELECT 1 FROM registry_tick WHERE name = 'beat'"), "beat's first sign")
    assert server.is_healthy("beat", BEAT_PID=str(sleeper.pid)) == 0
    assert sleeper.poll() is None
    server.ask(
        "CREATE FUNCTION silent() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.name = 'beat' THEN NEW.at = now() - interval '5 minutes'; END IF; RETURN NEW; END $$"
    )
    server.ask(
        "CREATE TRIGGER silent BEFORE INSERT OR UPDATE ON registry_tick FOR EACH ROW EXECUTE FUNCTION silent()"
    )
    try:
        server.ask("UPDATE registry_tick SET at = now() WHERE name = 'beat'")
        assert server.is_healthy("beat", BEAT_PID=str(sleeper.pid)) == 1
        assert sleeper.wait(timeout=5) == -15
    finally:
        server.ask("DROP FUNCTION silent() CASCADE")


def test_the_worker_serves_every_queue_that_a_task_is_sent_to(server):
    from mpp_portal import background

    words = services()["worker"]["command"]
    served = set(words[words.index("--queues") + 1].split(","))
    assert served == QUEUES
    assert {route["queue"] for route in background.task_routes.values()} | {
        background.task_default_queue
    } <= served


def test_the_portal_works_as_a_role_that_owns_nothing(server):
    if server.env["PORTAL_ROLE"] == server.ask("SELECT current_user")[0][0]:
        return  # Engines that were named, not ours: one role for both.
    roles = {role for (role,) in server.ask(
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )}  # fmt: skip
    assert roles == {server.env["PORTAL_ROLE"]}
