"""Finding a service: from home by turns of life and everyday words, by search, and to hand on what was found."""

import re
from datetime import date, datetime, time
from html import unescape
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Agency
from mpp_portal.open_today import open_today
from services.life_events import EVENTS, EVERYDAY, everyday, offered
from services.models import Service, Standard
from services.workflow import publish_from_catalogue
from sla.models import Holiday, OfficeHours
from tests.catalogue import reader

pytestmark = pytest.mark.usefixtures("catalogue")
CODES = set(reader.services())
ASKED_FOR = {"lahir", "menikah", "meninggal", "pindah", "usaha", "bangunan", "kesehatan", "sekolah"}
WIB = ZoneInfo("Asia/Jakarta")


def text(client, address, status=200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def middle(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


# --- From home --------------------------------------------------------------------------------------


def test_home_begins_at_what_happened_and_at_everyday_words(client):
    page = middle(text(client, "/"))
    assert {event.code for event in EVENTS} >= ASKED_FOR
    for event in EVENTS:
        assert f'href="/keperluan/{event.code}/"' in page
    for words in ("KTP hilang", "Buka warung", "Pasang spanduk"):
        assert f">{words}</a>" in page
    assert page.index('name="q"') < page.index("/keperluan/") < page.index("?jenis=")


def test_every_lead_is_a_service_of_the_catalogue():
    named = {lead.service for event in EVENTS for lead in event.leads} | {one.service for one in EVERYDAY}
    assert named <= CODES


def test_every_service_can_be_reached_from_home_without_a_search():
    reached = {lead.service for event in EVENTS for lead in event.leads} | {one.service for one in EVERYDAY}
    assert CODES - reached == set()


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.code)
def test_a_turn_of_life_leads_to_its_services_in_order(event, client):
    page = middle(text(client, f"/keperluan/{event.code}/"))
    wanted = [lead.service for lead in event.leads]
    assert re.findall(r'<h3><a href="/layanan/([^/]+)/"', page) == wanted
    for lead in event.leads:
        assert str(lead.when) in unescape(page)


def test_what_this_mall_does_not_offer_is_not_shown(client):
    assert offered([]) == [] and everyday([]) == []
    Standard.objects.exclude(service__code="nib-oss").delete()
    page = middle(text(client, "/"))
    assert re.findall(r'href="/keperluan/([^/]+)/"', page) == ["usaha"]
    assert "KTP hilang" not in page and "Buka warung" in page
    assert text(client, "/keperluan/lahir/", status=404)


def test_an_unknown_turn_of_life_is_not_found(client):
    text(client, "/keperluan/tidak-ada/", status=404)
    text(client, "/keperluan/%00/", status=404)


# --- Open or closed ---------------------------------------------------------------------------------


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026: the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    ("now", "is_open", "sentence"),
    [
        (at(23, 9), True, "Sampai pukul 14.00."),
        (at(23, 7, 59), False, "Buka lagi hari ini pukul 08.00."),
        (at(23, 14), False, "Buka lagi besok pukul 08.00."),
        (at(27, 11), False, "Buka lagi Senin, 30 November pukul 08.00."),
    ],
)
def test_home_says_whether_the_building_is_open(now, is_open, sentence):
    today = open_today(now)
    assert (today["is_open"], today["sentence"]) == (is_open, sentence)


def test_a_closed_day_has_its_name_and_a_closed_counter_too():
    Holiday.objects.create(date=date(2026, 11, 24), name="Hari Jadi Kota", kind="libur_khusus", basis="SK 1")
    agency = Agency.objects.get(code="imigrasi")
    Holiday.objects.create(
        date=date(2026, 11, 25), name="Rapat kerja", kind="libur_khusus", basis="SK 2", agency=agency
    )
    closed, counter = open_today(at(24, 9)), open_today(at(25, 9))
    assert (closed["is_open"], closed["reason"], closed["closed"]) == (False, "Hari Jadi Kota", [])
    assert (counter["is_open"], counter["reason"]) == (True, "")
    assert counter["closed"] == [(agency.short_name, "Rapat kerja")]


def test_a_mall_without_hours_says_nothing_of_opening(client):
    OfficeHours.objects.all().delete()
    assert open_today(at(23, 9))["sentence"] == ""
    assert "Jam layanan belum diatur" in text(client, "/")


def test_a_break_in_the_middle_of_the_day_is_not_open():
    OfficeHours.objects.filter(weekday=0).update(closes=time(14), breaks=[["12:00", "13:00"]])
    today = open_today(at(23, 12, 30))
    assert (today["is_open"], today["sentence"]) == (False, "Buka lagi hari ini pukul 13.00.")


# --- Search -----------------------------------------------------------------------------------------


def test_a_slip_is_named_with_what_it_was_read_as(client):
    assert "Kami membaca “pspor” sebagai “paspor”." in text(client, "/layanan/?q=pspor")


