"""A form whose session ended or whose key is old: carried on to whoever wrote it, and to nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import CitizenProfile
from complaints.models import Complaint
from mpp_portal.expired import LONG_NUMBER, WRITER, writer_of
from mpp_portal.kiosk import mode
from tests import cast
from tests.applications.at_the_counter import local_now
from tests.face.visitor import OURS, Visitor, hidden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

PLACE = "Jalan Melati 12, sebelah pos ronda"


@pytest.fixture
def sari():
    return cast.citizen("Sari")


@pytest.fixture
def profile_page():
    return reverse("profile")


def typed(visitor: Visitor, address: str) -> dict:
    return visitor.form(address) | {
        "full_name": "Sari", "nik": cast.NIKS["Sari"], "kk": "", "birth_place": "Probolinggo",
        "birth_date": "1990-08-17", "sex": "P", "residence": "city", "address": PLACE,
        "region": "35.74.03.1001", "phone": "081234567890", "email": "sari@contoh.id",
    }  # fmt: skip


def test_a_session_that_ended_loses_no_word_and_two_presses_send_it(sari, profile_page):
    visitor = Visitor(sari)
    data = typed(visitor, profile_page)
    visitor.session_ends()

    ended = visitor.send(profile_page, data, Referer=f"http://testserver{profile_page}")
    assert ended.status_code == 403
    assert "waktu masuk Anda habis" in ended.content.decode()
    assert f'{reverse("account_login")}?next={profile_page.replace("/", "%2F")}"' in ended.content.decode()
    assert "no-store" in ended["Cache-Control"]
    assert hidden(ended)["address"] == PLACE

    visitor.sign_in(sari)
    pressed_once = visitor.send(profile_page, hidden(ended))
    assert pressed_once.status_code == 403
    assert "Sekarang Anda masuk sebagai Sari." in pressed_once.content.decode()

    pressed_twice = visitor.send(profile_page, hidden(pressed_once))
    assert pressed_twice.status_code == 302
    assert CitizenProfile.objects.get(user=sari).address == PLACE


@pytest.mark.parametrize("route", ["apply_form", "apply_documents", "apply_check"])
def test_each_form_of_a_draft_says_for_whom_it_was_drawn(sari, route):
    draft = cast.drafted("surat-keterangan-penelitian", by=sari, now=local_now())
    page = Visitor(sari).client.get(reverse(route, args=[draft.pk])).content.decode()
    middle = page[page.index("<main") : page.index("</main>")]
    forms = re.findall(r'<form method="post".*?</form>', middle, re.DOTALL)
    assert forms and all(f'name="{WRITER}" value="{writer_of(sari)}"' in form for form in forms)


def test_it_is_never_carried_out_for_another_account(sari, profile_page):
    budi = cast.citizen("Budi")
    visitor = Visitor(sari)
    data = typed(visitor, profile_page)
    visitor.session_ends()
    ended = hidden(visitor.send(profile_page, data))

    visitor.sign_in(budi)
    for sent in (data, ended):
        answer = visitor.send(profile_page, sent)
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "ditulis dengan akun lain" in page
        assert PLACE not in page and cast.NIKS["Sari"] not in page
    fresh = visitor.form(profile_page)["csrfmiddlewaretoken"]
    with_his_token = visitor.send(profile_page, {**ended, "csrfmiddlewaretoken": fresh})
    assert with_his_token.status_code == 403
    assert CitizenProfile.objects.get(user=budi).address == "Jalan Mawar 7"


def test_what_an_account_wrote_is_not_sent_nameless_when_its_session_ends(sari):
    visitor = Visitor(sari)
    address = reverse("complaint_file")
    data = visitor.form(address) | {"title": "Antrean panjang", "text": "Loket tutup sebelum waktunya."}
    visitor.session_ends()
    answer = visitor.send(address, data)
    assert answer.status_code == 403
    assert hidden(answer)["text"] == "Loket tutup sebelum waktunya."
    assert not Complaint.objects.exists()


def test_what_was_written_before_signing_in_is_not_sent_in_her_name(sari):
    visitor = Visitor()
    address = reverse("complaint_file")
    data = visitor.form(address) | {"title": "Antrean panjang", "text": "Loket tutup sebelum waktunya."}
    assert WRITER not in data
    visitor.sign_in(sari)
    page = visitor.send(address, data).content.decode()
    assert "Salin tulisan Anda" in page and "Loket tutup sebelum waktunya." in page
    assert 'name="text"' not in page
    assert not Complaint.objects.exists()


FOREIGN = [
    {"Origin": "https://joko.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    {"Origin": "http://testserver.joko.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "", "Referer": "https://joko.example/http://testserver/"},
    {"Origin": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("who", ["nobody", "ended", "signed in"])
def test_a_post_from_elsewhere_is_neither_shown_nor_made_sendable(sari, headers, who):
    visitor = Visitor(None if who == "nobody" else sari)
    if who == "ended":
        visitor.session_ends()
    headers = {"Sec-Fetch-Site": "", **headers} if headers["Origin"] else headers
    told = {name: value for name, value in headers.items() if value}
    data = {"text": "Kirim uang ke rekening Joko sekarang", "untuk": "diri"}
    for name in ("complaint_file", "profile"):
        answer = visitor.client.post(reverse(name), data, headers=told)
        assert answer.status_code == 403
        assert "Joko" not in answer.content.decode()


def test_a_screen_in_the_hall_gives_nothing_back(sari, profile_page):
    visitor = Visitor(sari)
    data = typed(visitor, profile_page)
    visitor.session_ends()
    visitor.client.cookies[mode.COOKIE] = "1"
    page = visitor.send(profile_page, data).content.decode()
    assert PLACE not in page and cast.NIKS["Sari"] not in page


def test_passwords_and_codes_are_never_given_back(sari):
    visitor = Visitor(sari)
    for name, secret in (
        ("account_change_password", {"oldpassword": "rahasia-lama-1", "password1": "rahasia-baru-1"}),
        ("complaint_track", {"nomor": "LAP-2026-000001", "kode": "KODE-RAHASIA-1"}),
        ("account_login", {"login": "sari@contoh.id", "password": "rahasia-lama-1"}),
    ):
        page = visitor.send(reverse(name), {**secret, "catatan": "dua kata"}).content.decode()
        assert "dua kata" in page
        assert "rahasia-" not in page and "KODE-RAHASIA" not in page
        assert 'name="catatan"' not in page, "without its secret it cannot be sent again"


def test_files_are_chosen_again_and_long_numbers_are_masked_on_the_screen(sari):
    visitor = Visitor(sari)
    address = reverse("complaint_file")
    text = "NIK saya 3574 0157 0890 0001, tolong dicek."
    data = visitor.form(address) | {"text": text, "photos": cast.upload(["jpg"], name="loket")}
    answer = visitor.send(address, data | {"csrfmiddlewaretoken": "an-old-one"})
    page = answer.content.decode()
    assert "Tadi Anda memilih loket.jpeg." in page and 'type="file"' in page
    shown = page[page.index("<blockquote>") : page.index("</blockquote>")]
    assert "3574" not in shown and "tolong dicek" in shown
    assert hidden(answer)["text"] == text


def test_files_are_asked_for_once_after_signing_in(sari):
    visitor = Visitor(sari)
    address = reverse("complaint_file")
    data = visitor.form(address) | {"text": "dua kata", "photos": cast.upload(["jpg"], name="loket")}
    visitor.session_ends()
    ended = visitor.send(address, data)
    assert 'type="file"' not in ended.content.decode()
    visitor.sign_in(sari)
    page = visitor.send(address, hidden(ended))
    assert 'type="file" id="berkas-1" name="photos"' in page.content.decode()
    assert "Tadi Anda memilih loket.jpeg." in page.content.decode()
    assert "berkas_lagi" not in hidden(page)


def test_what_was_typed_is_shown_literally(sari, profile_page):
    visitor = Visitor(sari)
    data = typed(visitor, profile_page)
    evil = '"><script>alert(1)</script> dua'
    visitor.session_ends()
    answer = visitor.send(profile_page, data | {"address": evil, evil: "satu dua"})
    assert "<script>alert" not in answer.content.decode()
    assert hidden(answer)["address"] == evil


def test_what_is_too_long_to_carry_is_shown_to_be_copied(sari, profile_page):
    visitor = Visitor(sari)
    page = visitor.send(profile_page, {"address": "kata " * 50_000}).content.decode()
    assert "Salin tulisan Anda" in page and 'name="address"' not in page


def test_the_way_back_leads_nowhere_else(sari, profile_page):
    visitor = Visitor(sari)
    data = typed(visitor, profile_page)
    visitor.session_ends()
    page = visitor.send(profile_page, data, Referer="http://testserver//joko.example/").content.decode()
    assert "joko" not in page


def test_the_api_and_json_are_answered_as_before():
    client = Client(enforce_csrf_checks=True)
    for address in ("/api/v1/applications/", "/profil/"):
        answer = client.post(address, {"text": "dua kata"}, content_type="application/json", headers=OURS)
        assert "dua kata" not in answer.content.decode()
        assert answer.status_code in (401, 403)


def test_the_mark_of_an_account_tells_nobody_whose_it_is(sari):
    assert writer_of(sari) != writer_of(cast.citizen("Budi"))
    assert re.fullmatch(r"[0-9a-f]{22}", writer_of(sari))


@pytest.mark.parametrize(
    "text",
    [
        "3574015708900001",
        "3574 0157 0890 0001",
        "3574.015708.90.0001",
        "3574-0157-0890-0001",
        "(3574)_0157/0890\n0001",
    ],
)
def test_it_knows_a_long_number_however_it_is_spaced(text):
    assert LONG_NUMBER.search(f"NIK {text} ya")


@pytest.mark.parametrize("text", ["0812 3456 7890", "17-08-1990", "Rp1.250.000", "35.74.03.1001"])
def test_it_leaves_short_numbers(text):
    assert not LONG_NUMBER.search(text)
