"""Getting in, getting back in, and staying out."""

import pytest
from django.urls import reverse

from accounts.models import User
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from tests.accounts.people import PASSWORD, account, last_code, last_letter

LOGIN = reverse("account_login")
FORGOTTEN = reverse("account_reset_password")
FORGOTTEN_CODE = reverse("account_confirm_password_reset_code")
NEW_PASSWORD = reverse("account_complete_password_reset")
WRONG = "Surel, nomor HP, atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi."
PHONE = "+6281234567890"
FRESH = "kata-sandi-yang-baru"


@pytest.fixture
def sari():
    return account("Sari")


def sign_in(client, login="sari@contoh.id", password=PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("sari@contoh.id", "bukan-kata-sandi-sari"),
        ("joko@contoh.id", PASSWORD),
        ("0812 3456 7890", PASSWORD),
        ("' or '1'='1", "' or '1'='1"),
        ("sari@contoh.id", "x" * 129),
        ("sari@contoh.id", f"{PASSWORD}\x00"),
        ("sari\x00@contoh.id", PASSWORD),
        ("budi@contoh.id", PASSWORD),
    ],
    ids=["wrong password", "unknown", "unknown phone", "injection", "long", "NUL", "NUL in login", "closed"],
)
def test_every_wrong_pair_gets_the_same_sentence(client, sari, login, password):
    closed = account("Budi")
    closed.is_active = False
    closed.save()
    answer = sign_in(client, login, password)
    assert answer.status_code == 400
    assert answer.context["form"].errors == {"__all__": [WRONG]}
    assert WRONG in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_session_is_another_one_after_signing_in(client, sari):
    client.get(LOGIN)
    client.session["mark"] = 1
    before = client.session.session_key
    sign_in(client, "SARI@contoh.id")
    assert "_auth_user_id" in client.session
    assert client.session.session_key != before


def test_signing_out_needs_a_post_and_ends_the_session(client, sari):
    sign_in(client)
    cookie = client.cookies["sessionid"].value
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = cookie
    assert client.get(reverse("profile")).status_code == 302


def test_she_goes_on_to_the_page_she_wanted_but_nowhere_else(client, sari):
    wanted = reverse("profile")
    assert client.get(wanted).url == f"{LOGIN}?next={wanted}"
    login = {"login": "sari@contoh.id", "password": PASSWORD}
    assert client.post(LOGIN, login | {"next": wanted}).url == wanted
    client.post(reverse("account_logout"))
    assert client.post(LOGIN, login | {"next": "https://joko.example/"}).url == reverse("landing")


def test_the_eleventh_failure_waits_for_this_account_only(client, sari):
    User.objects.create_user(phone=PHONE, name="Budi", password=PASSWORD)
    for _ in range(10):
        sign_in(client, password="bukan-kata-sandi-sari")
        sign_in(client, "08567890123", "bukan-kata-sandi")
    assert "Terlalu banyak percobaan." in sign_in(client).content.decode()
    assert "_auth_user_id" not in client.session
    assert sign_in(client, PHONE).url == reverse("landing")


@pytest.mark.parametrize("address", ["sari@contoh.id", PHONE], ids=["email", "phone"])
def test_a_forgotten_password_is_made_anew_by_code(client, another_client, address):
    sari = account("Sari", phone=PHONE)
    elsewhere = another_client()
    elsewhere.force_login(sari)
    assert client.post(FORGOTTEN, {"email": address}).url == FORGOTTEN_CODE
    client.post(FORGOTTEN_CODE, {"code": last_code(address)})
    assert client.post(NEW_PASSWORD, {"password1": "pendek"}).status_code == 400
    answer = client.post(NEW_PASSWORD, {"password1": FRESH})
    assert answer.url == reverse("account_password_reset_completed")
    assert client.get(answer.url).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302, "her other sessions end"
    assert sign_in(client).status_code == 400
    assert sign_in(client, password=FRESH).status_code == 302
    assert Entry.objects.filter(action="account.password_reset", actor=sari).count() == 1


