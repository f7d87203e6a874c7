"""Complaints with planted names, phones, file names and places: none of it where it does not belong (P24)."""

import pytest
from django.urls import reverse
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from complaints import workflow
from complaints.models import Complaint, Photo
from foundation.documents.storing import read
from tests import cast
from tests.complaints import scenes
from tests.complaints.at_the_form import browser, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
NAME, PHONE, EMAIL, FILE = "Sari Kenari", "081299887766", "kenari@contoh.id", "kenari-di-rumah.jpg"
CANARIES = ("kenari", "81299887766", "Jalan Kutilang", "Kamera Kenari")


def planted_photo():
    exif = Image.Exif()
    exif[Base.Make] = "Kamera Kenari"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (7.0, 45.0, 12.0)
    return scenes.photo(FILE, exif=exif, comment=b"Kamera Kenari")


def planted(**more):
    """Filed without an account, with everything that could give her away."""
    send(
        name=NAME, phone=PHONE, email=EMAIL, title=f"Laporan {NAME}", place="Jalan Kutilang 5",
        text=f"Saya {NAME}, telepon {PHONE}.", photos=[planted_photo()], **more,
    )  # fmt: skip
    return Complaint.objects.latest("number")


def found_in(*pages: bytes) -> list[str]:
    text = b"\n".join(pages).decode(errors="replace").casefold()
    return [canary for canary in CANARIES if canary.casefold() in text]


def public_pages(complaint) -> list[bytes]:
    client = browser()
    addresses = [
        reverse("public_complaints"), f"{reverse('public_complaints')}?q=kenari", reverse("public_complaints_feed"),
        reverse("public_complaint", args=[complaint.pk]), reverse("home"), reverse("complaint_start"),
    ]  # fmt: skip
    pages = [client.get(address).content for address in addresses]
    # What was searched for stands in the box and in the way to the other language: the searcher's own word.
    pages[1] = pages[1].replace(b'value="kenari"', b"").replace(b'/en/pengaduan/umum/?q=kenari"', b"")
    return pages


@pytest.mark.parametrize("confidential", [None, "on"])
def test_nothing_of_the_reporter_reaches_a_public_page(confidential, now):
    complaint = planted(confidential=confidential)
    complaint = scenes.answered(complaint, now=now)
    if not confidential:
        workflow.release(complaint.pk, text="Tagihan.", answer="Beres.", by=scenes.handler(), now=now)
    assert found_in(*public_pages(complaint)) == []


def test_nothing_of_her_reaches_another_citizen_or_a_guesser(now):
    complaint = planted()
    joko = browser(cast.citizen("Joko"))
    photo = Photo.objects.get()
    answers = [
        joko.get(reverse("my_complaints")),
        joko.get(reverse("complaint", args=[complaint.pk])),
        joko.get(reverse("complaint_photo", args=[photo.pk])),
        joko.post(reverse("complaint_track"), {"nomor": complaint.number, "kode": "A" * 26}),
        joko.post(reverse("complaint_act", args=[complaint.pk, "tanggapi"]), {"text": "x"}),
    ]
    assert [one.status_code for one in answers] == [200, 404, 404, 404, 404]
    assert found_in(*(one.content for one in answers)) == []


def test_her_photo_keeps_neither_its_name_nor_what_the_camera_wrote():
    planted()
    document = Photo.objects.get().document
    data = read(document)
    assert found_in(data, document.name.encode()) == []
    assert b"Exif" not in data and b"GPS" not in data


def test_what_is_typed_is_shown_as_it_is_typed(now):
    trap = "<script>alert(1)</script>\"'"
    sari = cast.citizen("Sari")
    send(sari, title=trap, text=trap, place=trap)
    complaint = Complaint.objects.get()
    page = browser(sari).get(reverse("complaint", args=[complaint.pk])).content.decode()
    again = send(sari, title=trap, text="", kunci="lain").content.decode()
    assert (
        "<script>alert" not in page + again and "&lt;script&gt;alert(1)" in page and "&lt;script&gt;" in again
    )
