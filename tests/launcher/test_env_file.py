"""The files that hold the demo's settings and its lasting keys."""

import base64
import stat

import pytest

from launcher import env_file


def test_what_is_written_reads_back_as_it_was(tmp_path):
    path = tmp_path / "demo.env"
    values = {
        **env_file.new_keys(),
        "DATABASE_URL": "postgres://mpp_portal@%2Ftmp%2Fmpp-abc/mpp?a=b",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMPTY": "",
    }
    env_file.write(path, values)
    assert env_file.read(path) == values


def test_django_reads_the_same_values(tmp_path):
    from environs import Env

    path = tmp_path / "demo.env"
    values = {f"DRILL_{name}": value for name, value in env_file.new_keys().items()}
    values["DRILL_URL"] = "postgres://mpp_portal@%2Ftmp%2Fmpp-abc/mpp?a=b"
    env_file.write(path, values)
    env = Env()
    env.read_env(str(path), recurse=False)
    assert {name: env.str(name) for name in values} == values


def test_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "demo.env"
    path.write_text("OLD=1\n")
    path.chmod(0o644)
    env_file.write(path, {"NEW": "1"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["demo.env"]


@pytest.mark.parametrize("value", ["two\nlines", " space", "with # sign", "'quoted'", "$HOME"])
def test_it_refuses_a_value_that_would_read_back_differently(tmp_path, value):
    with pytest.raises(ValueError, match="KEY"):
        env_file.write(tmp_path / "demo.env", {"KEY": value})


def test_a_file_that_is_not_there_is_empty(tmp_path):
    assert env_file.read(tmp_path / "demo.env") == {}


def test_keys_last_from_start_to_start(tmp_path):
    path = tmp_path / "secrets.env"
    first, made = env_file.lasting_keys(path)
    again, made_again = env_file.lasting_keys(path)
    assert (made, made_again) == (True, False)
    assert first == again


def test_a_damaged_file_of_keys_counts_as_none(tmp_path):
    path = tmp_path / "secrets.env"
    path.write_text("SECRET_KEY=alone\n")
    keys, made = env_file.lasting_keys(path)
    assert made
    assert keys["SECRET_KEY"] != "alone"


def test_new_keys_are_of_the_size_that_the_vault_takes():
    keys = env_file.new_keys()
    name, _, sealed = keys["VAULT_KEYS"].partition(":")
    assert name == "k1"
    assert len(base64.b64decode(sealed)) == len(base64.b64decode(keys["VAULT_HASH_KEY"])) == 32
    assert keys != env_file.new_keys()
