"""What is accepted and what is refused: the cases are data, their bodies are made by hand."""

import gc
import json
import random
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from foundation.documents.checks import check_upload
from foundation.documents.names import clean_name
from tests.foundation.bodies import BODIES

CORPUS = json.loads((Path(__file__).parent.parent / "corpus" / "uploads.json").read_text())
MEGABYTE = 1024 * 1024


class Upload(BytesIO):
    """Bytes with a name exactly as a client sent it."""

    def __init__(self, body: bytes, name: str):
        super().__init__(body)
        self.name = name


def judged(body: bytes, name: str, **limits):
    accept = limits.get("accept", CORPUS["accept"])
    return check_upload(Upload(body, name), accept=accept, max_mb=limits.get("max_mb", CORPUS["max_mb"]))


def refusal(body: bytes, name: str, **limits) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        judged(body, name, **limits)
    return caught.value


def label(case) -> str:
    return f"{case.get('id', 'honest')} {case['body']} {case['name']!r}"


@pytest.mark.parametrize("case", CORPUS["accepted"], ids=label)
def test_an_honest_file_is_accepted_as_it_is(case):
    body = BODIES[case["body"]]()
    checked = judged(body, case["name"])
    assert (checked.name, checked.kind, checked.data) == (case["name"], case["kind"], body)


@pytest.mark.parametrize("case", CORPUS["refused"], ids=label)
def test_a_bad_file_is_refused_with_a_sentence(case):
    error = refusal(BODIES[case["body"]](), case["name"])
    assert error.code == case["code"]
    [sentence] = error.messages
    assert sentence.startswith(case["says"])
    assert sentence.endswith(".")
    assert case["name"] not in sentence


@pytest.mark.parametrize("case", CORPUS["names"], ids=label)
def test_a_strange_name_is_cleaned(case):
    assert judged(BODIES[case["body"]](), case["name"]).name == case["shown"]


@pytest.mark.parametrize("stem", ["a" * 300, "😀" * 64, "e\u0301" * 300, "\u202e" * 50 + "z" * 150])
def test_a_long_name_is_cut_and_keeps_its_ending(stem):
    name = clean_name(f"{stem}.pdf", "application/pdf")
    assert len(name) <= 100
    assert name.endswith(".pdf")
    assert unicodedata.is_normalized("NFC", name)
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cf"}


def test_the_limit_of_its_requirement_is_kept_to_the_byte():
    body = BODIES["jpeg"]()
    full = body + b"\0" * (2 * MEGABYTE - len(body))
    assert judged(full, "ktp.jpg").data == full
    error = refusal(full + b"\0", "ktp.jpg")
    assert error.code == "upload_size"
    assert error.messages[0].startswith("Ukuran paling besar 2 MB.")
    assert (
        refusal(b"\0" * MEGABYTE, "ktp.jpg", max_mb=0.5).messages[0].startswith("Ukuran paling besar 0,5 MB.")
    )


def test_the_size_told_by_the_client_is_not_believed():
    upload = Upload(b"%PDF-" + b"\0" * 3 * MEGABYTE, "ktp.pdf")
    upload.size = 10
    with pytest.raises(ValidationError) as caught:
        check_upload(upload, accept=["pdf"], max_mb=2)
    assert caught.value.code == "upload_size"


def test_the_type_told_by_the_client_is_not_believed():
    upload = SimpleUploadedFile("ktp.jpg", BODIES["html"](), content_type="image/jpeg")
    with pytest.raises(ValidationError) as caught:
        check_upload(upload, accept=["jpg"], max_mb=2)
    assert caught.value.code == "upload_content"


@pytest.mark.parametrize(
    ("accept", "body", "name", "says"),
    [
        (["pdf"], "jpeg", "ktp.jpg", "Hanya PDF."),
        (["jpg", "jpeg", "png"], "pdf", "ktp.pdf", "Hanya JPG atau PNG."),
        (["pdf", "xlsx", "csv"], "jpeg", "ktp.jpg", "Hanya PDF."),
        (["pdf"], "jpeg", "ktp", "Hanya PDF."),
    ],
)
def test_only_what_the_requirement_asks_for_is_accepted(accept, body, name, says):
    error = refusal(BODIES[body](), name, accept=accept)
    assert error.code == "upload_type"
    assert error.messages[0].startswith(says)


def test_an_upload_that_was_read_before_is_judged_from_its_start():
    upload = Upload(BODIES["pdf"](), "ktp.pdf")
    upload.read()
    assert check_upload(upload, accept=["pdf"], max_mb=2).kind == "application/pdf"


def mutated(body: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(body)
    for _turn in range(chance.randint(1, 12)):
        place, piece = chance.randrange(8, len(damaged) - 8), chance.randbytes(chance.randint(1, 30))
        damaged[place : place + chance.choice([0, 1, len(piece)])] = piece
    return bytes(damaged)


@pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "a.png"])
def test_whatever_is_damaged_is_accepted_or_refused_and_nothing_else(name):
    chance = random.Random(name)  # noqa: S311
    bodies = {
        "a.pdf": ["pdf_object_streams", "pdf_script_in_names", "pdf_attachment", "pdf_locked", "pdf_bomb"],
        "a.jpg": ["jpeg", "jpeg_progressive"],
        "a.png": ["png"],
    }[name]
    originals, refused = [BODIES[body]() for body in bodies], 0
    for number in range(200):
        try:
            judged(mutated(originals[number % len(originals)], chance), name)
        except ValidationError as error:
            assert error.code.startswith("upload_")
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("body", ["pdf_bomb", "png_20000", "png_12000"])
def test_the_bombs_are_bombs(body):
    """The control: small as files, so it is not their size that refused them."""
    assert len(BODIES[body]()) < 60_000


def test_a_request_is_not_read_past_its_quota(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.UPLOAD_MAX_BYTES = 3 * MEGABYTE

    def request_with(count: int):
        names = [f"berkas{number}" for number in range(count)]
        return RequestFactory().post(
            "/", {name: SimpleUploadedFile("a.pdf", b"x" * MEGABYTE) for name in names}
        )

    request = request_with(3)
    assert len(request.FILES) == 3
    request.close()
    request = request_with(4)
    with pytest.raises(RequestDataTooBig, match="UPLOAD_MAX_BYTES"):
        _ = request.FILES
    del request
    gc.collect()
    assert list(tmp_path.iterdir()) == []
