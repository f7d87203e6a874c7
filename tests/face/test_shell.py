"""What stands around every page: search, help, complaint, language and the tracking box, at the same places."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import cast

pytestmark = pytest.mark.django_db

PAGES = ["/", "/layanan/", "/lacak/", "/masuk/", "/daftar/", "/pengaduan/", "/bantuan/", "/tidak-ada/"]


def drawn(address: str, user=None) -> str:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client.get(address).content.decode()


def part(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end, page.index(start))]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_help_and_complaint_stand_in_the_header_and_the_footer(address, language):
    page = drawn(language + address)
    for place in (
        part(page, '<nav class="tools"', "</nav>"),
        part(page, '<div class="footer-band">', "</section>"),
    ):
        assert f'href="{language}/bantuan/"' in place and f'href="{language}/pengaduan/"' in place


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_tracking_box(address):
    assert len(re.findall(r'<form class="tracking" action="/lacak/">', drawn(address))) == 1


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_search(address):
    assert len(re.findall(r'<form[^>]*action="/layanan/"[^>]*', drawn(address))) == 1


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_when_and_where_and_what_is_promised(address):
    footer = part(drawn(address), '<footer class="site-footer">', "</footer>")
    for name in ("about", "announcements", "pledge", "privacy", "accessibility"):
        assert f'href="{reverse(name)}"' in footer
    assert "Jam layanan" in footer and "Jl. Basuki Rahmat" in footer


def test_the_other_language_leads_to_the_same_page_and_keeps_what_was_asked():
    tools = part(drawn("/layanan/?q=ktp"), '<nav class="tools"', "</nav>")
    assert 'href="/en/layanan/?q=ktp" hreflang="en" lang="en"' in tools


def test_an_officer_reaches_notices_and_profile_from_the_desk(catalogue):
    tools = part(
        drawn("/petugas/", cast.officer("Budi", "verifier", "dpmptsp")), '<nav class="tools"', "</nav>"
    )
    assert f'href="{reverse("inbox")}"' in tools and f'href="{reverse("profile")}"' in tools
    assert "Budi" in tools and "Verifikator" in tools


@pytest.mark.parametrize(("language", "home"), [("id", "/"), ("en", "/en/")])
@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_page_without_any_context_leads_home_in_its_language(name, language, home):
    with translation.override(language):
        page = render_to_string(name)
    assert f'<html lang="{language}">' in page
    assert re.search(rf'<a class="btn btn-primary" href="{home}">', page)