def test_nothing_found_keeps_the_words_and_shows_ways_on(client):
    page = middle(text(client, "/layanan/?q=qqqqq"))
    assert 'value="qqqqq"' in page and "“qqqqq”" in page
    for way in (
        'href="/keperluan/lahir/"',
        "Kirim pertanyaan lewat formulir",
        "Lihat semua layanan",
        "Senin",
    ):
        assert way in page


def test_a_filter_in_the_way_can_be_taken_off(client):
    page = unescape(middle(text(client, "/layanan/?q=paspor&instansi=dlh")))
    assert "Cari di semua instansi dan jenis (2)" in page and 'href="?q=paspor"' in page


def test_english_words_find_on_english_pages(client):
    page = middle(text(client, "/en/layanan/?q=lost+id+card"))
    assert re.findall(r'<h3><a href="/en/layanan/([^/]+)/"', page)[0] == "ktp-el-penggantian"
    assert '<p class="small muted" lang="id">Penggantian KTP-el' in page


# --- A service, and handing it on -------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_service_answers_before_everything_else(code, client):
    page = middle(text(client, f"/layanan/{code}/"))
    first = page[: page.index('<h2 id="persyaratan">')]
    for fact in ("Waktu", "Biaya", "Yang disiapkan", "Tempat"):
        assert f"{fact}</dt>" in first
    assert page.count("btn-primary") == (0 if Service.objects.get(code=code).channel == "counter" else 1)


@pytest.mark.parametrize("code", sorted(CODES))
def test_its_requirements_can_be_ticked_and_sent(code, client):
    page = middle(text(client, f"/layanan/{code}/syarat/"))
    standard = Standard.objects.published().get(service__code=code)
    link = urlsplit(unescape(re.search(r'href="(https://wa\.me/[^"]+)"', page)[1]))
    sent = parse_qs(link.query)["text"][0]
    assert sent.startswith(f"{standard.name}\n") and sent.endswith(f"/layanan/{code}/")
    assert f"Biaya: {standard.fee}" in sent and f"Waktu: {standard.promise or '–'}" in sent
    for row in standard.requirements.all():
        assert row.label in sent and row.label in unescape(page)
    assert len(link.query) < 8000
    assert "sms:?&amp;body=" in page


def test_the_leaflet_leads_back_to_the_service(client):
    page = middle(text(client, "/layanan/paspor/selebaran/"))
    assert "http://testserver/layanan/paspor/" in page and "<svg" in page and "data-print" in page
    assert "style=" not in page
    assert "http://testserver/en/layanan/paspor/" in text(client, "/en/layanan/paspor/selebaran/")


@pytest.mark.parametrize("page", ["", "syarat/", "selebaran/"])
def test_an_unknown_service_has_no_pages(page, client):
    text(client, f"/layanan/tidak-ada/{page}", status=404)


def test_conditions_on_english_pages_mark_the_words_of_the_catalogue(client):
    page = text(client, "/en/layanan/akta-kelahiran/")
    assert re.search(r"Only if “<span lang=\"id\">Bukti kelahiran</span>”", page)


def test_names_of_the_catalogue_cannot_bring_tags_along(client, now):
    item = reader.services()["kia"] | {"code": "tandai", "name": "<b>Tebal</b> & “kutip”"}
    item["form_fields"][0]["label"] = "<i>miring</i>"
    publish_from_catalogue(item, {}, now=now)
    for page in ("", "syarat/", "selebaran/"):
        shown = text(client, f"/layanan/tandai/{page}")
        assert "<b>Tebal" not in shown and "<i>miring" not in shown and "&lt;b&gt;Tebal" in shown
    assert "<b>Tebal" not in text(client, "/layanan/?q=tebal")


# --- Many -------------------------------------------------------------------------------------------


@pytest.fixture
def two_hundred(now):
    items = list(reader.services().values())
    for number in range(len(items), 200):
        item = items[number % len(items)]
        name = f"{'Pertanggungjawaban ' * 8}{number} {item['name']}"[:200]
        publish_from_catalogue(item | {"code": f"contoh-{number}", "name": name}, {}, now=now)


def test_two_hundred_services_are_paged_and_keep_their_filter(
    client, two_hundred, django_assert_max_num_queries
):
    client.get("/")
    with django_assert_max_num_queries(4):
        page = text(client, "/layanan/?instansi=dispendukcapil&page=2")
    assert "Halaman 2 dari 3" in page
    assert 'href="?instansi=dispendukcapil&amp;page=3"' in page
    assert page.count('<li class="card card-link">') == 20
    with django_assert_max_num_queries(4):
        assert "200 layanan ditemukan." in text(client, "/layanan/")
    with django_assert_max_num_queries(2):
        text(client, "/")
