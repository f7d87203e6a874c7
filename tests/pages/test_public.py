"""What everybody reads, in two languages."""

import io
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from foundation.registry.clock import database_now
from pages import news
from tests.applications.counting import counted
from tests.pages.writing import days, edition

STANDING = ["bantuan", "maklumat", "privasi", "aksesibilitas", "tentang"]
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Outside(HTMLParser):
    """The words of a page outside elements in another language, its languages, and its headings."""

    def __init__(self, html: str, language: str):
        super().__init__()
        self.language, self.open, self.words, self.headings, self.alternates = language, [], [], [], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") == "alternate":
            self.alternates[attrs["hreflang"]] = attrs["href"]
        if tag == "html":
            self.page_language = attrs["lang"]
        if tag not in VOID:
            self.open.append((tag, attrs.get("lang", self.open[-1][1] if self.open else "")))

    def handle_startendtag(self, tag, attrs):
        """Closed where it opens: it holds no words."""

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][1] == self.language and self.open[-1][0] not in ("script", "style"):
            self.words.append(data)
        if self.open and self.open[-1][0] == "h1":
            self.headings.append(data.strip())


@pytest.fixture
def loaded():
    call_command("load_pages", stdout=io.StringIO())
    return Client()


@pytest.fixture
def now():
    return database_now()


@pytest.mark.parametrize("name", [*STANDING, "pengumuman"])
@pytest.mark.parametrize(("prefix", "language"), [("", "id"), ("/en", "en")])
def test_each_page_says_its_language_and_where_the_other_is(loaded, name, prefix, language):
    answer = loaded.get(f"{prefix}/{name}/")
    seen = Outside(answer.content.decode(), language)
    assert answer.status_code == 200 and seen.page_language == language
    assert seen.alternates == {"id": f"http://testserver/{name}/", "en": f"http://testserver/en/{name}/"}
    assert len([one for one in seen.headings if one]) == 1
    other = f'href="/{name}/" hreflang="id"' if language == "en" else f'href="/en/{name}/" hreflang="en"'
    assert other in answer.content.decode()


@pytest.mark.parametrize("name", [*STANDING, "pengumuman"])
def test_english_pages_hold_no_indonesian_outside_what_says_so(loaded, wayan, ratna, now, name):
    edition(
        "published", by=wayan, decided_by=ratna, now=now, level="important", title="Loket dan parkir tutup"
    )
    words = " ".join(Outside(loaded.get(f"/en/{name}/").content.decode(), "en").words)
    assert "About this portal" in words and "Opening hours" in words and "Loket" not in words
    assert not re.search(r"\b(yang|dan|untuk|dengan)\b", words)


def test_a_page_without_english_says_so_in_one_sentence_and_shows_the_indonesian(loaded, wayan, ratna, now):
    edition("published", by=wayan, decided_by=ratna, now=now, kind="about", title="Tentang", body="Isi lama.")
    page = loaded.get("/en/tentang/").content.decode()
    assert page.count("not available in English yet") == 1
    assert re.search(r'<article class="prose" lang="id">\s*<h1>Tentang</h1>\s*<p>Isi lama\.</p>', page)


def test_a_page_of_which_nothing_is_published_says_where_to_ask():
    for address, words in (("/bantuan/", "belum terbit"), ("/en/bantuan/", "not published yet")):
        answer = Client().get(address)
        assert answer.status_code == 404 and words in answer.content.decode()


def test_the_pledge_names_the_mall_of_the_settings(loaded, settings):
    settings.MALL = {**settings.MALL, "name": "MPP Mawar", "phone": "0335 421234"}
    assert "MPP Mawar" in loaded.get("/maklumat/").content.decode()
    assert "0335 421234" in loaded.get("/bantuan/").content.decode()


def test_an_important_announcement_stands_above_every_page_and_a_plain_one_on_the_first(
    loaded, wayan, ratna, now
):
    edition("published", by=wayan, decided_by=ratna, now=now, level="important", title="Listrik padam")
    edition("published", by=wayan, decided_by=ratna, now=now, title="Loket baru")
    news.forget()
    home, track, login = (loaded.get(one).content.decode() for one in ("/", "/lacak/", "/masuk/"))
    for page in (home, track, login):
        assert page.count("Listrik padam") == 1
    assert "Loket baru" in home and "Loket baru" not in track + login


def test_announcements_to_come_over_or_withdrawn_are_not_news(loaded, wayan, ratna, now):
    edition("published", by=wayan, decided_by=ratna, now=now, title="Besok saja", **days(now, 1, 2))
    edition("withdrawn", by=wayan, decided_by=ratna, now=now, title="Keliru sekali")
    edition("submitted", by=wayan, now=now, title="Belum disetujui")
    past = edition("published", by=wayan, decided_by=ratna, now=now - timedelta(days=9), title="Minggu lalu")
    news.forget()
    for address in ("/", "/pengumuman/", "/en/pengumuman/"):
        page = loaded.get(address).content.decode()
        assert not re.search("Besok saja|Keliru sekali|Belum disetujui|Minggu lalu", page), address
    over = loaded.get(f"/pengumuman/{past.page_id}/")
    assert over.status_code == 200 and "sudah lewat" in over.content.decode()


@pytest.mark.parametrize("standing", ["draft", "submitted", "withdrawn"])
def test_what_is_not_published_does_not_exist(loaded, wayan, ratna, now, standing):
    one = edition(standing, by=wayan, decided_by=ratna, now=now)
    hers, nothing = (loaded.get(f"/pengumuman/{pk}/") for pk in (one.page_id, 999_999))
    assert hers.status_code == nothing.status_code == 404
    assert loaded.get(f"/en/pengumuman/{one.page_id}/").status_code == 404
    assert one.title not in hers.content.decode()


def test_a_standing_page_has_no_second_address_among_the_announcements(loaded, wayan, ratna, now):
    one = edition("published", by=wayan, decided_by=ratna, now=now, kind="help")
    assert loaded.get(f"/pengumuman/{one.page_id}/").status_code == 404
    assert loaded.get("/pengumuman/99999999999999999999/").status_code == 404


def test_the_page_says_since_when_it_reads_so(loaded):
    today = timezone.localdate()
    page = loaded.get("/privasi/").content.decode()
    assert "Terakhir diperbarui" in page and f'datetime="{today:%Y-%m-%d}"' in page


def test_pages_cost_few_queries_and_announcements_none_for_a_minute(loaded, wayan, ratna, now):
    for number in range(12):
        edition("published", by=wayan, decided_by=ratna, now=now, title=f"Kabar {number}", level="important")
    news.forget()
    with counted() as cold:
        loaded.get("/bantuan/")
    with counted() as warm:
        loaded.get("/bantuan/")
    assert len([query for query in cold if "pages_edition" in query]) == 2
    assert len([query for query in warm if "pages_edition" in query]) == 1
    assert len(warm) <= 2


def test_a_text_by_http_is_read_only(loaded):
    for address in ("/bantuan/", "/pengumuman/"):
        assert loaded.post(address).status_code == 405


def test_the_footer_and_the_header_lead_to_help_and_rights(loaded):
    page = loaded.get("/lacak/").content.decode()
    for address in ("/bantuan/", "/maklumat/", "/privasi/", "/aksesibilitas/", "/tentang/", "/pengumuman/"):
        assert f'href="{address}"' in page
