"""The stage of real processes on the test database, with the catalogue."""

import sys

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from launcher import portal
from launcher.processes import Family
from mpp_portal.demo import cast
from tests.resilience.stage import BEAT, NO_REDIS, WEB, WORKER, Stage, redis_program
from tests.snapshot import stand_in_place

HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
WITH_MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture(scope="session")
def static_files(tmp_path_factory):
    """What the web process needs to draw a page outside of the tests' own settings."""
    folder = tmp_path_factory.mktemp("static")
    storages = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES={**storages, "staticfiles": WITH_MANIFEST}):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def stage(transactional_db, settings, tmp_path, monkeypatch, static_files):
    """Redis, and the means to start and kill the rest; everything is gone before the database is emptied."""
    if redis_program() is None:
        pytest.skip(NO_REDIS)
    stand_in_place()
    cache.clear()  # no table of a model: the flush leaves it
    folder = tmp_path / "stage"
    folder.mkdir()
    monkeypatch.setattr(portal, "LOGS", folder)
    monkeypatch.setattr(portal, "PYTHON", sys.executable)
    with Family() as family:
        built = Stage(family, folder, static_files)
        with built.listener:
            yield built
    built.until_gone(WEB, WORKER, BEAT)
    print(built.last_words())  # pytest shows it where the test failed


@pytest.fixture
def logins(stage, settings):
    """The demo's people, with passwords that the web process knows how to check."""
    settings.PASSWORD_HASHERS = HASHERS
    cast.make()
