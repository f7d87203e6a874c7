"""The trail is only ever added to: neither the portal's role nor the owner changes it."""

import os

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from foundation.audit.models import Entry
from foundation.audit.sentences import SENTENCES, fill, register, sentence
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from tests.foundation.scene import NOW, an_entry, person

CHANGES = [
    "UPDATE audit_entry SET action = 'lain'",
    "UPDATE audit_entry SET at = now()",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry CASCADE",
]


def as_the_portal():
    """A connection to the test database as the portal's own role: no superuser, no owner."""
    here = connection.settings_dict
    address = os.environ.get("PORTAL_DATABASE_URL")
    if address:
        opened = psycopg2.connect(address, dbname=here["NAME"])
    else:
        opened = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
        with opened, opened.cursor() as cursor:
            cursor.execute("SET ROLE mpp_portal")
    return opened


@pytest.fixture
def portal(transactional_db):
    opened = as_the_portal()
    yield opened
    opened.close()


@pytest.fixture
def entry(transactional_db):
    return an_entry(person("Sari"), step=1)


def test_the_portal_has_a_role_without_power(portal):
    with portal, portal.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'audit_entry'")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("change", CHANGES)
def test_the_portals_role_cannot_change_the_trail(portal, entry, change):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), portal, portal.cursor() as cursor:
        cursor.execute(change)
    assert Entry.objects.get().action == "uji.terjadi"


def test_the_portals_role_adds_entries_and_changes_other_tables(portal, entry):
    """The control: it is the trail that is closed, not the door."""
    notify([entry.actor], entry, at=NOW)
    with portal, portal.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (uid, at, role, agency, action, target_type, target_id, params) "
            "VALUES (gen_random_uuid(), now(), '', '', 'ditambah', 'x', '1', '{}')"
        )
        cursor.execute("UPDATE notifications_notification SET tries = 3")
    assert Entry.objects.count() == 2
    assert set(Notification.objects.values_list("tries", flat=True)) == {3}


@pytest.mark.parametrize("change", CHANGES)
def test_even_the_owner_is_refused_by_a_trigger(entry, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Entry.objects.get().action == "uji.terjadi"


def test_without_the_trigger_the_owner_would_change_it(entry):
    """The control: nothing but the trigger refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(CHANGES[0])
        assert cursor.rowcount == 1
        transaction.set_rollback(True)
    assert Entry.objects.get().action == "uji.terjadi"


def test_the_story_of_a_row_is_told_in_order(db):
    sari, budi = person("Sari"), person("Budi")
    first, _other, last = an_entry(sari, "satu"), an_entry(budi, "lain"), an_entry(sari, "dua")
    assert list(Entry.objects.about(sari)) == [first, last]


def test_an_entry_vanishes_with_the_change_it_records(db):
    sari = person("Sari")
    with pytest.raises(ValidationError), transaction.atomic():
        an_entry(sari)
        raise ValidationError("batal")
    assert not Entry.objects.exists()


@pytest.fixture
def words():
    before = dict(SENTENCES)
    yield register
    SENTENCES.clear()
    SENTENCES.update(before)


def test_a_sentence_is_made_when_read(db, words):
    words({"uji.terjadi": "Langkah %(step)s selesai oleh %(whom)s."})
    assert sentence(an_entry(person("Sari"), step=2)) == "Langkah 2 selesai oleh –."


def test_an_unknown_action_is_shown_and_not_hidden(db):
    assert "uji.asing" in sentence(an_entry(person("Sari"), "uji.asing"))


def test_moments_are_shown_in_the_malls_zone():
    shown = fill("%(at)s, %(utc)s, %(on)s, %(code)s", {
        "at": "2026-11-23T09:30:00+07:00", "utc": "2026-12-31T23:30:00Z", "on": "2026-09-19", "code": "35.74",
    })  # fmt: skip
    assert shown == "23 Nov 2026, 09.30 WIB, 1 Jan 2027, 06.30 WIB, 19 Sep 2026, 35.74"


def test_every_registered_sentence_can_be_filled():
    assert [fill(text, {}) for text in SENTENCES.values()]
