"""What a letter says: enough to know where to look, and nothing more."""

import re
from html import unescape

import pytest
from django.utils.translation import gettext_lazy as _

from foundation.notifications.letters import letter, septets, shown, sms
from foundation.notifications.messages import MESSAGES, Message, register, words
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify, post
from tests.foundation.scene import NOW, an_entry, person


@pytest.fixture
def sari(db):
    return person("Sari")


def letter_about(entry, **more) -> Notification:
    notify([entry.actor], entry, at=NOW, **more)
    return Notification.objects.get(entry=entry, channel="email")


def test_a_letter_says_what_the_number_where_and_why(sari, told, settings):
    settings.PORTAL_URL = "https://mpp.contoh.id"
    written = letter(letter_about(an_entry(sari, number="REG/7"), link="/permohonan/7/"))
    assert written.subject == "Kabar nomor REG/7"
    assert written.text == (
        "Ada kabar untuk Anda.\n\nNomor: REG/7\n\nBuka halamannya:\nhttps://mpp.contoh.id/permohonan/7/\n\n--\n"
        "Anda menerima surat ini karena memilih kabar lewat surel. "
        "Ubah pilihan Anda di https://mpp.contoh.id/profil/pemberitahuan/\n\n"
        f"{settings.MALL['name']}\n"
    )


def test_text_and_html_say_the_same(sari, told, settings):
    settings.PORTAL_URL = "https://mpp.contoh.id"
    _subject, text, html = letter(letter_about(an_entry(sari, number="REG/7"), link="/permohonan/7/"))
    seen = unescape(re.sub(r"<[^>]+>", " ", html))
    for said in (
        "Ada kabar untuk Anda.",
        "Nomor: REG/7",
        "karena memilih kabar lewat surel",
        settings.MALL["name"],
    ):
        assert said in text and said in seen
    assert '<a href="https://mpp.contoh.id/permohonan/7/"' in html


def test_the_html_fetches_nothing_and_runs_nothing(sari, told):
    html = letter(letter_about(an_entry(sari), link="/permohonan/7/")).html
    assert '<html lang="id">' in html
    assert not re.search(r"<(img|link|script|iframe|table|style)\b|url\(|@import", html)


def test_a_letter_without_a_link_or_number_has_none(sari, told):
    _subject, text, html = letter(letter_about(an_entry(sari)))
    assert "Nomor" not in text + html and "Buka halamannya" not in text + html


def test_what_the_law_asks_for_says_that_it_is_always_sent(sari, told):
    register({"uji.terjadi": told._replace(always=True)})
    assert "selalu kami kirim" in letter(letter_about(an_entry(sari))).text


def test_a_letter_to_a_bare_address_speaks_of_no_account(sari):
    post(address="a@contoh.id", channel="email", subject="x", text="x", entry=an_entry(sari), at=NOW)
    text = letter(Notification.objects.get()).text
    assert "alamat ini ditulis di portal kami" in text and "/profil/" not in text


def test_what_is_written_in_a_letter_is_shown_as_text(sari):
    typed = "<script>alert(1)</script>\n\n<b>"
    post(address="a@contoh.id", channel="email", subject=typed, text=typed, entry=an_entry(sari), at=NOW)
    assert "<script" not in letter(Notification.objects.get()).html
    assert "<b>" not in letter(Notification.objects.get()).html


def test_a_code_is_drawn_large(sari):
    text = "Kode Anda: 493021\n\nJangan berikan kode ini kepada siapa pun."
    post(address="a@contoh.id", channel="email", subject="Kode", text=text, entry=an_entry(sari), at=NOW)
    assert 'font-size:26px;font-weight:bold">Kode Anda: 493021</p>' in letter(Notification.objects.get()).html


def test_the_desk_reads_other_words(sari, told):
    assert words(letter_about(an_entry(sari), audience="desk")).subject == "Berkas baru"
    assert words(letter_about(an_entry(sari), audience="asing")).text == "Ada kabar untuk Anda."


def test_an_unknown_action_is_told_by_its_sentence(sari):
    subject, text, _html = letter(letter_about(an_entry(sari, "uji.asing")))
    assert subject
    assert "uji.asing" in text


def test_a_sealed_letter_is_sent_as_it_was_written(sari):
    text = "Kode: 493021 (100% benar)"
    post(address="baru@contoh.id", channel="email", subject="Kode", text=text, entry=an_entry(sari), at=NOW)
    assert letter(Notification.objects.get()).text.startswith(text)


def test_a_subject_is_one_line(sari):
    subject = "Kode\r\nBcc: joko@contoh.id"
    post(address="a@contoh.id", channel="email", subject=subject, text="x", entry=an_entry(sari), at=NOW)
    assert letter(Notification.objects.get()).subject == "Kode Bcc: joko@contoh.id"


def sms_about(entry) -> Notification:
    return Notification(entry=entry, channel="sms", address="+6281234567890")


def test_an_sms_names_the_mall_the_number_and_the_portal(sari, told, settings):
    settings.PORTAL_URL = "https://mpp.contoh.id"
    entry = an_entry(sari, number="REG/7")
    assert sms(sms_about(entry)) == f"{settings.MALL['short_name']}: Kabar nomor REG/7. mpp.contoh.id"
    register({"uji.terjadi": told._replace(short=_("%(number)s: buka sekarang."))})
    assert sms(sms_about(entry)) == f"{settings.MALL['short_name']}: REG/7: buka sekarang. mpp.contoh.id"


def test_an_address_that_makes_it_two_messages_is_left_out(sari, told, settings):
    settings.PORTAL_URL = f"https://{'mpp.' * 30}contoh.id"
    assert "contoh.id" not in sms(sms_about(an_entry(sari, number="REG/7")))


def test_an_sms_with_words_of_its_own_is_sent_as_they_are(sari):
    post(address="+6281", channel="sms", subject="", text="Kode – 1", entry=an_entry(sari), at=NOW)
    assert shown(Notification.objects.get()) == ("", "Kode - 1")


@pytest.mark.parametrize(
    ("text", "size"), [("Kode: 1", 7), ("“a” – b…", 10), ("[a]", 5), ("€", 2), ("日", float("inf")), ("é", 1)]
)
def test_the_size_of_an_sms(text, size):
    assert septets(text) == size


def test_a_message_replaces_the_one_before(sari, told):
    register({"uji.terjadi": Message(_("Lain"), _("Lain."))})
    assert words(letter_about(an_entry(sari))).subject == "Lain"


def test_every_registered_message_can_be_filled_and_its_sms_is_one(sari, settings):
    """The number as long as they get: two letters, year, six figures."""
    settings.PORTAL_URL = "https://mpp.probolinggokota.go.id"
    for name in MESSAGES:
        action, _colon, audience = name.partition(":")
        entry = an_entry(sari, action, number="MPP-2026-000123")
        subject, text, html = letter(letter_about(entry, audience=audience))
        assert subject.strip() and text.strip() and html.strip()
        Notification.objects.all().delete()
        short = sms(Notification(entry=entry, channel="sms", audience=audience))
        assert septets(short) <= 160 and short.endswith("mpp.probolinggokota.go.id"), (name, short)
