"""The demo's mail is read by anybody, and is nowhere but in the demo."""

import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.notifications.delivery import deliver
from foundation.notifications.outbox import notify, post
from mpp_portal.templatetags import opening_hours
from tests.foundation.scene import NOW, an_entry, person

pytestmark = pytest.mark.usefixtures("told")


def page(client, **query) -> str:
    answer = client.get(reverse("demo_mail"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_sign_up_code_is_read_without_signing_in(client, db):
    sari = person("Sari")
    post(
        address="+6281234567890",
        channel="sms",
        subject="Kode",
        text="Kode: 493021",
        entry=an_entry(sari),
        at=NOW,
    )
    notify([sari], an_entry(sari, number="R7"), at=NOW, link="/permohonan/7/")
    deliver()
    text = page(client)
    assert "Kode: 493021" in text
    assert "+6281234567890" in text
    assert "Kabar nomor R7" in text
    assert text.count("<article") == 2, "the bell is not a letter"


def test_it_finds_an_address(client, db):
    for name in ("Sari", "Budi"):
        who = person(name)
        notify([who], an_entry(who, number=name), at=NOW)
    text = page(client, q="BUDI@")
    assert "Kabar nomor Budi" in text
    assert "Kabar nomor Sari" not in text
    assert "Belum ada surat" in page(client, q="%")
    assert page(client, q="\0")


def test_it_finds_a_number_typed_the_way_people_do(client, db):
    entry = an_entry(person("Sari"))
    post(address="+6281234567890", channel="sms", subject="", text="Kode: 493021", entry=entry, at=NOW)
    assert "Kode: 493021" in page(client, q="0812-3456 7890")
    assert "Pesan SMS" in page(client)
    assert "Kode: 493021" not in page(client, q="0899 1111 2222")


def test_what_was_typed_is_shown_and_not_run(client, db):
    sari = person("Sari")
    post(
        address="a@contoh.id",
        channel="email",
        subject="<b>x</b>",
        text="<script>1</script>",
        entry=an_entry(sari),
        at=NOW,
    )
    text = page(client, q='"><script>')
    assert "<script>1" not in text and '"><script>' not in text
    assert "&lt;script&gt;1" in page(client)


def test_ten_times_the_letters_cost_no_more_queries(client, db):
    sari = person("Sari")

    def queries() -> int:
        opening_hours._remembered.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    notify([sari], an_entry(sari, number=1), at=NOW)
    first = queries()  # reads the pages of the footer as well, once in a while
    few = queries()
    for number in range(19):
        notify([sari], an_entry(sari, number=number), at=NOW)
    assert queries() == few <= 3
    assert first <= 4


def test_there_is_no_such_page_outside_the_demo():
    """Another process, with production settings."""
    code = (
        "import os, django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "assert reverse('inbox')\n"
        "try: reverse('demo_mail')\n"
        "except NoReverseMatch: print('absent')\n"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "mpp_portal.settings", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "mpp.contoh.id", "PATH": "/usr/bin:/bin",
        "VAULT_KEYS": "a:" + "A" * 43 + "=", "VAULT_HASH_KEY": "A" * 43 + "=",
    }  # fmt: skip
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.stdout.strip() == "absent", ran.stderr
