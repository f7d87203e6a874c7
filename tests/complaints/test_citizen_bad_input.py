"""tests/corpus/complaints.json through the pages: the status, the sentence, and nothing stored."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Region
from complaints.models import Category, Complaint, Response
from complaints.secrets import secret_of
from tests import cast
from tests.complaints import scenes
from tests.complaints.at_the_form import browser, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
CORPUS = json.loads((Path(__file__).parents[1] / "corpus" / "complaints.json").read_text())
CLOSED = "antrean"
PHOTOS = {
    "jpeg": lambda: scenes.photo(),
    "png": lambda: SimpleUploadedFile("foto.png", cast.image_bytes("PNG")),
    "heic": lambda: SimpleUploadedFile("IMG_1.heic", b"\0\0\0\x18ftypheic"),
    "empty": lambda: SimpleUploadedFile("foto.jpg", b""),
    "pdf": lambda: SimpleUploadedFile("foto.pdf", cast.pdf_bytes()),
    "words": lambda: SimpleUploadedFile("foto.jpg", b"Ini bukan foto."),
    "heavy": lambda: SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff" + b"a" * (10 * 1024 * 1024)),
}


@pytest.fixture(autouse=True)
def _no_guesses_before():
    cache.clear()


def typed(value):
    return "a" * value["letters"] if isinstance(value, dict) else value


def cases(part: str):
    return [pytest.param(one, id=f"{one['id']} {one['about']}") for one in CORPUS[part]]


def assert_answer(response, one) -> None:
    page = response.content.decode()
    assert response.status_code == one["status"], page
    assert one["says"] in page
    assert "<script>alert" not in page and "<img src=x" not in page and "<svg onload" not in page


@pytest.mark.parametrize("one", cases("told"))
def test_what_cannot_be_taken_is_said_and_leaves_nothing(one, now):
    Category.objects.filter(code=CLOSED).update(is_open=False)
    assert Region.objects.filter(pk="12").exists()  # C06: a place we know, elsewhere.
    values = {name: typed(value) for name, value in one["input"].items()}
    if values.get("about") == "own file":
        values["about"] = (
            f"permohonan:{cast.submitted('pbb-salinan-sppt', by=cast.citizen('Sari'), now=now).pk}"
        )
    if "photos" in one:
        values["photos"] = [PHOTOS[kind]() for kind in one["photos"]]
    response = send(cast.citizen(one["who"]) if "who" in one else None, **values)
    assert_answer(response, one)
    assert Complaint.objects.count() == (1 if one["status"] == 200 else 0)
    assert set(Complaint.objects.values_list("status", "reporter", "accused")) <= {("filed", None, None)}


def test_it_says_in_one_round_what_form_and_verb_would_refuse():
    response = send(title="a" * 151, text="a" * 4001, happened_on="besok")
    faults = response.context["form"].errors
    assert sorted(faults) == ["happened_on", "text", "title"]
    assert faults["text"] == ["Paling panjang 4.000 huruf. Ringkas, lalu kirim lagi."]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("holder", ["account", "secret"])
@pytest.mark.parametrize("one", cases("said"))
def test_what_can_no_longer_be_said_is_answered_and_changes_nothing(one, holder, now):
    complaint = scenes.filed(now=now, anonymous=holder == "secret")
    complaint = getattr(scenes, one["state"])(complaint, now=now)
    values = {"kunci": "sebuah-kunci", "versi": complaint.version}
    values |= {name: typed(value) for name, value in one["input"].items()}
    address = reverse("complaint_act", args=[complaint.pk, one["act"]])
    if holder == "secret":
        address = reverse("complaint_secret_act", args=[one["act"]])
        values |= {"nomor": complaint.number, "kode": secret_of(complaint.pk)}
    values = {name: value for name, value in values.items() if value is not None}
    before = Complaint.objects.values_list("status", "version").get()
    assert_answer(browser(complaint.reporter).post(address, values), one)
    assert Complaint.objects.values_list("status", "version").get() == before
    assert not Response.objects.filter(kind__in=["reply", "dispute"]).exists()


@pytest.mark.parametrize("one", cases("tracked"))
def test_what_opens_nothing_opens_nothing(one, now):
    plain = scenes.filed(now=now, anonymous=True)
    numbers = {
        "right": plain.number, "next": f"{plain.number[:-6]}{int(plain.number[-6:]) + 1:06d}",
        "confidential": scenes.filed(now=now, anonymous=True, confidential=True).number,
        "account": scenes.filed(now=now).number,
    }  # fmt: skip
    right = secret_of(plain.pk)
    secrets = {"right": right, "almost": right[:-1] + ("0" if right[-1] != "0" else "2")}
    number = one["number"] if isinstance(one["number"], dict) else numbers.get(one["number"], one["number"])
    values = {"nomor": typed(number), "kode": secrets.get(one["secret"], one["secret"])}
    response = browser().post(reverse("complaint_track"), values)
    assert_answer(response, one)
    assert "Jumlah tagihan" not in response.content.decode()
