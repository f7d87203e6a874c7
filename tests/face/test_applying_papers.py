"""Applying: papers with their pictures, the receipt, mending, and what is long, many or short."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from applications.models import Application
from applications.receipt import tracking_address
from foundation.documents.photos import stamp
from foundation.registry.qr import qr_svg
from services.forms import topics_of
from services.forms.topics import MOST
from tests import cast
from tests.answers import right_answers
from tests.applications import scenes
from tests.applications.at_the_counter import (
    SERVICE,
    address_of_page,
    browser,
    local_now,
    text_of,
    value_of,
)
from tests.applications.counting import counted

BILLBOARD = "izin-reklame-permanen"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


def draft_of(sari, code: str, answers: dict, *, files: bool) -> Application:
    return cast.drafted(code, by=sari, now=local_now(), answers=answers, files=files)


# --- Papers ----------------------------------------------------------------------------------------------


def photo(width: int = 1600, height: int = 1200) -> SimpleUploadedFile:
    out = BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(out, "JPEG", quality=90)
    return SimpleUploadedFile("ktp.jpg", out.getvalue(), content_type="image/jpeg")


def posted(client: Client, draft: Application, **files):
    address = reverse("apply_documents", args=[draft.pk])
    key = value_of(client.get(address), "kunci")
    return client.post(address, {"kunci": key, "persyaratan": "ktp_el", **files})


def test_the_camera_is_a_second_choice_beside_the_gallery(sari):
    draft = draft_of(sari, BILLBOARD, {}, files=False)
    page = browser(sari).get(reverse("apply_documents", args=[draft.pk])).content.decode()
    slot = page.split('id="berkas-ktp_el"')[1].split("</section>")[0]
    choices = re.findall(r'<input type="file"[^>]*>', slot)
    assert ["capture" in choice for choice in choices] == [False, True]
    assert all('name="berkas"' in choice for choice in choices)
    only_pdf = page.split('id="berkas-nib_dok"')[1].split("</section>")[0]
    assert "capture" not in only_pdf


def test_a_list_shows_a_picture_in_small(sari):
    draft, client = draft_of(sari, BILLBOARD, {}, files=False), browser(sari)
    assert posted(client, draft, berkas=photo()).status_code == 302
    kept = draft.attachments.get()
    address = reverse("document", args=[kept.pk])
    assert (
        f'src="{address}?kecil=1"' in client.get(reverse("apply_documents", args=[draft.pk])).content.decode()
    )
    small = client.get(address, {"kecil": "1"})
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert len(small.content) < 20_000 < kept.document.size
    assert "sandbox" in small["Content-Security-Policy"]
    assert browser(cast.citizen("Joko")).get(address, {"kecil": "1"}).status_code == 404


def test_a_paper_in_small_is_the_paper(sari):
    draft, client = draft_of(sari, BILLBOARD, {}, files=False), browser(sari)
    posted(client, draft, berkas=SimpleUploadedFile("ktp.pdf", cast.pdf_bytes()))
    address = reverse("document", args=[draft.attachments.get().pk])
    assert client.get(address, {"kecil": "1"}).content == client.get(address).content


def test_a_picture_in_small_stands_upright_and_a_huge_one_is_left_as_it_is():
    out, turned = BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (1200, 800), "white").save(out, "JPEG", exif=turned)
    small = Image.open(BytesIO(stamp(out.getvalue(), "image/jpeg")))
    assert small.size == (160, 240)
    huge = BytesIO()
    Image.new("1", (4000, 3001)).save(huge, "PNG")
    assert stamp(huge.getvalue(), "image/png") == huge.getvalue()


# --- The receipt -----------------------------------------------------------------------------------------


def test_the_receipt_tells_each_step_with_its_day(sari):
    file = cast.submitted(SERVICE, by=sari, now=local_now())
    words = text_of(browser(sari).get(reverse("receipt", args=[file.pk])))
    first, *later = file.standard.tiers.all()
    assert f"{first.name} – {first.agency.short_name} Diperiksa paling lambat:" in words
    assert all(
        f"{tier.name} – {tier.agency.short_name} Paling lama {tier.promise}." in words for tier in later
    )
    assert f"{file.standard.product} Selesai paling lambat:" in words


def test_the_receipt_is_scanned_shared_and_printed(sari):
    file = cast.submitted(SERVICE, by=sari, now=local_now())
    page = browser(sari).get(reverse("receipt", args=[file.pk])).content.decode()
    assert qr_svg(tracking_address(file)) in page
    assert "data-print" in page
    assert f"https://wa.me/?text=Permohonan%20{file.number}" in page
    there = Client().get(tracking_address(file).split("8000")[1])
    assert there.status_code == 200
    assert file.standard.name in text_of(there)


def test_the_counter_hands_out_the_same_receipt(sari):
    file = cast.submitted(SERVICE, by=sari, now=local_now())
    budi = cast.officer("Budi", "front_office", "dpmptsp")
    page = browser(budi).get(reverse("receipt", args=[file.pk]))
    assert file.shown_code in text_of(page)
    assert reverse("desk_file", args=[file.pk]) in page.content.decode()
    assert f'href="{reverse("application", args=[file.pk])}"' not in page.content.decode()


def test_a_receipt_asks_no_more_than_twenty(sari):
    file, client = cast.submitted(BILLBOARD, by=sari, now=local_now()), browser(sari)
    with counted() as queries:
        client.get(reverse("receipt", args=[file.pk]))
    assert len(queries) <= 20, "\n".join(queries)


# --- Mending ---------------------------------------------------------------------------------------------


def test_what_is_to_mend_says_what_becomes_of_the_clock(sari):
    now = local_now()
    file = cast.submitted(BILLBOARD, by=sari, now=now)
    scenes.returned(scenes.open_steps(file)[0], now=now)
    anew = text_of(browser(sari).get(reverse("correct", args=[file.pk])))
    assert "Waktu layanan berhenti dihitung. Hitungan mulai dari awal sesudah perbaikan Anda lengkap." in anew
    scenes.answered(file, now=now)
    scenes.passed_until(file, 2, now=now)
    scenes.returned(scenes.open_steps(file)[0], now=now)
    paused = text_of(browser(sari).get(reverse("correct", args=[file.pk])))
    assert "Waktu layanan berhenti dihitung selama menunggu Anda." in paused
    assert "Perlu berkas baru" in paused.split("Waktu layanan")[0]


# --- Bad input -------------------------------------------------------------------------------------------


def test_twenty_fields_twelve_papers_and_one_name_stay_readable(sari):
    """The list, each page, the papers and the check of the longest form, with the longest texts it takes."""
    profile = sari.profile
    profile.full_name = "Wayan"
    profile.save()
    right = right_answers(BILLBOARD, local_now())
    long = "Ruko" + "x" * 196
    draft = draft_of(sari, BILLBOARD, right | {"isi_reklame": long, "alamat_lokasi": long}, files=True)
    client = browser(sari)
    assert draft.standard.fields.count() == 20
    assert draft.standard.requirements.count() == 12
    words = text_of(client.get(reverse("apply_check", args=[draft.pk])))
    assert words.count(long) == 2
    assert "Wayan" in words
    for number in range(1, len(topics_of(draft.standard.fields.all())) + 1):
        page = client.get(address_of_page(draft, number)).content.decode()
        assert len(set(re.findall(r'name="(isian-[a-z_0-9]+)"', page))) <= MOST
