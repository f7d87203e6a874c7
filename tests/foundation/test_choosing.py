"""She chooses how news reaches her; what the law or her safety asks for comes all the same."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from foundation.audit.models import Entry
from foundation.notifications.choosing import choose_news
from foundation.notifications.messages import register
from foundation.notifications.models import NoticeChoice, Notification
from foundation.notifications.outbox import notify
from foundation.notifications.ways import choices, chosen, masked
from foundation.registry.clock import database_now
from tests.foundation.scene import NOW, an_entry, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
PHONE = "+6281234567890"
PAGE = "/profil/pemberitahuan/"


def one(email: bool = True, phone: bool = True, verified: bool = True) -> User:
    address = "sari@contoh.id" if email else None
    return person("Sari", email=address, phone=PHONE if phone else None, verified=verified)


def channels(who: User, *, always: bool = False, told=None) -> list[str]:
    if always:
        register({"uji.terjadi": told._replace(always=True)})
    entry = an_entry(who)
    notify([User.objects.get(pk=who.pk)], entry, at=NOW)
    return sorted(Notification.objects.filter(entry=entry).values_list("channel", flat=True))


@pytest.mark.parametrize(
    ("email", "phone", "verified", "possible"),
    [
        (True, True, True, ["email", "sms", "both", "bell"]),
        (True, True, False, ["email", "bell"]),
        (True, False, True, ["email", "bell"]),
        (False, True, True, ["sms", "bell"]),
        (False, True, False, ["sms", "bell"]),
    ],
)
def test_what_can_be_chosen_follows_from_the_addresses(email, phone, verified, possible):
    sari = one(email, phone, verified)
    assert choices(sari) == possible
    assert chosen(sari) == possible[0]


@pytest.mark.parametrize(
    ("choice", "news", "law"),
    [
        ("email", ["bell", "email"], ["bell", "email"]),
        ("sms", ["bell", "sms"], ["bell", "sms"]),
        ("both", ["bell", "email", "sms"], ["bell", "email", "sms"]),
        ("bell", ["bell"], ["bell", "email"]),
    ],
)
def test_news_follows_her_choice_and_the_law_finds_a_way(told, choice, news, law):
    sari = one()
    choose_news(choice, by=sari, now=database_now())
    assert channels(sari) == news
    assert channels(sari, always=True, told=told) == law


def test_a_choice_whose_address_is_gone_falls_back_to_the_usual_way():
    sari = one()
    choose_news("sms", by=sari, now=database_now())
    User.objects.filter(pk=sari.pk).update(phone=None)
    assert channels(sari) == ["bell", "email"]


def test_a_choice_without_its_address_is_refused():
    sari = one(phone=False)
    for asked in ("sms", "both", "merpati", ""):
        with pytest.raises(ValidationError):
            choose_news(asked, by=sari, now=database_now())
    assert not NoticeChoice.objects.exists()


def test_only_a_change_leaves_an_entry():
    sari = one()
    for choice in ("email", "bell", "bell"):
        sari = User.objects.get(pk=sari.pk)
        choose_news(choice, by=sari, now=database_now())
    written = [entry.params for entry in Entry.objects.filter(action="notice.chosen")]
    assert written == [{"news_by": "bell", "language": "id"}]
    assert NoticeChoice.objects.get().news_by == "bell"


def test_she_chooses_on_her_page(client):
    sari = one()
    client.force_login(sari)
    assert reverse("notice_choice") == PAGE
    assert "Kabar permohonan dikirim lewat" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"kabar": "both", "bahasa": "id"})
    assert answer.url == PAGE
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["Pilihan Anda sudah disimpan."]
    assert NoticeChoice.objects.get(user=sari).news_by == "both"


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"kabar": "", "bahasa": "id"},
        {"kabar": "sms", "bahasa": "id"},
        {"kabar": "x' OR 1=1", "bahasa": "id"},
        {"kabar": "\0", "bahasa": "id"},
        {"kabar": "email"},
        {"kabar": "email", "bahasa": ""},
        {"kabar": "email", "bahasa": "jv"},
    ],
)
def test_a_wrong_choice_is_asked_again(client, posted):
    client.force_login(one(phone=False))
    answer = client.post(PAGE, posted)
    assert answer.status_code == 400
    assert not NoticeChoice.objects.exists()


def test_it_is_her_own_page_only(client):
    assert client.get(PAGE).url.startswith("/masuk/")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("sari@contoh.id", "s***@contoh.id"), (PHONE, "••••7890"), ("", ""), ("@x", "***@x")],
)
def test_an_address_is_masked(address, shown):
    assert masked(address) == shown
