"""What a letter says: enough to know where to look, and nothing more."""

import pytest
from django.utils.translation import gettext_lazy as _

from foundation.notifications.messages import MESSAGES, Message, register, render, words
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify, post
from tests.foundation.scene import NOW, an_entry, person


@pytest.fixture
def sari(db):
    return person("Sari")


def letter_about(entry, **more) -> Notification:
    notify([entry.actor], entry, at=NOW, **more)
    return Notification.objects.get(entry=entry, channel="email")


def test_a_letter_ends_with_the_link_and_the_malls_name(sari, told, settings):
    settings.PORTAL_URL = "https://mpp.contoh.id"
    subject, body = render(letter_about(an_entry(sari, number="REG/7"), link="/permohonan/7/"))
    assert subject == "Kabar nomor REG/7"
    assert body == (
        f"Ada kabar untuk Anda.\n\nhttps://mpp.contoh.id/permohonan/7/\n\n{settings.MALL['name']}\n"
    )


def test_a_letter_without_a_link_has_none(sari, told, settings):
    assert settings.PORTAL_URL not in render(letter_about(an_entry(sari, number="7")))[1]


def test_the_desk_reads_other_words(sari, told):
    assert words(letter_about(an_entry(sari), audience="desk")).subject == "Berkas baru"
    assert words(letter_about(an_entry(sari), audience="asing")).text == "Ada kabar untuk Anda."


def test_an_unknown_action_is_told_by_its_sentence(sari):
    subject, body = render(letter_about(an_entry(sari, "uji.asing")))
    assert subject
    assert "uji.asing" in body


def test_a_sealed_letter_is_sent_as_it_was_written(sari):
    post(
        address="baru@contoh.id",
        channel="email",
        subject="Kode",
        text="Kode: 493021",
        entry=an_entry(sari),
        at=NOW,
    )
    assert "Kode: 493021" in render(Notification.objects.get())[1]


def test_a_subject_is_one_line(sari):
    subject = "Kode\r\nBcc: joko@contoh.id"
    post(address="a@contoh.id", channel="email", subject=subject, text="x", entry=an_entry(sari), at=NOW)
    assert render(Notification.objects.get())[0] == "Kode Bcc: joko@contoh.id"


def test_a_message_replaces_the_one_before(sari, told):
    register({"uji.terjadi": Message(_("Lain"), _("Lain."))})
    assert words(letter_about(an_entry(sari))).subject == "Lain"


def test_every_registered_message_can_be_filled(sari):
    for name in MESSAGES:
        action, _colon, audience = name.partition(":")
        subject, body = render(letter_about(an_entry(sari, action), audience=audience))
        assert subject.strip() and body.strip()
        Notification.objects.all().delete()
