"""Where root's PostgreSQL may live, and what it is started from."""

import os

import pytest

from launcher import engines, postgres
from launcher.commands import _parser
from launcher.testing import _workers


def test_a_folder_below_a_closed_one_is_not_open_to_all(tmp_path):
    inner = tmp_path / "home" / "mpp"
    inner.mkdir(parents=True)
    (tmp_path / "home").chmod(0o700)
    assert not postgres.open_to_all(inner)


def test_the_root_folder_is_open_to_all():
    assert postgres.open_to_all(postgres.Path("/usr"))


def test_a_folder_without_server_programs_is_none(tmp_path):
    (tmp_path / "postgres").touch()
    assert postgres._programs(tmp_path) is None


@pytest.mark.parametrize(
    ("told", "version"),
    [("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)", 15), ("postgres (PostgreSQL) 18.6", 18)],
)
def test_it_reads_the_version_of_the_programs(tmp_path, told, version):
    _pretend(tmp_path, told)
    assert postgres._programs(tmp_path) == postgres.Programs(tmp_path, version)


def test_programs_older_than_django_takes_are_passed_over(tmp_path):
    _pretend(tmp_path, "postgres (PostgreSQL) 13.20")
    assert postgres._programs(tmp_path) is None


def test_one_named_database_serves_as_owner_and_portal(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://a@localhost/mpp")
    monkeypatch.delenv("MIGRATION_DATABASE_URL", raising=False)
    named = engines.named_database()
    assert named == engines.Database(
        "postgres://a@localhost/mpp", "postgres://a@localhost/mpp", private=False
    )
    monkeypatch.setenv("MIGRATION_DATABASE_URL", "postgres://b@localhost/mpp")
    assert engines.named_database().owner == "postgres://b@localhost/mpp"


def test_an_empty_url_names_nothing(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("REDIS_URL", " ")
    assert engines.named_database() is None
    assert engines.named_redis() is None


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit):
        _parser().parse_args(["demo", "--port", port])
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


def test_the_suite_runs_in_two_processes_unless_told_otherwise():
    assert _workers(["tests/sla", "-k", "one"]) == ["-n", "2"]
    assert _workers(["-n0"]) == _workers(["--pdb"]) == []


def _pretend(folder, told: str) -> None:
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{told}'\n")
        os.chmod(program, 0o755)  # noqa: S103 (a program)
