"""The first administrators come from the server's shell."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Role, User
from foundation.audit.models import Entry
from tests.accounts.people import account


def create(email, name="Wayan", *, password=None, monkeypatch=None):
    out = io.StringIO()
    if password is None:
        call_command("create_administrator", email, name, stdout=out)
    else:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        call_command("create_administrator", email, name, "--password-stdin", stdout=out)
    return out.getvalue()


def test_it_opens_an_account_that_signs_in_without_a_code(client, monkeypatch):
    create("Wayan@contoh.id", password="sebuah-kata-sandi", monkeypatch=monkeypatch)
    wayan = User.objects.get(email="wayan@contoh.id")
    assert wayan.holds(Role.ADMINISTRATOR)
    login = {"login": "wayan@contoh.id", "password": "sebuah-kata-sandi"}
    assert client.post(reverse("account_login"), login).url == reverse("landing")
    assert set(Entry.objects.values_list("action", "actor")) == {
        ("account.opened", None),
        ("role.begun", None),
    }


def test_it_makes_a_known_person_an_administrator():
    wayan = account("Wayan")
    create("wayan@contoh.id")
    assert User.objects.get() == wayan
    assert User.objects.get().holds(Role.ADMINISTRATOR)


def test_without_a_password_it_says_where_to_make_one():
    assert "/kata-sandi/lupa/" in create("wayan@contoh.id")
    assert not User.objects.get().has_usable_password()


def test_it_refuses_twice_the_same_a_bad_address_and_a_weak_password(monkeypatch):
    create("wayan@contoh.id")
    for email, password in (("wayan@contoh.id", None), ("bukan surel", None), ("ratna@contoh.id", "pendek")):
        with pytest.raises(CommandError):
            create(email, password=password, monkeypatch=monkeypatch)
    assert User.objects.count() == 1
