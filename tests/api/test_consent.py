"""A person lets an app act for her, sees it, and takes it back; an app is registered by the operator alone."""

import base64
import hashlib
import io
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.idp.oidc.models import Client as App
from allauth.idp.oidc.models import Token
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.workflow.connections import create_app
from foundation.audit.models import Entry
from foundation.rest.scopes import SCOPES
from tests import cast
from tests.api.apps import RETURN, app, bearer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ASK, MINE = "/profil/aplikasi/izinkan/", "/profil/aplikasi/"


def signed_in(name: str = "Sari") -> Client:
    browser = Client()
    browser.force_login(cast.citizen(name))
    return browser


def question(client: App, **more) -> dict:
    asked = {"response_type": "code", "client_id": client.pk, "redirect_uri": RETURN, "scope": "profile"}
    return asked | {"state": "s-1"} | more


def answered(browser: Client, client: App, action: str = "grant", **more):
    page = browser.get(f"{ASK}?{urlencode(question(client, **more))}")
    signed = re.search(r'name="request" value="([^"]+)"', page.content.decode())[1]
    return browser.post(ASK, {"request": signed, "scopes": ["profile"], "action": action})


def code_of(answer) -> str:
    return parse_qs(urlsplit(answer["Location"]).query)["code"][0]


def fetched(client: App, secret: str, code: str, **more):
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": RETURN, "client_id": client.pk}
    return Client().post("/api/token/", asked | ({"client_secret": secret} if secret else {}) | more)


def test_she_reads_what_the_app_will_be_able_to_do_before_she_agrees():
    client, _secret = app(scopes=["profile", "complaints"])
    page = signed_in().get(f"{ASK}?{urlencode(question(client, scope='profile complaints'))}")
    text = page.content.decode()
    assert page.status_code == 200
    assert str(SCOPES["profile"]) in text and str(SCOPES["complaints"]) in text
    assert str(SCOPES["desk"]) not in text
    assert "aplikasi.contoh.id" in text and "sari@contoh.id" in text
    asked = text.partition("<main")[2].partition("</main>")[0]
    assert asked.count('class="btn btn-secondary" type="submit"') == 2, "refusing is as easy as agreeing"
    assert "https://aplikasi.contoh.id" in page["Content-Security-Policy"]


def test_agreeing_gives_the_app_a_token_of_hers_and_leaves_an_entry():
    client, secret = app(scopes=["profile"])
    answer = answered(signed_in(), client)
    assert parse_qs(urlsplit(answer["Location"]).query)["state"] == ["s-1"]
    given = fetched(client, secret, code_of(answer)).json()
    assert given["token_type"] == "Bearer" and given["scope"] == "profile"
    hers = Client().get("/api/v1/profile/", headers=bearer(given["access_token"]))
    assert hers.json()["full_name"] == "Sari"
    entry = Entry.objects.get(action="app.allowed")
    assert (entry.actor.name, entry.params["scopes"]) == ("Sari", ["profile"])


def test_refusing_gives_the_app_nothing():
    client, _secret = app()
    answer = answered(signed_in(), client, action="refuse")
    assert answer["Location"].startswith(f"{RETURN}?error=access_denied")
    assert not Token.objects.exists()
    assert not Entry.objects.filter(action="app.allowed").exists()


def test_the_code_is_good_once():
    client, secret = app(scopes=["profile"])
    code = code_of(answered(signed_in(), client))
    assert fetched(client, secret, code).status_code == 200
    assert fetched(client, secret, code).status_code == 400


def test_a_code_without_the_apps_secret_is_good_for_nothing():
    client, _secret = app(scopes=["profile"])
    answer = fetched(client, "salah", code_of(answered(signed_in(), client)))
    assert answer.status_code == 401
    assert not Token.objects.exists()


def test_an_app_without_a_secret_proves_itself_by_the_challenge():
    client, secret = app(scopes=["profile"], public=True)
    assert secret == ""
    verifier = "v" * 50
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    proof = {"code_challenge": challenge, "code_challenge_method": "S256"}
    browser = signed_in()
    without = browser.get(f"{ASK}?{urlencode(question(client))}")
    assert "error=" in without["Location"]
    wrong = fetched(client, "", code_of(answered(browser, client, **proof)), code_verifier="w" * 50)
    assert wrong.status_code == 400
    right = fetched(client, "", code_of(answered(browser, client, **proof)), code_verifier=verifier)
    assert right.status_code == 200


