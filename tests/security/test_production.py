"""Outside the demo: every cookie closed, no door of the demo, no address taken from the request."""

import base64
import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

ASKED = """
import json, django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
django.setup()
from django.test import Client
from django.urls import NoReverseMatch, reverse

def ask(path, **more):
    answer = Client(raise_request_exception=False).get(path, **more)
    cookies = {name: morsel.OutputString() for name, morsel in answer.cookies.items()}
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}

secure = {"secure": True, "headers": {"host": "mpp.example.id"}}
def routed(name):
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False
print(json.dumps({
    "plain": ask("/masuk/", headers={"host": "mpp.example.id"}),
    "entrance": ask("/masuk/", **secure),
    "demo": ask("/demo/surat/", **secure),
    "phone": ask("/kode/hp/", **secure),
    "stranger": ask("/masuk/", secure=True, headers={"host": "joko.example"}),
    "forwarded": ask("/masuk/", secure=True, headers={"host": "joko.example", "x-forwarded-host": "mpp.example.id"}),
    "routed": routed("demo_mail"),
    "session": [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
    "debug": settings.DEBUG,
}))
"""


def database_of_the_tests() -> str:
    place = connection.settings_dict
    host, password = quote(place["HOST"], safe=""), quote(place["PASSWORD"], safe="")
    return f"postgres://{place['USER']}:{password}@{host}:{place['PORT'] or 5432}/{place['NAME']}"


@pytest.fixture(scope="module")
def told(django_db_setup):
    key = base64.b64encode(os.urandom(32)).decode()
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("MPP_DEMO", "DEBUG", "SMS_GATEWAY_URL")
    }
    env |= {
        "DJANGO_SETTINGS_MODULE": "mpp_portal.settings", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "mpp.example.id",
        "PORTAL_URL": "https://mpp.example.id", "VAULT_KEYS": f"a:{key}", "VAULT_HASH_KEY": key,
        "DATABASE_URL": database_of_the_tests(),
        "STATIC_ROOT": str(settings.STATIC_ROOT),
    }  # fmt: skip
    ran = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", ASKED],
        cwd=settings.BASE_DIR,
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout.splitlines()[-1])


def test_plain_http_is_led_to_https_and_the_answer_binds_the_browser(told):
    assert (told["plain"]["status"], told["plain"]["headers"]["Location"]) == (
        301,
        "https://mpp.example.id/masuk/",
    )
    assert told["entrance"]["status"] == 200
    assert "includeSubDomains" in told["entrance"]["headers"]["Strict-Transport-Security"]


def test_cookies_are_closed(told):
    (token,) = told["entrance"]["cookies"].values()
    assert "Secure" in token
    assert "SameSite=Lax" in token
    assert told["session"] == [True, True, "Lax"]
    assert not told["debug"]


def test_the_demo_has_no_door(told):
    assert not told["routed"]
    assert told["demo"]["status"] == 404
    assert told["phone"]["status"] == 404, "there is no gateway for a code"


def test_a_host_that_is_not_ours_gets_no_page(told):
    assert told["stranger"]["status"] == told["forwarded"]["status"] == 400
