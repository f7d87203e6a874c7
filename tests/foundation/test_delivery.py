"""Letters leave once, come again after a loss, and give up in the end."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection

from foundation.notifications import delivery
from foundation.notifications.channels import SENDERS, Mail
from foundation.notifications.delivery import LEASE, TRIES, delay_after, deliver, lease
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify, post
from foundation.notifications.tasks import deliver_due
from foundation.registry.clock import database_now
from tests.foundation.scene import an_entry, at_once, person

pytestmark = pytest.mark.usefixtures("told")
NOBODY_LISTENS = "django.core.mail.backends.smtp.EmailBackend"


def letters(count: int, who=None) -> None:
    who = who or person("Sari")
    for number in range(count):
        notify([who], an_entry(who, number=number), at=database_now())


def emails():
    return Notification.objects.filter(channel="email")


def sent_ids() -> list[str]:
    return sorted(letter.extra_headers["Message-ID"] for letter in mail.outbox)


def make_due() -> None:
    """Half a minute has passed as well: a server that was away is asked again."""
    cache.clear()
    Notification.objects.update(next_try_at=database_now() - timedelta(seconds=1))


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = NOBODY_LISTENS, "127.0.0.1", 1


def test_what_is_due_is_sent_and_marked(db):
    letters(12)
    assert deliver_due() == 12
    assert len(mail.outbox) == 12
    assert set(emails().values_list("state", "tries")) == {("sent", 1)}
    assert not emails().filter(sent_at=None).exists()
    assert deliver_due() == 0
    assert len(mail.outbox) == 12


def test_a_letter_goes_to_one_address_with_an_id_of_its_own(db, settings):
    settings.PORTAL_URL = "https://mpp.contoh.id:8443"
    letters(1)
    deliver_due()
    [letter] = mail.outbox
    assert letter.recipients() == ["sari@contoh.id"]
    assert letter.extra_headers["Message-ID"] == f"<{emails().get().pk}@mpp.contoh.id>"
    assert letter.message()["Message-ID"] == letter.extra_headers["Message-ID"]


def test_a_letter_is_text_and_html_and_says_that_a_machine_wrote_it(db):
    letters(1)
    deliver_due()
    [letter] = mail.outbox
    written = letter.message()
    assert written.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in written.get_payload()] == ["text/plain", "text/html"]
    assert written["Auto-Submitted"] == "auto-generated"


def test_a_letter_of_the_account_system_is_written_alike(client, db):
    data = {"kunci": "kunci-yang-baru-22-huruf", "name": "Sari", "email": "sari@contoh.id"}
    client.post("/daftar/", {**data, "password1": "kuda-terbang-malam"})
    deliver_due()
    [letter] = mail.outbox
    [(html, kind)] = [(one.content, one.mimetype) for one in letter.alternatives]
    assert kind == "text/html"
    code = re.search(r"Kode Anda: (\d{6})", letter.body)[1]
    assert f'font-weight:bold">Kode Anda: {code}</p>' in html
    assert "selalu kami kirim" in letter.body


def test_a_letter_sent_again_has_the_same_id(db):
    """The worker was killed between sending and marking: the lease runs out, the letter goes again."""
    letters(1)
    deliver_due()
    emails().update(state="pending")
    make_due()
    deliver_due()
    first, second = sent_ids()
    assert first == second


def test_what_is_not_due_waits(db):
    letters(1)
    emails().update(next_try_at=database_now() + timedelta(minutes=1))
    assert deliver_due() == 0
    assert not mail.outbox


def test_a_leased_row_is_nobody_elses_for_two_minutes(db):
    letters(1)
    now = database_now()
    [row] = lease("email", now)
    assert (row.tries, row.next_try_at) == (1, now + LEASE)
    assert lease("email", now + LEASE - timedelta(seconds=1)) == []
    assert [again.tries for again in lease("email", now + LEASE)] == [2]


def test_a_failed_try_waits_longer_each_time(db, no_mail_server, caplog):
    letters(1)
    waits = []
    for _turn in range(3):
        make_due()
        before = database_now()
        deliver_due()
        waits.append((emails().get().next_try_at - before).total_seconds())
    assert [round(wait / 60) for wait in waits] == [1, 2, 4]
    assert emails().get().tries == 3
    assert "sari@contoh.id" not in caplog.text


def test_delays_double_to_an_hour():
    assert [delay_after(tries).total_seconds() / 60 for tries in range(1, 12)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        60,
        60,
        60,
        60,
        60,
    ]


def test_after_twelve_tries_it_has_failed(db, no_mail_server):
    letters(1)
    for turn in range(TRIES):
        assert emails().get().state == "pending", turn
        make_due()
        deliver_due()
    assert (emails().get().state, emails().get().tries) == ("failed", 12)
    make_due()
    assert deliver_due() == 0


def test_a_row_whose_last_try_was_killed_fails_too(db):
    letters(1)
    emails().update(tries=TRIES)
    deliver_due()
    assert emails().get().state == "failed"
    assert not mail.outbox


def test_one_letter_that_cannot_be_sent_does_not_stop_the_rest(db):
    sari = person("Sari")
    post(
        address="bukan alamat\n@contoh.id",
        channel="email",
        subject="x",
        text="x",
        entry=an_entry(sari),
        at=database_now(),
    )
    letters(3, sari)
    assert deliver_due() == 3
    assert sorted(emails().values_list("state", flat=True)) == ["pending", "sent", "sent", "sent"]


def test_a_channel_without_a_sender_keeps_its_letters(db):
    wayan = person("Wayan", email=None, phone="+6281234567890")
    notify([wayan], an_entry(wayan), at=database_now())
    deliver_due()
    row = Notification.objects.get(channel="sms")
    assert (row.state, row.sent_at) == ("kept", None)
    assert deliver_due() == 0


def test_a_long_run_gives_back_what_it_did_not_begin(db, monkeypatch):
    letters(5)
    monkeypatch.setattr(delivery, "SECONDS", 0.2)

    class Slow(Mail):
        def send(self, row):
            time.sleep(0.15)
            super().send(row)

    monkeypatch.setitem(SENDERS, "email", Slow)
    assert deliver_due() == 2
    assert sorted(emails().values_list("state", "tries")) == [("pending", 0)] * 3 + [("sent", 1)] * 2
    assert not emails().filter(state="pending", next_try_at__gt=database_now()).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once():
    letters(40)
    settled = at_once(4, lambda number: deliver())
    assert sum(settled) == 40
    ids = sent_ids()
    assert len(ids) == len(set(ids)) == 40


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_workers_would_take_the_same_letters():
    """The control: reading without a lock hands the same rows to both."""
    letters(40)

    def careless(number):
        taken = list(Notification.objects.due(database_now()).values_list("pk", flat=True)[:10])
        time.sleep(0.05)
        Notification.objects.filter(pk__in=taken).update(next_try_at=database_now() + LEASE)
        return taken

    taken = [pk for result in at_once(2, careless) for pk in result]
    assert len(set(taken)) < len(taken)


@pytest.mark.django_db(transaction=True)
def test_letters_are_sent_outside_any_transaction(monkeypatch):
    letters(2)
    inside = []

    class Watching(Mail):
        def send(self, row):
            inside.append(connection.in_atomic_block)
            super().send(row)

    monkeypatch.setitem(SENDERS, "email", Watching)
    deliver_due()
    assert inside == [False, False]