def test_a_refresh_token_is_changed_for_a_new_one_once():
    client, secret = app(scopes=["profile"])
    first = fetched(client, secret, code_of(answered(signed_in(), client))).json()["refresh_token"]
    again = {"grant_type": "refresh_token", "refresh_token": first}
    proof = {"client_id": client.pk, "client_secret": secret}
    assert Client().post("/api/token/", again | proof).status_code == 200
    assert Client().post("/api/token/", again | proof).status_code == 400


def test_she_sees_her_apps_and_takes_one_back():
    client, secret = app("Antre Yuk", scopes=["profile"])
    browser = signed_in()
    given = fetched(client, secret, code_of(answered(browser, client))).json()
    page = browser.get(MINE).content.decode()
    assert "Antre Yuk" in page and str(SCOPES["profile"]) in page
    assert "Antre Yuk" not in signed_in("Budi").get(MINE).content.decode()
    assert browser.post(f"{MINE}{client.pk}/cabut/", follow=True).status_code == 200
    assert Client().get("/api/v1/profile/", headers=bearer(given["access_token"])).status_code == 401
    again = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    proof = {"client_id": client.pk, "client_secret": secret}
    assert Client().post("/api/token/", again | proof).status_code == 400
    assert Entry.objects.filter(action="app.disconnected").count() == 1


def test_nobody_takes_back_what_somebody_else_allowed():
    client, secret = app(scopes=["profile"])
    given = fetched(client, secret, code_of(answered(signed_in(), client))).json()
    assert signed_in("Joko").post(f"{MINE}{client.pk}/cabut/").status_code == 404
    assert Client().get("/api/v1/profile/", headers=bearer(given["access_token"])).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "tidak-ada"},
        {"redirect_uri": "https://joko.example/kembali"},
        {"redirect_uri": "https://aplikasi.contoh.id.joko.example/kembali"},
    ],
)
def test_an_unknown_app_or_another_address_gets_a_page_and_no_way_back(wrong):
    client, _secret = app()
    answer = signed_in().get(f"{ASK}?{urlencode(question(client) | wrong)}")
    assert answer.status_code == 400
    assert "Tidak ada izin yang diberikan" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"scope": "profile admin"}, {"response_type": "token"}, {"scope": "desk"}])
def test_what_the_app_may_not_ask_is_refused_to_it(wrong):
    client, _secret = app(scopes=["profile"])
    answer = signed_in().get(f"{ASK}?{urlencode(question(client) | wrong)}")
    assert answer.status_code == 302
    assert "error=" in answer["Location"] and answer["Location"].startswith(RETURN)


def test_a_stranger_signs_in_first():
    client, _secret = app()
    answer = Client().get(f"{ASK}?{urlencode(question(client))}")
    assert answer.status_code == 302 and answer["Location"].startswith("/masuk/")


def test_no_app_gets_a_token_without_a_person():
    client, secret = app()
    asked = {"grant_type": "client_credentials", "client_id": client.pk, "client_secret": secret}
    assert Client().post("/api/token/", asked).status_code == 400
    assert not Token.objects.exists()


def test_the_operator_registers_an_app_and_sees_its_secret_once():
    said = io.StringIO()
    call_command("create_app", "Antre Yuk", redirect=[RETURN], scope=["profile"], stdout=said)
    client = App.objects.get()
    secret = re.search(r"client_secret: (\S+)", said.getvalue())[1]
    assert client.check_secret(secret) and secret not in client.secret
    assert client.get_scopes() == ["profile"]
    entry = Entry.objects.get(action="app.created")
    assert entry.actor is None and entry.target_id == client.pk


@pytest.mark.parametrize(
    "address",
    [
        "http://aplikasi.contoh.id/kembali",
        "https://*.contoh.id/",
        "https://a.id/#x",
        "javascript:alert(1)",
        "https:/",
    ],
)
def test_a_way_back_that_others_could_read_is_refused(address):
    with pytest.raises(CommandError):
        call_command("create_app", "Joko", redirect=[address], scope=["profile"], stdout=io.StringIO())
    assert not App.objects.exists()


@pytest.mark.parametrize(("scopes", "addresses"), [(["admin"], [RETURN]), ([], [RETURN]), (["profile"], [])])
def test_an_app_without_a_known_scope_or_a_way_back_is_refused(scopes, addresses):
    with pytest.raises(ValidationError):
        create_app("Joko", redirect_uris=addresses, scopes=scopes, by=None, now=timezone.now())
