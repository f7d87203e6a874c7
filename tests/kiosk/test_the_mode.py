"""What makes a browser a screen of the hall, and what its pages then leave undone."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from mpp_portal.kiosk import mode
from mpp_portal.kiosk.staying import kept_inside
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now
from tests.applications.scenes import finished
from tests.kiosk.hall import is_signed_in, screen

HERE = {"mpp.probolinggo.go.id"}
PAGES = ("home", "catalogue", "account_login", "account_signup", "complaint_file", "track", "kiosk_start")


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
class TestTheScreen:
    @pytest.mark.parametrize("role", [Role.FRONT_OFFICE, Role.ADMINISTRATOR])
    def test_an_officer_makes_one_and_is_signed_out_by_it(self, role):
        client = Client()
        client.force_login(
            cast.officer("Ratna", role, "dispendukcapil" if role == Role.FRONT_OFFICE else None)
        )
        answer = client.post(reverse("kiosk_switch"), {"mode": "kios"})
        cookie = answer.cookies[mode.COOKIE]
        assert answer["Location"] == reverse("kiosk_start")
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == mode.KEPT
        assert not is_signed_in(client)

    def test_only_an_officer_makes_it_ordinary_again(self):
        client = screen(cast.citizen("Sari"))
        assert client.post(reverse("kiosk_switch"), {"mode": "biasa"}).status_code == 403
        assert client.cookies[mode.COOKIE].value == "1"
        client = screen(cast.officer("Ratna", Role.ADMINISTRATOR))
        client.post(reverse("kiosk_switch"), {"mode": "biasa"})
        assert client.cookies[mode.COOKIE].value == ""

    def test_looking_at_the_start_makes_no_screen(self):
        assert mode.COOKIE not in Client().get(reverse("kiosk_start")).cookies

    @pytest.mark.parametrize("language", ["", "/en"])
    def test_every_page_knows_where_it_is(self, language):
        for name in PAGES:
            with translation.override("id"):
                answer = screen().get(language + reverse(name))
            page = answer.content.decode()
            assert answer["Cache-Control"] == "no-store", name
            assert re.search(r"<html[^>]* data-kiosk", page), name
            assert 'id="mulai-lagi"' in page and "js/kiosk.js" in page, name
            assert set(re.findall(r'autocomplete="([^"]*)"', page)) == {"off"}, name
            assert page.count("<form") == page.count('<form autocomplete="off"'), name
            assert not re.search(r'<a [^>]*href="(https?:)?//', page), name

    def test_an_ordinary_browser_gets_none_of_it(self):
        page = Client().get(reverse("home")).content.decode()
        assert "data-kiosk" not in page and "mulai-lagi" not in page
        assert 'href="https://www.lapor.go.id/"' in page

    def test_a_product_is_shown_and_not_saved(self):
        now, sari = local_now(), cast.citizen("Sari")
        file = finished(cast.submitted(SERVICE, by=sari, now=now), now=now)
        address = reverse("product", args=[file.pk])
        assert screen(sari).get(address)["Content-Disposition"].startswith("inline")
        ordinary = Client()
        ordinary.force_login(sari)
        assert ordinary.get(address)["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ('<a href="/layanan/">Layanan</a>', '<a href="/layanan/">Layanan</a>'),
        (
            '<a class="btn" href="https://mpp.probolinggo.go.id/x">Di sini</a>',
            '<a class="btn" href="https://mpp.probolinggo.go.id/x">Di sini</a>',
        ),
        (
            '<a rel="external" href="https://oss.go.id/?a=1&amp;b=2">Buka <b>OSS</b></a>',
            '<span>Buka <b>OSS</b> <span class="code">https://oss.go.id/?a=1&amp;b=2</span></span>',
        ),
        ('<a href="https://oss.go.id">https://oss.go.id</a>', "<span>https://oss.go.id</span>"),
        (
            '<a href="//joko.example/">Hadiah</a>',
            '<span>Hadiah <span class="code">//joko.example/</span></span>',
        ),
        ('<a href="tel:0335123">0335 123</a>', "<span>0335 123</span>"),
        ('<a href="mailto:a@contoh.id">Surel</a>', "<span>Surel</span>"),
        ('<a target="_blank" href="/berkas/1/">Buka</a>', '<a href="/berkas/1/">Buka</a>'),
        ('<input autocomplete="email" name="a">', '<input autocomplete="off" name="a">'),
        ('<form method="post">', '<form autocomplete="off" method="post">'),
        ('<form autocomplete="on" method="post">', '<form autocomplete="off" method="post">'),
        ("<p>https://oss.go.id</p>", "<p>https://oss.go.id</p>"),
    ],
)
def test_a_page_stays_inside(page, kept):
    assert kept_inside(page, HERE) == kept
