"""Ways in that the face of the portal opened once: what stays on a device or a screen, and what the log heard."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from applications.forms.desk_way import way_of
from foundation.registry.clock import database_now
from mpp_portal.expired import LONG_NUMBER
from mpp_portal.kiosk import mode
from mpp_portal.middleware import NAMELESS
from mpp_portal.views import server_error
from tests import cast
from tests.kiosk.hall import is_signed_in, screen
from tests.snapshot import stand_in_place

NIK, SERVICE = "3574014508850001", "surat-keterangan-penelitian"


@pytest.fixture
def portal(transactional_db, live_server):
    stand_in_place()
    return live_server.url


@pytest.fixture
def page(chromium, portal):
    context = chromium.new_context(base_url=portal, locale="id-ID")
    yield context.new_page()
    context.close()


# --- The draft on the device -------------------------------------------------------------------------


def kept(page) -> str:
    """All drafts that this tab and this device hold, as one text without what stands between words and digits."""
    every = page.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)].join()")
    return re.sub(r"\\.|[\W_]", "", every)


def leave_field(page) -> None:
    page.locator("h1").click()


@pytest.mark.parametrize("gap", ["  -  ", " . . . ", "\n\n \n\n", "\t\t\t\t\t", " / (…) / "])
def test_no_gap_between_its_digits_brings_a_nik_into_a_draft(page, gap):
    page.goto(reverse("complaint_file"))
    written = gap.join(re.findall("....", NIK))
    page.fill("[name=text]", f"Petugas meminta uang.\nNIK saya: {written}")
    page.fill("[name=title]", f"NIK {written}".replace("\n", " "))
    leave_field(page)
    told = kept(page)
    assert "Petugasmemintauang" in told and NIK not in told


def test_a_nik_that_the_server_shows_again_is_not_kept_as_what_stood_before(page):
    page.goto(reverse("complaint_file"))
    page.fill("[name=title]", f"NIK {NIK} ditolak")
    page.fill("[name=text]", "Loket tutup.")
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_selector("[data-bound]", state="attached")
    assert NIK in page.input_value("[name=title]")
    page.fill("[name=title]", "Ditolak")
    page.fill("[name=text]", "Loket tutup pagi.")
    leave_field(page)
    told = kept(page)
    assert "Lokettutuppagi" in told and NIK not in told


def test_what_was_typed_before_signing_in_shows_no_nik_however_it_is_spaced():
    assert LONG_NUMBER.sub("*", f"NIK {' - - '.join(re.findall('....', NIK))} saya") == "NIK * saya"


# --- The screen in the hall --------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["a[b]", "expires", "a@b", "{}"])
def test_no_cookie_of_a_neighbour_keeps_a_visit_from_ending(name):
    """Any site of the city below the same domain may set one, and a browser sends names that no server may."""
    client = screen(cast.citizen("Sari"))
    others = f"{mode.COOKIE}=1; {name}=1; sessionid={client.cookies['sessionid'].value}; lain=2"
    answer = Client(HTTP_COOKIE=others).post(reverse("kiosk_end"))
    assert answer.status_code == 302 and answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["sessionid"].value == answer.cookies["lain"].value == ""
    assert not is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_no_paper_is_saved_on_the_screen_for_the_next_to_find():
    sari = cast.citizen("Sari")
    file = cast.drafted(SERVICE, by=sari, now=database_now())
    kinds = {}
    for attachment in file.attachments.current():
        answer = screen(sari).get(reverse("document", args=[attachment.pk]), {"unduh": "1"})
        kinds[answer["Content-Type"]] = answer["Content-Disposition"].partition(";")[0]
    assert any(kind.startswith("image/") for kind in kinds) and set(kinds.values()) == {"inline"}


def test_back_after_the_end_shows_no_file_of_who_stood_there_before(chromium, portal):
    context = chromium.new_context(base_url=portal, locale="id-ID")
    context.add_cookies([{"name": mode.COOKIE, "value": "1", "url": portal}])
    file = cast.submitted(SERVICE, by=cast.citizen("Sari"), now=database_now())
    page = context.new_page()
    page.goto(reverse("kiosk_track"))
    page.fill("[name=kode]", file.shown_code)
    page.locator("main form").get_by_role("button").click()
    page.wait_for_selector("main .slip")
    page.get_by_role("button", name="Mulai lagi").click()
    page.wait_for_url("**/kiosk/")
    seen = []
    for _each in range(3):
        page.go_back()
        page.wait_for_load_state("load")
        seen.append(page.url + page.content())
    assert not [one for one in seen if file.shown_code in one or file.tracking_code in one]
    context.close()


def test_a_screen_on_which_something_broke_does_not_wait_signed_in_for_the_next_person():
    request = RequestFactory(HTTP_COOKIE=f"{mode.COOKIE}=1").get("/")
    leads = re.compile(
        rf'<meta http-equiv="refresh" content="{mode.LIMITS.idle + 2}; url={reverse("kiosk_idle")}">'
    )
    assert leads.search(server_error(request).content.decode())
    assert not leads.search(server_error(RequestFactory().get("/")).content.decode())


# --- The desk ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", [NIK, "3574014508850001 ", "3574.0145.0885.0001", "3574019945850001", "35740145088500"]
)
def test_no_number_of_a_person_goes_from_address_to_address_with_or_without_a_slip(typed):
    way = way_of(f"tugas?q={typed}&meja=verifier:dpmptsp")
    assert not re.search("[0-9]{4}", way.mark + way.back + way.onwards) and "dpmptsp" in way.back


# --- The log -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/pengaduan", "/en/pengaduan", "/kiosk/pengaduan", "/en/kiosk/pengaduan"])
def test_who_types_the_address_of_complaints_without_its_last_stroke_is_nobody_too(path):
    assert NAMELESS.match(path) and NAMELESS.match(f"{path}/baru/")
    assert not NAMELESS.match(f"{path}-lain/")
