"""Ways in that the face of the portal opened once: what stays on a device or a screen, and what the log heard."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from applications.forms.desk_way import way_of
from foundation.documents.checks import JPEG, PNG, check_upload
from foundation.documents.photos import check_photo, stamp
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


@pytest.fixture
def hall(chromium, portal):
    """A screen of the hall on which Sari signed in; its clock is the test's."""
    client = screen(cast.citizen("Sari"))
    context = chromium.new_context(base_url=portal, locale="id-ID")
    cookies = {mode.COOKIE: "1", "sessionid": client.cookies["sessionid"].value}
    context.add_cookies([{"name": name, "value": value, "url": portal} for name, value in cookies.items()])
    context.clock.install()
    yield context
    context.close()


def test_no_paper_stays_on_the_screen_after_its_owner_left(hall):
    """A picture or a PDF has no script and no bar; alone on a screen without a menu it would stand there for days."""
    sari = User.objects.get(name="Sari")
    file = cast.drafted(SERVICE, by=sari, now=database_now())
    for attachment in file.attachments.current().order_by("pk")[:2]:
        page = hall.new_page()
        page.goto(reverse("document", args=[attachment.pk]))
        expect(page.get_by_role("button", name="Mulai lagi")).to_be_visible()
        expect(page.locator("iframe")).to_be_visible()
    hall.clock.fast_forward(181_000)
    page.wait_for_url("**/kiosk/")
    assert not [one for one in hall.cookies() if one["name"] == "sessionid"]


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["public_complaints_feed", "healthz"])
def test_nothing_but_pages_fills_the_screen(name):
    alone = screen().get(reverse(name), headers={"Sec-Fetch-Dest": "document"})
    assert b'id="mulai-lagi"' in alone.content
    assert b'id="mulai-lagi"' not in screen().get(reverse(name), headers={"Sec-Fetch-Dest": "iframe"}).content


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["inbox_read_all", "complaint_secret_act"])
def test_no_screen_turns_blank_where_only_a_form_leads(name):
    """The other language of an answer to a form is asked for without the form."""
    address = reverse(name, args=["foto"] if name == "complaint_secret_act" else [])
    for client in (screen(cast.citizen("Sari")), Client(headers={"Sec-Fetch-Dest": "document"})):
        answer = client.get(address, follow=True)
        assert b"<h1" in answer.content
    alone = screen(User.objects.get(name="Sari")).get(address)
    assert alone.status_code == 405 and alone["Allow"] == "POST" and b'id="mulai-lagi"' in alone.content


# --- Pictures that are made small --------------------------------------------------------------------


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(rows: bytes, *after: bytes) -> bytes:
    """Ten pixels by ten; each part whole by its checksum, whatever it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(rows))
        + b"".join(after)
        + chunk(b"IEND", b"")
    )


def jpeg(*tags: bytes) -> bytes:
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(tags) + bytes(4)
    out = BytesIO()
    Image.new("RGB", (50, 40)).save(out, "JPEG", exif=exif)
    return out.getvalue()


WHOLE = b"\0" + b"\1\2\3" * 10
TURNED, WORDS_FOR_A_SIZE = b"\x12\1\3\0\1\0\0\0\6\0\0\0", b"\1\1\2\0\4\0\0\0ab\0\0"
PICTURES = {
    "a bomb of words": (png(WHOLE * 10, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(70_000_000)))), PNG),
    "words in no known way": (png(WHOLE * 10, chunk(b"zTXt", b"a\0\5zzzz")), PNG),
    "a camera that says nothing": (png(WHOLE * 10, chunk(b"eXIf", b"zzzz")), PNG),
    "an empty profile": (png(WHOLE * 10, chunk(b"iCCP", b"")), PNG),
    "too few rows": (png(WHOLE), PNG),
    "a camera that says nonsense": (jpeg(TURNED, WORDS_FOR_A_SIZE), JPEG),
}


@pytest.mark.parametrize("what", PICTURES)
def test_no_picture_that_was_taken_breaks_the_list_it_is_shown_in(what):
    data, kind = PICTURES[what]
    upload = SimpleUploadedFile("foto.png" if kind == PNG else "foto.jpg", data)
    assert check_upload(upload, accept=("jpg", "png"), max_mb=10).data == data
    assert Image.open(BytesIO(stamp(data, kind))).size
    try:
        photo = check_photo(upload)
    except ValidationError as error:
        assert error.code == "upload_broken"
    else:
        assert Image.open(BytesIO(photo.data)).size


# --- The voice that reads a page ---------------------------------------------------------------------

VOICES = """(() => {
  window.told = [];
  const voices = VOICES;
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices, addEventListener() {}, cancel() {},
    speak(said) { told.push(said.voice && said.voice.localService); setTimeout(() => said.onend(), 0); },
  }});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()"""


def test_no_page_is_read_by_a_voice_that_sends_it_away(page):
    """Some browsers have voices that are made elsewhere: all that is read would go there, codes and names too."""
    page.add_init_script(VOICES.replace("VOICES", "[{lang: 'id-ID', localService: false}]"))
    page.goto(reverse("kiosk_staff"))
    expect(page.locator(".read-aloud")).to_be_hidden()


def test_nor_is_a_part_of_a_page_in_the_other_language(page):
    page.add_init_script(VOICES.replace("VOICES", "[{lang: 'id-ID'}, {lang: 'en-GB', localService: true}]"))
    page.goto(f"/en/kiosk/layanan/{SERVICE}/")
    page.locator(".read-aloud button").first.click()
    page.wait_for_function("told.length > 5")
    assert set(page.evaluate("told")) == {True}


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
