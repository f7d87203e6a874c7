"""Ways in by the API and by apps that were open once: each is tried again."""

import base64
import re
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.signals import password_changed, password_reset
from allauth.idp.oidc.models import Token
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory

from accounts.models import Role
from accounts.workflow.desk_codes import digits_of, print_desk_code, purpose_for, use_desk_code
from complaints.models import Complaint
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from foundation.rest.english import in_english
from tests import cast
from tests.api.apps import app, bearer, token
from tests.api.test_complaints import HOME, TOLD, App
from tests.api.test_consent import ASK, question, signed_in
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
PUBLIC, DESK, PROFILE = "/api/v1/public-complaints/", "/api/v1/complaint-inbox/", "/api/v1/profile/"
# Fits the beginning of a sentence that has three places to fill, again and again, and never its end.
TWISTED = "x haruslah unik untuk x " * 250


def test_a_refused_word_costs_no_time_however_it_is_twisted():
    began = time.monotonic()
    assert App().post(HOME, **(TOLD | {"category": f"{TWISTED}!"})).status_code == 400
    assert in_english(f"Objek dengan code={TWISTED}!") == ""
    assert time.monotonic() - began < 2


def test_a_cursor_of_the_public_list_tells_no_hour():
    now = database_now()
    for hours in range(3):
        before = now - timedelta(hours=hours)
        scenes.verified(scenes.filed(now=before), now=before)
    following = Client().get(f"{PUBLIC}?page_size=1").json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    read = b"".join(base64.urlsafe_b64decode(part + "==="[: -len(part) % 4]) for part in cursor.split(":"))
    filed = Complaint.objects.latest("filed_at").filed_at
    assert f"{filed:%Y-%m-%d}".encode() not in read and f"{filed:%M:%S}".encode() not in read
    assert Client().get(following).status_code == 200


def test_no_counter_says_who_asked_or_from_where():
    sari = cast.citizen("Sari")
    App(sari).post(HOME, **TOLD, anonymous=True)
    Client(REMOTE_ADDR="203.0.113.77").get(PUBLIC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache WHERE cache_key LIKE 'rate:%'")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys and not [key for key in keys if "203.0.113" in key or str(sari.pk) in key.split(":")]


def test_the_auditor_leaves_an_entry_when_the_list_is_read_by_an_app():
    ratna = cast.officer("Ratna", Role.AUDITOR)
    assert App(ratna).get(DESK).status_code == 200
    assert Entry.objects.filter(action="complaint.list", actor=ratna).count() == 1


@pytest.mark.parametrize("signal", [password_changed, password_reset])
def test_a_new_password_ends_what_apps_hold(signal):
    sari = cast.citizen("Sari")
    held = bearer(token(sari))
    assert Client().get(PROFILE, headers=held).status_code == 200
    signal.send(sender=type(sari), request=RequestFactory().get("/"), user=sari)
    assert Client().get(PROFILE, headers=held).status_code == 401
    assert not Token.objects.filter(user=sari).exists()


def test_a_code_from_the_desk_ends_what_apps_hold():
    now, sari = database_now(), cast.citizen("Sari")
    sari.phone, sari.phone_verified = "+6281234567890", True
    sari.save()
    held = bearer(token(sari))
    budi, asked = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp"), {"purpose": purpose_for(sari)}
    code = print_desk_code(sari.phone, **asked, ktp_seen=True, by=budi, now=now)
    use_desk_code(sari.phone, digits_of(code), password="panjang-sekali-2026", by=None, now=now)
    assert Client().get(PROFILE, headers=held).status_code == 401


def test_nobody_agrees_for_nobody():
    client, _secret = app(scopes=["profile"])
    address = f"{ASK}?{urlencode(question(client))}"
    signed = re.search(r'name="request" value="([^"]+)"', signed_in().get(address).content.decode())[1]
    given = {"request": signed, "scopes": ["profile"], "action": "grant"}
    stranger = Client(raise_request_exception=False)
    assert stranger.get(f"{address}&prompt=none").status_code == 302
    answer = stranger.post(f"{ASK}?prompt=none", given)
    assert answer.status_code == 302 and answer["Location"].startswith("/masuk/")


@pytest.mark.parametrize("phone", ["081", "08-bukan-nomor", "+999 12345678"])
def test_no_short_message_goes_to_a_number_that_is_none_of_ours(phone):
    told = TOLD | {"contact": {"name": "Sari", "phone": phone}}
    assert App().post(HOME, **told).status_code == 400
    assert not Notification.objects.filter(address=phone).exists()


def test_an_app_that_files_for_an_officer_opens_nothing_of_the_desk():
    now = database_now()
    file = cast.submitted("surat-keterangan-penelitian", by=cast.citizen("Sari"), now=now)
    review, budi = cast.claimed(file, now=now)
    home = f"/api/v1/applications/{file.pk}/"
    document = f"{home}documents/{file.attachments.first().pk}/"
    files_only = bearer(token(budi, value="token-a", scopes=["applications"]))
    both = bearer(token(budi, value="token-b", scopes=["applications", "desk"]))
    assert Client().get(document, headers=both).status_code == 200
    for address in (document, f"{home}receipt/", f"{home}product/"):
        assert Client().get(address, headers=files_only).status_code == 404


@pytest.mark.parametrize("address", ["/api/token/", "/api/token/revoke/"])
def test_a_zero_byte_is_refused_where_apps_come_for_tokens(address):
    client, secret = app(scopes=["profile"])
    stranger = Client(raise_request_exception=False)
    known = {"grant_type": "authorization_code", "client_id": client.pk, "client_secret": secret}
    for name in ("client_id", "code", "redirect_uri", "token", "refresh_token"):
        assert stranger.post(address, known | {name: "\0"}).status_code == 400
    asked = f"{ASK}?{urlencode(question(client) | {'client_id': chr(0)})}"
    browser = signed_in()
    browser.raise_request_exception = False
    assert browser.get(asked).status_code == 400
    assert browser.post("/profil/aplikasi/%00/cabut/").status_code == 404


def test_an_officer_harvests_no_numbers_at_the_desk_of_codes():
    cache.clear()
    budi = Client()
    budi.force_login(cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp"))
    tried = [budi.post("/petugas/kode-loket/", {"nomor": f"0812345600{each:02}"}) for each in range(61)]
    assert {one.status_code for one in tried[:60]} == {400} and tried[60].status_code == 429
    assert budi.post("/petugas/kode-loket/cetak/", {"nomor": "081234560001"}).status_code == 429
