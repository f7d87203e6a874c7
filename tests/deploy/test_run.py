"""deploy/run.sh: a command gets the settings of the file, as they stand there."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.compose import ROOT, env_file

SCRIPT = ROOT / "deploy" / "run.sh"


def run(file: Path, *words: str, **env: str) -> subprocess.CompletedProcess:
    env = {"PATH": os.defpath, "MPP_ENV": str(file), **env}
    return subprocess.run(  # noqa: S603 - our own script and words
        [str(SCRIPT), *words], env=env, check=False, capture_output=True, text=True
    )


def test_every_value_arrives_as_it_is_written():
    told = run(ROOT / ".env.example", "env")
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    values = env_file(ROOT / ".env.example")
    assert len(values) > 10
    assert not [name for name, value in values.items() if f"{name}={value}" not in lines]


@pytest.mark.parametrize(
    "value", ["$(touch jebakan)", "`id`", "a b  c", "'satu'", 'x"y', "k1:Zm9v+/=,k2:YmFy", "a=b#c"]
)
def test_no_value_is_taken_for_a_command(tmp_path, value):
    (tmp_path / ".env").write_text(f"# catatan\nMALL_NAME={value}")
    told = run(tmp_path / ".env", "sh", "-c", 'printf %s "$MALL_NAME"')
    assert told.stdout == value
    assert not (ROOT / "jebakan").exists()


def test_what_the_caller_has_set_stays(tmp_path):
    (tmp_path / ".env").write_text("STATEMENT_TIMEOUT=5s\n")
    assert (
        run(tmp_path / ".env", "sh", "-c", "echo $STATEMENT_TIMEOUT", STATEMENT_TIMEOUT="60s").stdout
        == "60s\n"
    )


def test_without_the_file_it_says_so(tmp_path):
    told = run(tmp_path / "tidak-ada", "true")
    assert told.returncode != 0 and "tidak-ada" in told.stderr
