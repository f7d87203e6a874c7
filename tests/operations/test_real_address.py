"""Where a request came from: what the trusted proxy saw, and nothing that a visitor claims."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mpp_portal.middleware import RealAddressMiddleware

PROXY, VISITOR = "172.31.253.2", "203.0.113.9"


@pytest.fixture
def seen(settings):
    settings.TRUSTED_PROXIES = ["172.31.253.0/24", "::1"]

    def ask(peer: str, forwarded: str | None = None, **more) -> dict:
        if forwarded is not None:
            more["HTTP_X_FORWARDED_FOR"] = forwarded
        request = RequestFactory().get("/", REMOTE_ADDR=peer, **more)
        RealAddressMiddleware(lambda request: HttpResponse())(request)
        return request.META

    return ask


@pytest.mark.parametrize(
    ("forwarded", "real"),
    [
        (VISITOR, VISITOR),
        (f"127.0.0.1, 10.0.0.1, {VISITOR}", VISITOR),
        (f"{VISITOR}, 172.31.253.7", VISITOR),
        (", ".join(["198.51.100.7"] * 50 + [VISITOR]), VISITOR),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", VISITOR),
        ("sampah", PROXY),
        (f"{VISITOR}, sampah", PROXY),
        ("", PROXY),
        ("9" * 10_000, PROXY),
        ("<script>", PROXY),
    ],
)
def test_the_last_address_that_the_proxy_saw_is_taken(seen, forwarded, real):
    assert seen(PROXY, forwarded)["REMOTE_ADDR"] == real


def test_a_visitor_who_comes_without_the_proxy_is_not_believed(seen):
    meta = seen(VISITOR, "127.0.0.1", HTTP_X_FORWARDED_PROTO="https", HTTP_X_REQUEST_ID="a" * 32)
    assert meta["REMOTE_ADDR"] == VISITOR
    assert not {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID"} & set(meta)


def test_without_the_header_the_proxy_itself_asked(seen):
    assert seen(PROXY)["REMOTE_ADDR"] == PROXY
    assert seen("::1")["REMOTE_ADDR"] == "::1"


def test_misses_at_the_tracking_box_are_counted_by_the_real_address(client, catalogue, settings):
    """One who guesses from behind another's claimed address keeps nobody else out."""
    settings.TRUSTED_PROXIES = ["172.31.253.0/24"]
    from django.core.cache import cache

    def keys() -> set[str]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key FROM shared_cache")
            return {key for (key,) in cursor.fetchall()}

    cache.clear()
    code = "7K3PD-9QW2X-="
    client.get("/lacak/", {"kode": code}, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=VISITOR)
    by_proxy = keys()
    cache.clear()
    client.get("/lacak/", {"kode": code}, REMOTE_ADDR=VISITOR, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert by_proxy and keys() == by_proxy
