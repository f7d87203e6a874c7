"""The stage every test stands on: real PostgreSQL, plain static files, documents in a folder of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from mpp_portal import open_today
from mpp_portal.templatetags import opening_hours
from pages import news
from tests.chromium import chromium  # noqa: F401 - a fixture
from tests.snapshot import stand_in_place

_flush = DatabaseOperations.execute_sql_flush


def _flush_past_the_append_only_triggers(self, sql_list):
    with self.connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        _flush(self, sql_list)
    finally:
        with self.connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


DatabaseOperations.execute_sql_flush = _flush_past_the_append_only_triggers


@pytest.fixture(autouse=True)
def _in_indonesian():
    """A page in English leaves its language in this thread; the next test begins as a new thread would."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """A test is one transaction in which it also thinks, and empties every table: no page does either."""
    patience = " -c statement_timeout=30s -c idle_in_transaction_session_timeout=120s"
    settings.DATABASES["default"]["OPTIONS"]["options"] += patience


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("grant_portal_role", verbosity=0)


@pytest.fixture(autouse=True)
def _stage(settings, tmp_path):
    opening_hours._remembered.cache_clear()
    open_today.remembered.cache_clear()
    news.forget()
    settings.DOCUMENT_ROOT = tmp_path / "documents"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # The cast sends more files within an hour than anybody would; the limit has its own tests.
    settings.SUBMISSIONS_PER_HOUR = 10_000
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def catalogue(db):
    """The real catalogue with the real calendar, loaded by the project's own commands."""
    stand_in_place()


@pytest.fixture
def now():
    """A Monday morning within office hours: 23 November 2026, 09.30 WIB."""
    return datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
