"""The end of a run says what did not run and why; in CI that is a failure."""

import os
import subprocess
import sys

import pytest

from launcher.places import ROOT

SUITE = """
import pytest

def test_one():
    assert True

@pytest.mark.skip(reason="no chromium was found")
def test_two():
    assert True

@pytest.mark.xfail(reason="known since the flood")
def test_three():
    assert False
"""


@pytest.fixture
def suite(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_suite.py").write_text(SUITE)
    return tmp_path


def _run(suite, *words, ci: str) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))}
    env |= {"PYTHONPATH": str(ROOT), "CI": ci}
    argv = [sys.executable, "-m", "pytest", "-p", "launcher.what_ran", "-p", "no:cacheprovider", *words]
    return subprocess.run(argv, cwd=suite, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "with a worker"])
def test_elsewhere_a_skip_says_why(suite, workers):
    told = _run(suite, *workers, ci="")
    assert told.returncode == 0
    assert "1 did not run: no chromium was found" in told.stdout
    assert "1 did not run: known since the flood" in told.stdout


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "with a worker"])
def test_in_ci_a_skip_is_a_failure(suite, workers):
    told = _run(suite, *workers, ci="true")
    assert told.returncode == 1
    assert "counts as a failure" in told.stdout


def test_in_ci_what_is_left_out_is_a_failure(suite):
    told = _run(suite, "-k", "one", ci="true")
    assert told.returncode == 1
    assert "2 did not run: left out by -k, -m or --deselect" in told.stdout


def test_in_ci_a_whole_run_is_green(suite):
    (suite / "test_suite.py").write_text("def test_one():\n    assert True\n")
    told = _run(suite, ci="true")
    assert told.returncode == 0
    assert "1 tests ran." in told.stdout
    assert "Every test that was found ran." in told.stdout


def test_a_module_that_cannot_be_read_is_said_and_fails(suite):
    (suite / "test_broken.py").write_text("import nothing_of_that_name\n")
    told = _run(suite, ci="")
    assert told.returncode != 0
    assert "1 could not be run for the errors above." in told.stdout
    assert "Every test that was found ran." not in told.stdout
