"""The compose files: of the form that the specification asks, and closed where they can be closed."""

import json

import jsonschema
import pytest

from tests.deploy.compose import DEVELOPERS, ROOT, SCHEMA, SERVER, env_file, read, services, variables

PORTAL = ("migrate", "web", "worker", "beat")
ONE_SHOT = {"migrate"}


def faults(compose: dict) -> list[str]:
    """The schema is of 2021 and does not know the project's `name`, which came a month later."""
    assert isinstance(compose.pop("name"), str)
    checker = jsonschema.Draft201909Validator(json.loads(SCHEMA.read_text()))
    return [f"{list(fault.path)}: {fault.message}" for fault in checker.iter_errors(compose)]


@pytest.mark.parametrize("name", [SERVER, DEVELOPERS])
def test_it_is_a_compose_file(name):
    assert not faults(read(name))


def test_the_schema_refuses_what_is_none():
    broken = read(SERVER)
    broken["services"]["web"]["helthcheck"] = {}
    assert len(faults(broken)) == 1


@pytest.mark.parametrize("name", services())
def test_each_service_is_closed_limited_and_watched(name):
    service = services()[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["pids_limit"]
    assert service["logging"]["options"]["max-size"]
    assert service["restart"] == ("no" if name in ONE_SHOT else "unless-stopped")
    assert ("healthcheck" in service) != (name in ONE_SHOT)


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in services().items() if "ports" in service] == ["proxy"]
    assert read(SERVER)["networks"]["back"] == {"internal": True}
    assert {name for name, service in services().items() if "front" in service["networks"]} == {
        "proxy",
        "web",
    }
    assert all(
        port.startswith("127.0.0.1:") for one in services(DEVELOPERS).values() for port in one["ports"]
    )


def test_the_portal_believes_the_network_of_the_proxy():
    subnet = read(SERVER)["networks"]["front"]["ipam"]["config"][0]["subnet"]
    assert services()["web"]["environment"]["TRUSTED_PROXIES"] == subnet


def test_only_migrate_knows_the_owners_password():
    with_engines = {
        name for name, service in services().items() if "deploy/engines.env" in service.get("env_file", [])
    }
    assert with_engines == {"db", "redis", "migrate"}
    engines = set(env_file(ROOT / "deploy" / "engines.env.example"))
    assert engines == {"POSTGRES_PASSWORD", "MIGRATION_DATABASE_URL", "PORTAL_PASSWORD", "REDIS_PASSWORD"}
    assert not engines & set(env_file(ROOT / ".env.example", with_defaults=True))


def test_no_secret_stands_in_the_file():
    """Passwords come by the two files of secrets; what compose fills in are ports and a folder."""
    assert variables((ROOT / SERVER).read_text()) == {"HTTP_PORT", "HTTPS_PORT", "TLS_FOLDER"}


def test_all_wait_for_what_they_need():
    for name in ("web", "worker", "beat"):
        assert services()[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert services()["migrate"]["depends_on"]["db"] == {"condition": "service_healthy"}
    assert services()["proxy"]["depends_on"]["web"] == {"condition": "service_healthy"}
    assert "redis" not in services()["web"]["depends_on"], "the portal serves without Redis"


def test_each_program_is_given_the_time_it_takes_to_end():
    """gunicorn's graceful 30 s, a task's limit of 60 s."""
    seconds = {name: int(services()[name]["stop_grace_period"][:-1]) for name in ("web", "worker")}
    assert seconds["web"] > 30 and seconds["worker"] > 60


def test_files_that_are_mounted_are_there():
    for name in (SERVER, DEVELOPERS):
        for service in services(name).values():
            for mount in service.get("volumes", []):
                source = mount.split(":")[0]
                assert not source.startswith("./") or (ROOT / source).exists(), source


def test_redis_forgets_nothing_to_make_room():
    words = services()["redis"]["command"][-1].split()
    kept = {"--appendonly": "yes", "--appendfsync": "everysec", "--maxmemory-policy": "noeviction"}
    assert {name: words[words.index(name) + 1] for name in kept} == kept
    assert "--requirepass" in words


def test_the_database_notices_a_damaged_page():
    assert "--data-checksums" in services()["db"]["environment"]["POSTGRES_INITDB_ARGS"]
