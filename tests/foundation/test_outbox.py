"""Who is told what: rows are written with the change, once, and a missing broker costs nothing."""

import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from foundation.notifications import wake
from foundation.notifications.models import Notification
from foundation.notifications.outbox import Audience, notify, notify_all, post
from tests.foundation.scene import NOW, an_entry, person

DEAD_BROKER = "redis://127.0.0.1:1/0"


def ways(entry) -> list[tuple]:
    rows = Notification.objects.filter(entry=entry).order_by("recipient_id", "channel")
    return [(row.recipient.name, row.channel, row.address, row.state) for row in rows]


@pytest.fixture
def sari(db):
    return person("Sari")


@pytest.fixture
def no_broker(monkeypatch):
    """The broker is a closed port, and this process has not found out yet."""
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_url", DEAD_BROKER)
    monkeypatch.setattr(current_app.conf, "broker_write_url", DEAD_BROKER)
    monkeypatch.setattr(wake, "_away_until", 0.0)


def test_everybody_gets_the_bell_and_a_letter(sari):
    budi = person("Budi", phone="+6281234567890")
    entry = an_entry(sari)
    assert notify([sari, budi], entry, at=NOW, link="/permohonan/") == 4
    assert ways(entry) == [
        ("Sari", "bell", "", "sent"),
        ("Sari", "email", "sari@contoh.id", "pending"),
        ("Budi", "bell", "", "sent"),
        ("Budi", "email", "budi@contoh.id", "pending"),
    ]


def test_somebody_with_only_a_phone_gets_an_sms(db):
    wayan = person("Wayan", email=None, phone="+6281234567890")
    entry = an_entry(wayan)
    notify([wayan], entry, at=NOW)
    assert ways(entry) == [("Wayan", "bell", "", "sent"), ("Wayan", "sms", "+6281234567890", "pending")]


def test_a_desk_may_be_told_by_the_bell_alone(sari):
    entry = an_entry(sari)
    assert notify([sari], entry, at=NOW, email=False) == 1
    assert ways(entry) == [("Sari", "bell", "", "sent")]


def test_nobody_is_told_twice_and_nobody_is_nobody(sari):
    entry = an_entry(sari)
    assert notify([sari, None, sari], entry, at=NOW) == 2
    notify([sari], entry, at=NOW)
    assert len(ways(entry)) == 2
    assert notify([None], entry, at=NOW) == 0


def statements(queries) -> list[str]:
    return [query["sql"].split()[0] for query in queries]


def test_telling_thirty_people_is_one_read_and_one_write(sari):
    people = [sari, *(person("Wayan", email=f"wayan{number}@contoh.id") for number in range(29))]
    entry = an_entry(sari)
    with CaptureQueriesContext(connection) as queries:
        notify(people, entry, at=NOW)
    assert statements(queries) == ["SELECT", "INSERT"]
    with CaptureQueriesContext(connection) as queries:
        notify(people, an_entry(sari), at=NOW)
    assert statements(queries)[1:] == ["INSERT"], "what they chose is known by now"
    with CaptureQueriesContext(connection) as queries:
        notify([], entry, at=NOW)
    assert not queries.captured_queries


def test_two_audiences_are_told_by_one_write_and_nobody_in_both_words(sari):
    budi, entry = person("Budi"), an_entry(sari)
    citizen, desk = (
        Audience([sari], "/permohonan/1/"),
        Audience([budi, sari], "/petugas/1/", email=False, name="desk"),
    )
    with CaptureQueriesContext(connection) as queries:
        notify_all([citizen, desk], entry, at=NOW)
    assert statements(queries) == ["SELECT", "INSERT"]
    told = Notification.objects.filter(entry=entry).values_list(
        "recipient__name", "channel", "link", "audience"
    )
    assert set(told) == {
        ("Sari", "bell", "/permohonan/1/", ""),
        ("Sari", "email", "/permohonan/1/", ""),
        ("Budi", "bell", "/petugas/1/", "desk"),
    }


def test_the_bell_alone_asks_for_no_choice(sari):
    entry = an_entry(sari)
    with CaptureQueriesContext(connection) as queries:
        notify([sari], entry, at=NOW, email=False)
    assert statements(queries) == ["INSERT"]


@pytest.mark.parametrize("link", ["https://contoh.id/", "//contoh.id", "permohonan/1/"])
def test_a_link_stays_inside_the_portal(sari, link):
    with pytest.raises(ValueError, match="path of this portal"):
        notify([sari], an_entry(sari), at=NOW, link=link)


def test_a_letter_with_words_of_its_own_is_sealed(sari):
    post(
        address="baru@contoh.id",
        channel="email",
        subject="Kode",
        text="Kode: 493021",
        entry=an_entry(sari),
        at=NOW,
    )
    post(
        address="+6281",
        channel="sms",
        subject="",
        text="Kode: 1",
        entry=an_entry(sari),
        at=NOW,
        recipient=sari,
    )
    row = Notification.objects.get(channel="email")
    assert row.message == {"subject": "Kode", "text": "Kode: 493021", "language": "id"}
    assert (row.address, row.recipient, row.state) == ("baru@contoh.id", None, "pending")
    with connection.cursor() as cursor:
        cursor.execute("SELECT message FROM notifications_notification WHERE id = %s", [row.pk])
        assert b"493021" not in bytes(cursor.fetchone()[0])


def test_one_letter_per_address_and_entry(sari):
    entry = an_entry(sari)
    for _again in range(2):
        post(address="baru@contoh.id", channel="email", subject="Kode", text="Kode: 1", entry=entry, at=NOW)
    assert Notification.objects.count() == 1


def test_rows_vanish_with_the_change_they_speak_of(sari):
    with transaction.atomic():
        notify([sari], an_entry(sari), at=NOW)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_wake_up_per_transaction():
    sari, budi = person("Sari"), person("Budi")
    with transaction.atomic():
        notify([sari], an_entry(sari), at=NOW, email=False)
        assert not connection.run_on_commit, "the bell needs no delivery"
        for who in (sari, budi, sari):
            notify([who], an_entry(who), at=NOW)
        with transaction.atomic():
            notify([budi], an_entry(budi), at=NOW)
        assert len(connection.run_on_commit) == 1
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_of_an_undone_part_is_registered_again():
    sari = person("Sari")
    with transaction.atomic():
        with transaction.atomic():
            notify([sari], an_entry(sari), at=NOW)
            transaction.set_rollback(True)
        assert not connection.run_on_commit
        notify([sari], an_entry(sari), at=NOW)
        assert len(connection.run_on_commit) == 1
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_stops_nobody(no_broker, caplog):
    sari = person("Sari")
    started = time.monotonic()
    for _again in range(5):
        with transaction.atomic():
            notify([sari], an_entry(sari), at=NOW)
    assert time.monotonic() - started < 4, "a generous bound: kombu's own attempts take six seconds"
    assert Notification.objects.filter(channel="email", state="pending").count() == 5
    assert len([line for line in caplog.records if line.name == wake.__name__]) == 1, (
        "asked once, then left in peace"
    )


@pytest.mark.django_db(transaction=True)
def test_the_broker_is_asked_again_after_a_rest(no_broker, monkeypatch, caplog):
    wake.wake_delivery()
    wake.wake_delivery()
    monkeypatch.setattr(wake, "_away_until", time.monotonic() - 1)
    wake.wake_delivery()
    assert len(caplog.records) == 2
