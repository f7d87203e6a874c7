"""Wrong, hostile and stale input at the citizen's doors: right status, one sentence, nothing stored by half."""

import json
from html import escape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.models import Application
from foundation.documents.models import Document
from tests import cast
from tests.answers import right_answers
from tests.applications.at_the_counter import (
    SERVICE,
    as_posted,
    browser,
    fill,
    fill_page_of,
    local_now,
    page_of_form,
    text_of,
    upload,
    value_of,
)
from tests.foundation.bodies import BODIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
CORPUS = Path(__file__).parent.parent / "corpus"
FORMS = json.loads((CORPUS / "citizen_forms.json").read_text())
UPLOADS = json.loads((CORPUS / "uploads.json").read_text())
NIKS = json.loads((CORPUS / "nik.json").read_text())


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


def empty_draft(code: str = SERVICE) -> Application:
    return cast.drafted(code, by=cast.citizen("Sari"), now=local_now(), answers={}, files=False)


def stored(draft) -> tuple:
    draft = Application.objects.get(pk=draft.pk)
    return draft.answers, draft.version, draft.status


def typed_in(case) -> str:
    typed = case["typed"]
    return typed[0] * typed[1] if isinstance(typed, list) else typed


@pytest.mark.parametrize(
    "case", FORMS["refused"], ids=lambda case: f"{case['id']} {case['field']} {case['says'][:30]}"
)
def test_a_wrong_answer_gets_its_sentence_and_is_not_kept(sari, case):
    draft = empty_draft(FORMS["service"])
    answer = fill_page_of(sari, draft, case["field"], **{case["field"]: typed_in(case)})
    assert answer.status_code == 400
    assert case["says"] in text_of(answer)
    assert stored(draft) == ({}, 0, "draft")


def test_the_niks_of_the_table_are_judged_at_the_form(sari):
    draft = empty_draft("kk-baru")
    answers = right_answers("kk-baru", local_now())
    for case in NIKS:
        posted = as_posted(answers | {"nik_kepala_keluarga": case["typed"]})
        version = Application.objects.get(pk=draft.pk).version
        answer = sari.post(
            reverse("apply_form", args=[draft.pk]), posted | {"versi": version, "tombol": "lanjut"}
        )
        assert answer.status_code == (302 if "is" in case else 400), case["why"]
        if "is" not in case:
            says = ("NIK harus 16 angka.", "NIK tidak sesuai", "Isi NIK")
            assert any(sentence in text_of(answer) for sentence in says), case["why"]


@pytest.mark.parametrize("text", FORMS["shown_literally"])
def test_any_text_is_kept_and_shown_as_it_is(sari, text):
    draft = empty_draft(FORMS["service"])
    assert fill(sari, draft, nama_perusahaan=text, jenis_pekerjaan=text).status_code == 302
    for address in (page_of_form(draft, "nama_perusahaan"), reverse("apply_check", args=[draft.pk])):
        page = sari.get(address).content.decode()
        assert escape(text) in page
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"nama_perusahaan": "x" * 4001}, "Paling banyak 4.000 huruf."),
        ({"jumlah_pekerja": "9" * 100_000}, "Paling banyak 4.000 huruf."),
        ({"warna": "biru"}, "Isian “warna” tidak ada pada layanan ini."),
    ],
)
def test_not_even_a_draft_keeps_it(sari, answers, says):
    draft = empty_draft(FORMS["service"])
    answer = fill_page_of(sari, draft, next(iter(answers)), "simpan", **answers)
    assert answer.status_code == 400
    assert says in text_of(answer)
    assert stored(draft) == ({}, 0, "draft")


def test_a_form_of_a_megabyte_is_refused_before_it_is_read(sari):
    draft = empty_draft(FORMS["service"])
    answer = fill(sari, draft, "simpan", answers={"nama_perusahaan": "x" * 1_100_000})
    assert answer.status_code in (400, 413)
    assert stored(draft) == ({}, 0, "draft")


@pytest.mark.parametrize("version", [None, "", "abc", "-1", "1e9"])
def test_a_form_without_its_version_is_not_kept(sari, version):
    draft = empty_draft(FORMS["service"])
    data = {"isian-nama_perusahaan": "Toko", "tombol": "simpan"} | (
        {} if version is None else {"versi": version}
    )
    answer = sari.post(reverse("apply_form", args=[draft.pk]), data)
    assert answer.status_code == 400
    assert "Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi." in text_of(answer)
    assert 'value="Toko"' in answer.content.decode()
    assert stored(draft) == ({}, 0, "draft")


def test_other_peoples_words_in_the_post_change_nothing(sari):
    draft = empty_draft(FORMS["service"])
    probes = {
        "status": "approved",
        "agency": "1",
        "is_staff": "1",
        "price": "0",
        "number": "X",
        "filed_by": "1",
    }
    data = {"isian-nama_perusahaan": "Toko", "tombol": "simpan", "versi": "0", **probes}
    assert sari.post(reverse("apply_form", args=[draft.pk]), data).status_code == 302
    kept = Application.objects.get(pk=draft.pk)
    assert (kept.status, kept.number, kept.filed_by) == ("draft", None, cast.citizen("Sari"))