def test_known_unknown_and_closed_addresses_get_the_same_answer(client, another_client, sari):
    closed = account("Budi", phone=PHONE)
    closed.is_active = False
    closed.save()
    answers = []
    for address in ("sari@contoh.id", "joko@contoh.id", "budi@contoh.id", PHONE, "08567890123"):
        browser = another_client()
        answer = browser.post(FORGOTTEN, {"email": address})
        answers.append((answer.status_code, answer.url, browser.get(answer.url).status_code))
    assert len(set(answers)) == 1
    assert set(Notification.objects.values_list("recipient", flat=True)) == {sari.pk}


def test_the_new_password_page_needs_the_code(client, sari):
    client.post(FORGOTTEN, {"email": "sari@contoh.id"})
    assert client.post(NEW_PASSWORD, {"password1": FRESH}).url == FORGOTTEN_CODE
    assert client.post(FORGOTTEN_CODE, {"code": ""}).status_code == 400
    code = last_code("sari@contoh.id")
    client.post(FORGOTTEN_CODE, {"code": code})
    client.post(NEW_PASSWORD, {"password1": FRESH})
    assert client.post(FORGOTTEN_CODE, {"code": code}).url == LOGIN, "a code is used once"


def test_what_is_neither_address_nor_number_is_refused(client):
    answer = client.post(FORGOTTEN, {"email": "sari"})
    assert answer.status_code == 400
    assert "Ini bukan surel atau nomor HP." in answer.content.decode()


def test_she_changes_her_password(client, sari):
    sign_in(client)
    page = reverse("account_change_password")
    assert client.post(page, {"oldpassword": "bukan", "password1": FRESH}).status_code == 400
    client.post(page, {"oldpassword": PASSWORD, "password1": FRESH})
    assert User.objects.get().check_password(FRESH)
    assert client.get(reverse("profile")).status_code == 200


def test_she_replaces_her_email_after_password_and_code(client, sari):
    client.force_login(sari)
    page, again = reverse("account_email"), reverse("account_reauthenticate")
    answer = client.post(page, {"action_add": "1", "email": "sari.baru@contoh.id"})
    assert answer.url.startswith(again)
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"password": "bukan"}).status_code == 400
    answer = client.post(answer.url, {"password": PASSWORD})
    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.get().email == "sari@contoh.id"
    client.post(answer.url, {"code": last_code("sari.baru@contoh.id")})
    assert User.objects.get().email == "sari.baru@contoh.id"


def test_she_adds_a_phone_after_password_and_code(client, sari):
    sign_in(client)
    page = reverse("account_change_phone")
    again = client.post(page, {"phone": "0812 3456 7890"}).url
    answer = client.post(again, {"password": PASSWORD})
    assert answer.url == reverse("account_verify_phone")
    assert client.get(answer.url).status_code == 200
    client.post(answer.url, {"code": last_code(PHONE)})
    sari.refresh_from_db()
    assert (sari.phone, sari.phone_verified, sari.email) == (PHONE, True, "sari@contoh.id")


def test_a_phone_of_somebody_else_is_not_taken_over(client, sari):
    User.objects.create_user(phone=PHONE, name="Budi", password=PASSWORD)
    sign_in(client)
    again = client.post(reverse("account_change_phone"), {"phone": PHONE}).url
    client.post(again, {"password": PASSWORD})
    answer = client.post(reverse("account_verify_phone"), {"code": last_code(PHONE)})
    assert answer.status_code == 400
    assert "Nomor HP ini sudah dipakai akun lain." in answer.content.decode()


def test_the_email_that_signs_in_cannot_be_removed(client, sari):
    sign_in(client)
    client.post(reverse("account_email"), {"action_remove": "1", "email": "sari@contoh.id"})
    assert User.objects.get().email == "sari@contoh.id"


def test_codes_are_not_sent_without_end(client):
    User.objects.create_user(phone=PHONE, name="Sari", password=PASSWORD, verified=False)
    for _ in range(5):
        assert sign_in(client, PHONE).url == reverse("account_verify_phone")
        client.post(reverse("account_logout"))
    assert sign_in(client, PHONE).status_code == 429
    assert Notification.objects.filter(address=PHONE).count() == 5


def test_letters_say_what_to_do(sari, client):
    client.post(FORGOTTEN, {"email": "sari@contoh.id"})
    assert "Jangan berikan kode ini kepada siapa pun" in last_letter("sari@contoh.id")
