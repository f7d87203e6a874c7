"""Whoever's way of signing in changes is told, at the address she had before as well."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.adapter import AccountAdapter
from accounts.workflow import confirm_phone, correct_phone
from foundation.audit.models import Entry
from foundation.notifications.letters import shown
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from tests.accounts.people import PASSWORD, User, account, last_code

pytestmark = pytest.mark.django_db
OLD, NEW = "+6281234567890", "+6281234567891"


@pytest.fixture
def sari():
    return account("Sari", phone=OLD)


def told(action: str) -> list[tuple[str, str, str]]:
    """(whom, channel, address) of everything about that act."""
    rows = Notification.objects.filter(entry__action=action).select_related("recipient")
    return sorted((row.recipient.name if row.recipient else "", row.channel, row.address) for row in rows)


def signed_in(client, sari):
    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})
    return client


def test_a_changed_password_is_told(client, sari):
    new = "kuda-terbang-di-malam-hari"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert signed_in(client, sari).post(reverse("account_change_password"), data).status_code == 302
    assert told("account.password_changed") == [("Sari", "bell", ""), ("Sari", "email", "sari@contoh.id")]
    subject, text = shown(Notification.objects.get(entry__action="account.password_changed", channel="email"))
    assert subject == "Kata sandi Anda diganti"
    assert "selalu kami kirim" in text


def test_a_changed_email_is_told_to_both_addresses(client, sari):
    page = reverse("account_email")
    again = signed_in(client, sari).post(page, {"email": "baru@contoh.id", "action_add": "1"}).url
    client.post(again, {"password": PASSWORD})
    if not Entry.objects.filter(action="account.letter").exists():
        client.post(page, {"email": "baru@contoh.id", "action_add": "1"})
    client.post(reverse("account_email_verification_sent"), {"code": last_code("baru@contoh.id")})
    assert User.objects.get(pk=sari.pk).email == "baru@contoh.id"
    assert told("account.email_changed") == [
        ("", "email", "sari@contoh.id"),
        ("Sari", "bell", ""),
        ("Sari", "email", "baru@contoh.id"),
    ]


def test_a_changed_phone_is_told_to_both_numbers(sari):
    User.objects.filter(pk=sari.pk).update(email=None)
    sari.refresh_from_db()
    confirm_phone(sari, NEW, by=sari, now=database_now())
    assert told("account.phone_changed") == [("", "sms", OLD), ("Sari", "bell", ""), ("Sari", "sms", NEW)]


def test_the_first_proof_of_a_phone_is_no_news():
    sari = account("Sari", phone=OLD, verified=False)
    confirm_phone(sari, OLD, by=sari, now=database_now())
    assert told("account.phone_changed") == []


def test_a_mistyped_number_is_corrected_with_an_entry_and_proves_nothing():
    sari = account("Sari", phone=OLD, verified=False)
    AccountAdapter().set_phone(sari, NEW, False)
    sari.refresh_from_db()
    assert (sari.phone, sari.phone_verified) == (NEW, False)
    entry = Entry.objects.get(action="account.phone_corrected")
    assert (entry.actor, entry.target_id) == (sari, str(sari.pk))


@pytest.mark.parametrize("verb", [confirm_phone, correct_phone])
def test_a_number_of_somebody_else_is_not_taken(sari, verb):
    joko = account("Joko")
    with pytest.raises(ValidationError):
        verb(joko, OLD, by=joko, now=database_now())
    joko.refresh_from_db()
    assert joko.phone is None
