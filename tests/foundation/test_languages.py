"""Each reads in her own language, whoever acted on which page; what a row keeps has none."""

import pytest
from django.test import override_settings
from django.utils.translation import override

from foundation.notifications.choosing import choose_news
from foundation.notifications.letters import letter, sms
from foundation.notifications.models import NoticeChoice, Notification
from foundation.notifications.outbox import notify, post
from foundation.registry.clock import database_now
from tests.foundation.scene import NOW, an_entry, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
CHOICE = "/profil/pemberitahuan/"


@pytest.fixture
def sari(db):
    return person("Sari")


def in_english(user):
    choose_news("email", language="en", by=user, now=database_now())
    return type(user).objects.get(pk=user.pk)


def told_of(user, *, link: str = "/pemberitahuan/") -> Notification:
    entry = an_entry(user, number="REG/7")
    notify([user], entry, at=NOW, link=link)
    return Notification.objects.get(entry=entry, channel="email")


@pytest.mark.parametrize("page", ["id", "en"])
def test_a_letter_is_written_in_the_language_she_chose(sari, page):
    in_english(sari)
    row = told_of(sari)
    with override(page):
        _subject, text, html = letter(row)
    assert '<html lang="en">' in html
    assert "/en/pemberitahuan/" in text and "/en/profil/pemberitahuan/" in text
    assert "Buka halamannya" not in text + html


@pytest.mark.parametrize("page", ["id", "en"])
def test_who_chose_nothing_reads_indonesian(sari, page):
    row = told_of(sari)
    with override(page):
        _subject, text, html = letter(row)
    assert '<html lang="id">' in html and "Buka halamannya" in text and "/en/" not in text


@override_settings(PORTAL_URL="https://mpp.contoh.id")
def test_an_sms_speaks_her_language_too(sari):
    row = told_of(sari)
    with override("en"):
        assert "Kabar nomor REG/7" in sms(row)


def test_a_row_keeps_the_page_and_not_the_language_of_whoever_acted(sari):
    with override("en"):
        spoken = told_of(sari, link="/en/pemberitahuan/")
    assert spoken.link == told_of(sari).link == "/pemberitahuan/"


def test_the_bell_leads_on_in_the_language_of_the_page(client, sari):
    told_of(sari)
    client.force_login(sari)
    rung = Notification.objects.get(channel="bell")
    assert client.post(f"/en/pemberitahuan/{rung.pk}/baca/").url == "/en/pemberitahuan/"
    assert client.post(f"/pemberitahuan/{rung.pk}/baca/").url == "/pemberitahuan/"


def test_a_letter_with_words_of_its_own_is_framed_in_their_language(sari):
    with override("en"):
        post(
            address="a@contoh.id",
            channel="email",
            subject="Code",
            text="Code: 1",
            entry=an_entry(sari),
            at=NOW,
        )
    assert '<html lang="en">' in letter(Notification.objects.get()).html


def test_a_letter_that_waits_follows_a_new_choice_and_a_kept_text_does_not(sari):
    row = told_of(sari)
    post(
        address="sari@contoh.id", channel="email", subject="Kode", text="Kode: 1", entry=an_entry(sari), at=NOW,
        recipient=sari,
    )  # fmt: skip
    in_english(sari)
    waiting, kept = (
        Notification.objects.get(pk=row.pk),
        Notification.objects.exclude(pk=row.pk).get(channel="email"),
    )
    assert '<html lang="en">' in letter(waiting).html
    assert '<html lang="id">' in letter(kept).html


def test_she_chooses_her_language_on_her_page(client, sari):
    client.force_login(sari)
    assert "Bahasa surel dan SMS" in client.get(CHOICE).content.decode()
    assert client.post(CHOICE, {"kabar": "email", "bahasa": "en"}).status_code == 302
    assert NoticeChoice.objects.get(user=sari).language == "en"


def test_who_registers_on_an_english_page_reads_english_letters(client):
    typed = {
        "kunci": "kunci-1",
        "name": "Sari",
        "password1": "sebuah-kata-sandi-panjang",
        "email": "sari@contoh.id",
    }
    assert client.post("/en/daftar/", typed).status_code == 302
    assert NoticeChoice.objects.get(user__email="sari@contoh.id").language == "en"
    code = Notification.objects.get(channel="email")
    assert '<html lang="en">' in letter(code).html


def test_a_code_comes_in_the_language_of_the_page_that_asked_for_it(client, sari):
    client.post("/en/kata-sandi/lupa/", {"email": "sari@contoh.id"})
    assert '<html lang="en">' in letter(Notification.objects.get(channel="email")).html