@pytest.mark.parametrize("key", ["", "x" * 65, "kunci\x00", "kunci bahasa ꦱ"])
@pytest.mark.parametrize("route", ["apply_start", "apply_documents", "apply_check"])
def test_a_form_without_its_key_creates_nothing(sari, route, key):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    files = Document.objects.count()
    address = reverse(route, args=[SERVICE if route == "apply_start" else draft.pk])
    posted = {
        "kunci": key, "untuk": "diri", "persyaratan": "ktp_el", "berkas": cast.upload(["pdf"]), "versi": draft.version,
        "setuju": "on",
    }  # fmt: skip
    answer = sari.post(address, posted)
    assert answer.status_code == 400
    assert (Application.objects.count(), Document.objects.count()) == (1, files)
    assert Application.objects.get(pk=draft.pk).number is None


def test_every_bad_file_of_the_corpus_is_refused_at_the_page(sari):
    draft = empty_draft("izin-reklame-permanen")
    # A browser's form parser drops the NUL from a name before we see it; what is left is judged as it is.
    for case in (case for case in UPLOADS["refused"] if "\0" not in case["name"]):
        file = SimpleUploadedFile("x", BODIES[case["body"]]())
        file.name = case["name"]
        answer = upload(sari, draft, "ktp_el", file)
        assert answer.status_code == 400, case
        assert "Berkas belum tersimpan" in text_of(answer), case
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_refused_with_413(sari):
    draft = empty_draft("izin-reklame-permanen")
    size = draft.standard.requirements.get(code="ktp_el").max_mb * 1024 * 1024 + 1
    file = SimpleUploadedFile("ktp.pdf", cast.pdf_bytes().ljust(size, b" "))
    answer = upload(sari, draft, "ktp_el", file)
    assert answer.status_code == 413
    assert "Ukuran paling besar 2 MB." in text_of(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize("code", ["tidak_ada", "", "../ktp_el", "x" * 5000, "ktp\0el"])
def test_a_requirement_the_service_does_not_have_is_refused(sari, code):
    draft = empty_draft("izin-reklame-permanen")
    answer = upload(sari, draft, code, cast.upload(["pdf"]))
    assert answer.status_code == 400
    assert "Persyaratan ini tidak ada pada layanan yang diajukan." in text_of(answer)
    assert not Document.objects.exists()


def test_a_requirement_that_is_told_takes_no_file(sari):
    code = "kk-baru"
    draft = empty_draft(code)
    draft.standard.requirements.filter(order=1).update(kind="data")
    answer = upload(sari, draft, draft.standard.requirements.get(order=1).code, cast.upload(["pdf"]))
    assert answer.status_code == 400
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "route", ["apply_form", "apply_documents", "apply_check", "discard", "withdraw", "correct"]
)
def test_without_a_csrf_token_nothing_happens(route):
    file = cast.submitted(SERVICE, now=local_now()) if route in ("withdraw", "correct") else empty_draft()
    before = stored(file)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.citizen("Sari"))
    answer = client.post(reverse(route, args=[file.pk]), {"versi": "0", "tombol": "simpan"})
    assert answer.status_code == 403
    assert "Isian belum dikirim karena kunci keamanannya habis." in text_of(answer)
    assert stored(file) == before


NOBODYS = "4a6a776d-70f7-4c67-86b6-5ed45f7b2a72"


@pytest.mark.parametrize("pk", ["1", "abc", "%2e%2e", "{0}", "00000000-0000-0000-0000-000000000000", NOBODYS])
@pytest.mark.parametrize(
    "path", ["permohonan/{}/", "permohonan/{}/isian/", "berkas/{}/", "permohonan/{}/produk/"]
)
def test_an_address_that_leads_nowhere_is_not_found(sari, path, pk):
    assert sari.get("/" + path.format(pk)).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "9" * 400, "\x00"])
def test_a_page_of_the_list_that_does_not_exist_shows_one_that_does(sari, page):
    assert sari.get(reverse("my_files"), {"page": page}).status_code == 200


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
@pytest.mark.parametrize(
    "route", ["my_files", "application", "apply_form", "receipt", "correct", "withdraw", "track"]
)
def test_other_verbs_are_refused(sari, route, verb):
    file = cast.submitted(SERVICE, now=local_now())
    args = [] if route in ("my_files", "track") else [file.pk]
    assert getattr(sari, verb)(reverse(route, args=args)).status_code == 405


def test_thirteen_files_in_one_request_are_refused(sari):
    draft = empty_draft("izin-reklame-permanen")
    key = value_of(sari.get(reverse("apply_documents", args=[draft.pk])), "kunci")
    many = {f"berkas{number}": cast.upload(["pdf"]) for number in range(13)}
    answer = sari.post(
        reverse("apply_documents", args=[draft.pk]), {"kunci": key, "persyaratan": "ktp_el", **many}
    )
    assert answer.status_code in (400, 413)
    assert not Document.objects.exists()
