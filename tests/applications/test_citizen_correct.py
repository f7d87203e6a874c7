"""Answering a return: one list, new files, mended answers, sent once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import workflow
from applications.models import FormerAnswers
from tests import cast
from tests.applications.at_the_counter import browser, local_now, text_of, value_of
from tests.applications.counting import counted
from tests.applications.scenes import file_of, open_steps, passed_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SERVICE = "izin-reklame-permanen"
NOTE = "Buram, unggah ulang."


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


@pytest.fixture
def now():
    return local_now()


def sent_back(now, *, codes=("ktp_el",), fields=(), tier: int = 2, **chosen):
    """A file returned by a tier for these documents and answers."""
    answers = cast.right_answers(SERVICE, now, **chosen)
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=now, answers=answers)
    file = workflow.submit(draft.pk, by=cast.citizen("Sari"), now=now)
    passed_until(file, tier, now=now)
    review, who = cast.claimed(file, now=now)
    verdicts = cast.fits(file_of(file)) | dict.fromkeys(codes, ("mend", NOTE))
    verdicts |= {f"field:{key}": ("mend", "Sesuaikan dengan surat.") for key in fields}
    workflow.return_for_correction(
        file.pk, review.pk, by=who, now=now, verdicts=verdicts, reason="Dua hal lagi."
    )
    return file_of(file)


def address(file) -> str:
    return reverse("correct", args=[file.pk])


def post(client, file, **data):
    page = client.get(address(file))
    form = {"kunci": value_of(page, "kunci"), "versi": value_of(page, "versi")}
    return client.post(address(file), form | {name.replace("__", "-"): value for name, value in data.items()})


def pdf(name: str = "baru.pdf", pages: int = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, cast.pdf_bytes(pages))


def test_the_list_is_whole_and_carries_the_officers_words(sari, now):
    file = sent_back(now, codes=("ktp_el", "denah_lokasi"), fields=("isi_reklame",))
    words = text_of(sari.get(address(file)))
    assert words.count(NOTE) == 2
    for told in (
        "KTP-el pemohon",
        "Denah lokasi",
        "Naskah atau isi reklame",
        "Sesuaikan dengan surat.",
        "Dua hal lagi.",
    ):
        assert told in words
    assert "Gambar atau desain reklame" not in words


def test_a_file_chosen_and_sent_in_one_go_is_enough(sari, now):
    file = sent_back(now)
    answer = post(sari, file, berkas__ktp_el=pdf())
    assert answer.url == reverse("application", args=[file.pk])
    assert file_of(file).status == "in_review"
    assert file.attachments.current().get(requirement__code="ktp_el").document.name == "baru.pdf"
    assert open_steps(file)[0].tier.order == 2


def test_an_upload_by_itself_keeps_what_was_typed_and_sends_nothing(sari, now):
    file = sent_back(now, fields=("isi_reklame", "panjang_m"))
    answer = post(
        sari,
        file,
        unggah="ktp_el",
        berkas__ktp_el=pdf(),
        isian__isi_reklame="Warung baru Sari",
        isian__panjang_m="",
    )
    assert answer.status_code == 200
    assert "Sudah diganti" in text_of(answer)
    assert "Ada yang perlu diperbaiki" not in text_of(answer)
    assert 'value="Warung baru Sari"' in answer.content.decode()
    assert file_of(file).status == "needs_correction"
    form = {name: value_of(answer, name) for name in ("kunci", "versi")}
    done = sari.post(
        address(file), form | {"isian-isi_reklame": "Warung baru Sari", "isian-panjang_m": "2,5"}
    )
    assert done.status_code == 302
    assert file_of(file).answers["isi_reklame"] == "Warung baru Sari"


def test_the_former_answers_are_kept(sari, now):
    file = sent_back(now, codes=(), fields=("isi_reklame",))
    before = file.answers["isi_reklame"]
    post(sari, file, isian__isi_reklame="Warung baru Sari")
    assert FormerAnswers.objects.get(application=file).answers["isi_reklame"] == before


def test_without_the_new_file_it_is_not_sent(sari, now):
    file = sent_back(now)
    answer = post(sari, file)
    assert answer.status_code == 400
    assert "Unggah berkas pengganti untuk “KTP-el pemohon”." in text_of(answer)
    assert file_of(file).status == "needs_correction"


def test_a_refused_file_sends_nothing_and_keeps_what_was_typed(sari, now):
    file = sent_back(now, fields=("isi_reklame",))
    wrong = SimpleUploadedFile("ktp.pdf", b"bukan pdf")
    answer = post(sari, file, berkas__ktp_el=wrong, isian__isi_reklame="Warung baru Sari")
    assert answer.status_code == 400
    assert "Isi berkas bukan PDF." in text_of(answer)
    assert 'value="Warung baru Sari"' in answer.content.decode()
    assert file_of(file).status == "needs_correction"


def test_a_wrong_answer_is_named_at_its_field(sari, now):
    file = sent_back(now, codes=(), fields=("panjang_m",))
    answer = post(sari, file, isian__panjang_m="panjang sekali")
    assert answer.status_code == 400
    assert "Panjang (m) – Ini bukan angka." in text_of(answer)
    assert 'value="panjang sekali"' in answer.content.decode()


def test_an_answer_nobody_asked_for_is_refused(sari, now):
    file = sent_back(now, codes=(), fields=("isi_reklame",))
    answer = post(sari, file, isian__isi_reklame="Warung", isian__lebar_m="2")
    assert answer.status_code == 400
    assert "tidak diminta untuk diperbaiki" in text_of(answer)
    assert file_of(file).answers == file.answers


def test_a_mended_answer_may_call_for_another_document(sari, now):
    file = sent_back(now, codes=(), fields=("status_lahan",))
    answer = post(sari, file, isian__status_lahan="rumija")
    assert answer.status_code == 400
    assert "Unggah berkas “Persetujuan pemakaian ruang milik jalan”." in text_of(answer)
    assert "Berkas ini diminta karena isian Anda berubah." in text_of(answer)
    form = {name: value_of(answer, name) for name in ("kunci", "versi")} | {"isian-status_lahan": "rumija"}
    assert sari.post(address(file), form | {"berkas-rekomendasi_rumija": pdf()}).status_code == 302
    assert file_of(file).answers["status_lahan"] == "rumija"


def test_a_field_that_hangs_on_a_mended_one_is_asked_with_it(sari, now):
    file = sent_back(now, codes=(), fields=("jenis_reklame",))
    page = sari.get(address(file)).content.decode()
    assert 'name="isian-nomor_polisi"' in page
    assert "data-show-if" in page


def test_a_field_whose_condition_stands_is_drawn_without_it(sari, now):
    file = sent_back(
        now, codes=(), fields=("nomor_polisi",), jenis_reklame="berjalan", nomor_polisi="N 1234 AB"
    )
    page = sari.get(address(file)).content.decode()
    assert 'name="isian-nomor_polisi"' in page
    assert "data-show-if" not in page
    assert post(sari, file, isian__nomor_polisi="N 4321 BA").status_code == 302
    assert file_of(file).answers["nomor_polisi"] == "N 4321 BA"


def test_a_double_click_answers_once(sari, now):
    file = sent_back(now)
    page = sari.get(address(file))
    form = {name: value_of(page, name) for name in ("kunci", "versi")}
    data = cast.pdf_bytes()
    first, second = (
        sari.post(address(file), form | {"berkas-ktp_el": SimpleUploadedFile("baru.pdf", data)})
        for _ in range(2)
    )
    assert first.url == second.url == reverse("application", args=[file.pk])
    assert file.reviews.filter(tier__order=2).count() == 2
    assert file.attachments.filter(requirement__code="ktp_el").count() == 2


def test_a_page_from_before_a_change_is_shown_anew(sari, now):
    file = sent_back(now)
    page = sari.get(address(file))
    form = {name: value_of(page, name) for name in ("kunci", "versi")}
    post(sari, file, unggah="ktp_el", berkas__ktp_el=pdf())
    answer = sari.post(address(file), form)
    assert answer.status_code == 409
    assert "berubah sejak halaman Anda dibuka" in text_of(answer)
    fresh = {name: value_of(answer, name) for name in ("kunci", "versi")}
    assert sari.post(address(file), fresh).status_code == 302


@pytest.mark.parametrize("data", [{}, {"unggah": "ktp_el"}])
def test_an_answered_return_takes_nothing_more(sari, now, data):
    file = sent_back(now)
    post(sari, file, berkas__ktp_el=pdf())
    answer = sari.post(
        address(file), {"kunci": "k" * 22, "versi": 99, "berkas-ktp_el": pdf("lagi.pdf", 3), **data}
    )
    assert answer.status_code == 409
    assert "Dalam verifikasi" in text_of(answer)
    assert sari.get(address(file)).url == reverse("application", args=[file.pk])
    assert not file.attachments.filter(document__name="lagi.pdf").exists()


def test_what_was_found_right_is_not_replaced(sari, now):
    file = sent_back(now)
    answer = post(sari, file, unggah="denah_lokasi", berkas__denah_lokasi=pdf())
    assert answer.status_code == 409
    assert "Hanya berkas yang diminta diperbaiki yang bisa diganti." in text_of(answer)
    assert not file.attachments.filter(document__name="baru.pdf").exists()


def test_the_first_return_of_tier_one_begins_the_promise_anew(sari, now):
    earlier = now - timedelta(days=7)
    file = sent_back(earlier, tier=1)
    post(sari, file, berkas__ktp_el=pdf())
    fresh = file_of(file)
    assert fresh.complete_at > earlier
    assert fresh.timer.started_at == fresh.complete_at


def test_the_list_and_the_sending_keep_their_budgets(sari, now):
    file = sent_back(now, fields=("isi_reklame",))
    with counted() as reading:
        page = sari.get(address(file))
    assert len(reading) <= 20, "\n".join(reading)
    post(sari, file, unggah="ktp_el", berkas__ktp_el=pdf())
    page = sari.get(address(file))
    form = {name: value_of(page, name) for name in ("kunci", "versi")} | {"isian-isi_reklame": "Warung"}
    with counted() as sending:
        assert sari.post(address(file), form).status_code == 302
    assert len(sending) <= 35, "\n".join(sending)
