"""Sari opens an account through the real pages; the code is read in the outbox."""

import re

import pytest
from django.urls import reverse

from accounts.models import CitizenProfile, User
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from tests.accounts.people import PASSWORD, account, last_code, last_letter

PAGE = reverse("account_signup")
EMAIL_CODE = reverse("account_email_verification_sent")
PHONE_CODE = reverse("account_verify_phone")
PHONE = "+6281234567890"


def sign_up(client, **data):
    return client.post(PAGE, {"kunci": "kunci-1", "name": "Sari", "password1": PASSWORD} | data)


def test_sari_signs_up_by_email(client):
    answer = sign_up(client, email="Sari@Contoh.ID")
    assert answer.url == EMAIL_CODE
    assert not User.objects.get().last_login
    assert last_code("sari@contoh.id") not in client.get(EMAIL_CODE).content.decode()

    answer = client.post(EMAIL_CODE, {"code": last_code("sari@contoh.id")})
    assert answer.url == reverse("landing")
    sari = User.objects.get(email="sari@contoh.id")
    assert client.session["_auth_user_id"] == str(sari.pk)
    assert CitizenProfile.objects.get(user=sari).full_name == "Sari"


def test_sari_signs_up_by_phone_in_any_form_and_signs_in_by_another(client):
    answer = sign_up(client, phone="0812 3456-7890")
    assert answer.url == PHONE_CODE
    assert "0812-3456-7890" in client.get(PHONE_CODE).content.decode()
    client.post(PHONE_CODE, {"code": last_code(PHONE)})
    sari = User.objects.get(phone=PHONE)
    assert sari.phone_verified and sari.email is None
    assert client.session["_auth_user_id"] == str(sari.pk)

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    for form in ("6281234567890", "+62 812 3456 7890", "081234567890"):
        answer = client.post(reverse("account_login"), {"login": form, "password": PASSWORD})
        assert answer.url == reverse("landing")
        client.post(reverse("account_logout"))


def test_an_unproved_phone_is_asked_for_its_code_at_signing_in(client):
    sign_up(client, phone=PHONE)
    client.post(reverse("account_logout"))
    answer = client.post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    assert answer.url == PHONE_CODE
    client.post(PHONE_CODE, {"code": last_code(PHONE)})
    assert "_auth_user_id" in client.session


def test_with_both_addresses_the_email_is_proved_and_the_phone_is_for_calling(client):
    assert sign_up(client, email="sari@contoh.id", phone=PHONE).url == EMAIL_CODE
    sari = User.objects.get()
    assert sari.phone is None
    assert sari.profile.phone == PHONE


def test_one_address_is_needed(client):
    answer = sign_up(client)
    assert answer.status_code == 400
    assert "Isi surel atau nomor HP." in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "sari@contoh"}, "Surel ini tidak dikenal. Contoh: nama@contoh.id"),
        ({"email": "a@b.c\nBcc: x@y.id"}, "Surel ini tidak dikenal. Contoh: nama@contoh.id"),
        ({"email": f"{'a' * 300}@contoh.id"}, "Surel ini tidak dikenal. Contoh: nama@contoh.id"),
        ({"phone": "08-12 34"}, "Nomor HP tidak dikenal. Contoh: 0812 3456 7890"),
        ({"email": "sari@contoh.id", "name": ""}, "Tulis nama lengkap Anda."),
        ({"email": "sari@contoh.id", "password1": "pendek"}, "Kata sandi terlalu pendek."),
        ({"email": "saridewi@contoh.id", "password1": "saridewi12"}, "mirip nama, surel, atau nomor HP"),
        ({"phone": PHONE, "password1": "081234567890"}, "mirip nama, surel, atau nomor HP"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, typed, sentence):
    answer = sign_up(client, **typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    if typed.get("name", "Sari"):
        assert 'value="Sari"' in page
    assert not User.objects.exists() and not Notification.objects.exists()


def test_a_twin_of_another_case_is_the_same_account_and_gets_the_same_answer(client, another_client):
    account("Sari")
    known = sign_up(client, email="SARI@contoh.id")
    stranger = another_client()
    fresh = sign_up(stranger, email="budi@contoh.id")
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    pages = [
        one.get(EMAIL_CODE).content.decode().replace(email, "").split("<main")[1]
        for one, email in ((client, "sari@contoh.id"), (stranger, "budi@contoh.id"))
    ]
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert User.objects.filter(email="sari@contoh.id").count() == 1
    assert "sudah memiliki akun" in last_letter("sari@contoh.id")


def test_a_taken_phone_gets_the_same_answer(client, another_client):
    User.objects.create_user(phone=PHONE, name="Sari", password=PASSWORD)
    known = sign_up(client, phone=PHONE)
    stranger = another_client()
    fresh = sign_up(stranger, phone="+6281234567891")
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url) == (302, PHONE_CODE)
    pages = [
        one.get(PHONE_CODE).content.decode().replace(number, "").split("<main")[1]
        for one, number in ((client, "0812-3456-7890"), (stranger, "0812-3456-7891"))
    ]
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert User.objects.filter(phone=PHONE).count() == 1
    assert client.post(PHONE_CODE, {"code": ""}).status_code == 400
    assert "sudah memiliki akun" in last_letter(PHONE)


def test_the_same_form_twice_opens_one_account_and_either_answer_goes_on(client, another_client):
    twin = another_client()
    sign_up(client, email="sari@contoh.id")
    answer = sign_up(twin, email="sari@contoh.id")
    assert answer.url == EMAIL_CODE
    assert User.objects.count() == 1 and CitizenProfile.objects.count() == 1
    twin.post(EMAIL_CODE, {"code": last_code("sari@contoh.id")})
    assert "_auth_user_id" in twin.session


def test_a_stranger_with_the_same_key_gets_nobodys_account(client, another_client):
    sign_up(client, email="sari@contoh.id")
    client.post(EMAIL_CODE, {"code": last_code("sari@contoh.id")})
    joko = another_client()
    sign_up(joko, email="sari@contoh.id", password1="kata-sandi-milik-joko")
    assert "_auth_user_id" not in joko.session


def test_five_wrong_codes_end_the_attempt(client):
    sign_up(client, email="sari@contoh.id")
    for _ in range(4):
        assert client.post(EMAIL_CODE, {"code": "000000x"}).status_code == 400
    assert client.post(EMAIL_CODE, {"code": "000000x"}).url == reverse("account_login")
    assert client.post(EMAIL_CODE, {"code": last_code("sari@contoh.id")}).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_a_new_code_replaces_the_old_one(client):
    sign_up(client, email="sari@contoh.id")
    first = last_code("sari@contoh.id")
    client.post(EMAIL_CODE, {"action": "resend"})
    second = last_code("sari@contoh.id")
    assert first != second
    assert client.post(EMAIL_CODE, {"code": first}).status_code == 400
    client.post(EMAIL_CODE, {"code": second})
    assert "_auth_user_id" in client.session


def test_the_code_is_sealed_in_the_outbox_and_absent_from_the_trail(client):
    sign_up(client, email="sari@contoh.id")
    code = last_code("sari@contoh.id")
    letter = Notification.objects.get()
    assert letter.entry.action == "account.letter"
    assert code not in str(list(Entry.objects.values_list("params", flat=True)))
    assert [entry.action for entry in Entry.objects.order_by("id")] == [
        "account.registered",
        "account.letter",
    ]


def _without_tokens(page: str) -> str:
    """Without CSRF tokens."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
