"""A second mall: all that is its own follows from the environment, on pages, letters and permits."""

import re
from datetime import time, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from environs import Env

from applications.products import sheet_for
from foundation.notifications.letters import letter
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from foundation.registry.clock import database_now
from mpp_portal import colours, look
from mpp_portal.mall import mall
from sla.models import OfficeHours
from tests import cast
from tests.deploy.compose import ROOT
from tests.foundation.scene import an_entry

PAREPARE = {
    "MALL_GOVERNMENT": "Pemerintah Kota Parepare",
    "MALL_NAME": "Mal Pelayanan Publik Kota Parepare",
    "MALL_SHORT_NAME": "MPP Parepare",
    "MALL_CITY": "Parepare",
    "MALL_REGION": "73.72",
    "MALL_ADDRESS": "Jl. Jenderal Sudirman No. 1, Kota Parepare",
    "MALL_PHONE": "(0421) 22 112",
    "MALL_WHATSAPP": "0812-3456-7890",
    "MALL_EMAIL": "halo@parepare.example",
    "MALL_HOURS_NOTE": "Loket tutup pada hari libur nasional.",
    "MALL_COLOUR": "#7a1f3d",
    "MALL_COLOUR_DARK": "#f0a6bd",
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'


@pytest.fixture
def parepare(settings, monkeypatch, tmp_path):
    drawn = tmp_path / "lambang.svg"
    drawn.write_text(LOGO)
    for name, value in {**PAREPARE, "MALL_LOGO": str(drawn)}.items():
        monkeypatch.setenv(name, value)
    settings.MALL = mall(Env())
    settings.TIME_ZONE = "Asia/Makassar"
    with timezone.override("Asia/Makassar"):
        yield settings.MALL


def home(language: str = "") -> str:
    return Client().get(f"{language}/").content.decode()


@pytest.mark.django_db
def test_pages_carry_its_name_address_and_contacts(parepare):
    page = home()
    for said in (
        "MPP Parepare",
        "Pemerintah Kota Parepare",
        "Jl. Jenderal Sudirman No. 1",
        "Loket tutup pada",
    ):
        assert said in page
    assert 'href="tel:042122112"' in page
    assert 'href="https://wa.me/6281234567890"' in page
    assert 'href="mailto:halo@parepare.example"' in page
    assert "Probolinggo" not in page


@pytest.mark.django_db
def test_the_hours_on_its_pages_are_its_rows(parepare):
    OfficeHours.objects.create(weekday=0, opens=time(9), closes=time(15, 30))
    assert 'Senin <span class="number">09.00–15.30</span>' in home()
    assert 'Monday <span class="number">09:00–15:30</span>' in home("/en")


@pytest.mark.django_db
def test_the_logo_comes_from_our_own_address_and_runs_nothing(parepare):
    address = re.search(r'<img class="brand-logo" src="([^"]+)"', home())[1]
    assert re.fullmatch(r"/tampilan/logo-[0-9a-f]{12}\.svg", address)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.decode() == LOGO
    assert (
        "sandbox" in answer["Content-Security-Policy"]
        and "default-src 'none'" in answer["Content-Security-Policy"]
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.django_db
def test_another_content_has_another_address(parepare, settings):
    before = look.sheet().name
    settings.MALL = {**parepare, "colours": {"light": "#1d4ed8", "dark": "#9dbcff"}}
    assert look.sheet().name != before
    assert Client().get(reverse("mall_look", args=[before])).status_code == 404


@pytest.mark.django_db
def test_its_colours_stand_in_a_sheet_after_ours(parepare):
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)">', home())
    assert len(links) == 2 and "portal" in links[0]
    sheet = Client().get(links[1])
    assert sheet["Content-Type"] == "text/css"
    light, dark = sheet.content.decode().split("@media(prefers-color-scheme:dark)")
    assert "--brand:#7a1f3d;" in light and "--brand:#f0a6bd;" in dark
    assert '<meta name="theme-color" content="#7a1f3d">' in home()


@pytest.mark.django_db
def test_a_mall_without_logo_and_colours_asks_for_neither():
    page = home()
    assert "/tampilan/" not in page and "brand-mark" in page


@pytest.mark.django_db
def test_letters_carry_its_name_and_colour(parepare):
    sari = cast.account("Sari")
    notify([sari], an_entry(sari), at=database_now(), link="/permohonan/")
    written = letter(Notification.objects.get(recipient=sari, channel="email"))
    assert "background:#7a1f3d;color:#ffffff" in written.html
    for text in (written.text, written.html):
        assert "Mal Pelayanan Publik Kota Parepare" in text and "Probolinggo" not in text


def test_permits_carry_its_name_and_its_time(parepare, catalogue):
    file = cast.decided(cast.submitted("surat-keterangan-penelitian", now=before(3)), now=before(2))
    sheet = sheet_for(file.permit, now=before(1))
    assert (sheet.mall_name, sheet.city) == ("Mal Pelayanan Publik Kota Parepare", "Parepare")
    assert (sheet.government, sheet.mall_address) == ("Pemerintah Kota Parepare", PAREPARE["MALL_ADDRESS"])
    assert sheet.printed_at.utcoffset() == timedelta(hours=8)


def before(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.mark.django_db
def test_its_clock_is_shown_in_its_own_zone(parepare):
    sari = cast.account("Sari")
    notify([sari], an_entry(sari), at=database_now())
    client = Client()
    client.force_login(sari)
    assert "WITA</time>" in client.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize(
    ("light", "dark", "said"),
    [
        ("#ffcc00", "#f0a6bd", "MALL_COLOUR=#ffcc00 sulit dibaca: kontrasnya 1.4, sedikitnya 4,5."),
        ("#7a1f3d", "#7a1f3d", "MALL_COLOUR_DARK=#7a1f3d sulit dibaca"),
        ("#7a1f3d", "", "Isi MALL_COLOUR_DARK dengan warna seperti #0b5563."),
        ("merah", "#f0a6bd", "Isi MALL_COLOUR dengan warna"),
        ("#7a1f3d;}body{display:none", "#f0a6bd", "Isi MALL_COLOUR dengan warna"),
    ],
)
def test_colours_that_are_hard_to_read_stop_the_start(settings, light, dark, said):
    settings.MALL = {**settings.MALL, "colours": {"light": light, "dark": dark}}
    with pytest.raises(SystemCheckError) as refusal:
        call_command("check")
    assert said in str(refusal.value)


@pytest.mark.parametrize("content", [None, b"\x89PNG" + b"0" * look.LARGEST_LOGO])
def test_a_logo_that_is_missing_or_too_large_stops_the_start(settings, tmp_path, content):
    if content:
        (tmp_path / "lambang.png").write_bytes(content)
    settings.MALL = {**settings.MALL, "logo": str(tmp_path / "lambang.png")}
    with pytest.raises(SystemCheckError, match="MALL_LOGO="):
        call_command("check")


def test_a_good_look_starts(parepare):
    call_command("check")


def test_every_pair_of_an_accepted_colour_can_be_read():
    """Any colour that passes: its strong, soft and bar roles pass with it, in both schemes."""
    for scheme in ("light", "dark"):
        for step in range(0, 256, 15):
            brand = f"#{step:02x}5563"
            own = colours.roles(brand, scheme)
            if colours.weakest(brand, scheme) >= colours.READABLE:
                assert colours.contrast(own["on-brand"], own["brand"]) >= 4.5
                assert colours.contrast(own["brand-strong"], own["brand-soft"]) >= 4.5


def test_contrast_is_that_of_wcag():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#d50b0b", "#d50b0b") == 1


def test_a_number_for_chats_is_said_for_the_whole_world(monkeypatch):
    for written in ("0812-3456-7890", "+62 812 3456 7890", "6281234567890"):
        monkeypatch.setenv("MALL_WHATSAPP", written)
        assert mall(Env())["whatsapp"] == "6281234567890"


def test_nothing_else_of_the_portal_is_named_after_one_mall():
    """Outside mall.py, the catalogue and the demo no code and no page names a city."""
    rooms = [path.parent for path in ROOT.glob("*/apps.py")] + [ROOT / "foundation", ROOT / "templates"]
    named = [
        path
        for room in rooms
        for kind in ("*.py", "*.html", "*.txt")
        for path in room.rglob(kind)
        if "robolinggo" in path.read_text()
        and path.name != "mall.py"
        and not {"demo", "catalogue", "migrations"} & set(path.parts)
    ]
    assert not named
