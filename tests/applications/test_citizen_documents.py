"""Uploading one file at a time, and opening what was uploaded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from applications import workflow
from applications.models import Application, Attachment
from foundation.audit.models import Entry
from foundation.documents.models import Document
from foundation.documents.storing import path_of
from tests import cast
from tests.applications.at_the_counter import SERVICE, browser, local_now, text_of, upload, value_of
from tests.applications.counting import counted
from tests.applications.scenes import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


@pytest.fixture
def draft():
    return cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now(), files=False)


@pytest.fixture
def sent():
    return cast.submitted(SERVICE, now=local_now())


def file_input(draft) -> str:
    return reverse("apply_documents", args=[draft.pk])


def test_a_file_is_stored_under_its_requirement(sari, draft):
    answer = upload(sari, draft, "ktp_el")
    assert answer.url == f"{file_input(draft)}#berkas-ktp_el"
    kept = draft.attachments.get()
    assert (kept.requirement.code, kept.version) == ("ktp_el", 1)
    assert kept.document.name in text_of(sari.get(file_input(draft)))


def test_the_list_counts_what_is_still_missing(sari, draft):
    needed = draft.standard.requirements.filter(kind="file", presence="required").count()
    assert f"Masih {needed} berkas wajib yang belum ada." in text_of(sari.get(file_input(draft)))
    upload(sari, draft, "ktp_el")
    assert f"Masih {needed - 1} berkas wajib yang belum ada." in text_of(sari.get(file_input(draft)))


def test_an_optional_file_carries_its_note_and_is_not_missed(sari):
    draft = cast.drafted("kk-baru", by=cast.citizen("Sari"), now=local_now())
    words = text_of(sari.get(file_input(draft)))
    assert "Bila diperlukan Bila dikuasakan kepada orang di luar anggota KK." in words
    assert "Semua berkas wajib sudah ada." in words


def test_what_the_answers_call_for_is_asked_and_the_rest_is_not(sari):
    answers = cast.right_answers("izin-reklame-permanen", local_now(), status_lahan="rumija")
    draft = cast.drafted(
        "izin-reklame-permanen", by=cast.citizen("Sari"), now=local_now(), answers=answers, files=False
    )
    words = text_of(sari.get(file_input(draft)))
    assert "Persetujuan pemakaian ruang milik jalan" in words
    assert "Surat persetujuan pemilik tanah atau bangunan" not in words


def test_a_second_file_replaces_the_first_and_both_are_kept(sari, draft):
    upload(sari, draft, "ktp_el")
    upload(sari, draft, "ktp_el", SimpleUploadedFile("baru.pdf", cast.pdf_bytes(2)))
    versions = list(draft.attachments.order_by("version").values_list("version", "document__name"))
    assert [version for version, _name in versions] == [1, 2]
    assert draft.attachments.current().get().document.name == "baru.pdf"


def test_a_double_click_stores_one_version(sari, draft):
    page = sari.get(file_input(draft))
    form = {"kunci": value_of(page, "kunci"), "persyaratan": "ktp_el"}
    data = cast.pdf_bytes()
    for _ in range(2):
        sari.post(file_input(draft), form | {"berkas": SimpleUploadedFile("ktp.pdf", data)})
    assert draft.attachments.count() == 1


def test_the_same_form_with_another_file_is_refused(sari, draft):
    page = sari.get(file_input(draft))
    form = {"kunci": value_of(page, "kunci"), "persyaratan": "ktp_el"}
    sari.post(file_input(draft), form | {"berkas": SimpleUploadedFile("ktp.pdf", cast.pdf_bytes())})
    other = SimpleUploadedFile("lain.pdf", cast.pdf_bytes(3))
    answer = sari.post(file_input(draft), form | {"berkas": other})
    assert answer.status_code == 422
    assert draft.attachments.get().document.name == "ktp.pdf"


def test_a_file_is_taken_out_again(sari, draft):
    upload(sari, draft, "ktp_el")
    address = reverse("apply_detach", args=[draft.pk, draft.attachments.get().pk])
    assert sari.get(address).status_code == 405
    assert sari.post(address).url == f"{file_input(draft)}#berkas-ktp_el"
    assert not draft.attachments.current().exists()
    assert sari.post(address).status_code == 302


def test_a_file_no_longer_asked_for_is_offered_for_removal(sari):
    now, by = local_now(), cast.citizen("Sari")
    answers = cast.right_answers("izin-reklame-permanen", now, status_lahan="rumija")
    draft = cast.drafted("izin-reklame-permanen", by=by, now=now, answers=answers)
    workflow.save_draft(draft.pk, answers | {"status_lahan": "milik_sendiri"}, by=by, now=now)
    words = text_of(sari.get(file_input(draft)))
    assert "Tidak diminta lagi" in words
    assert "Persetujuan pemakaian ruang milik jalan" in words.split("Tidak diminta lagi")[1]


def test_a_refused_file_is_named_at_the_top_and_at_its_place(sari, draft):
    answer = upload(sari, draft, "ktp_el", SimpleUploadedFile("ktp.pdf", b"bukan pdf"))
    assert answer.status_code == 400
    assert text_of(answer).count("Isi berkas bukan PDF. Pilih berkas lain.") == 2
    assert not Document.objects.exists()


def test_nothing_chosen_is_said_in_a_sentence(sari, draft):
    key = value_of(sari.get(file_input(draft)), "kunci")
    answer = sari.post(file_input(draft), {"kunci": key, "persyaratan": "ktp_el"})
    assert answer.status_code == 400
    assert "Pilih berkasnya lebih dulu, lalu tekan Unggah." in text_of(answer)


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_stored_by_half(sari, draft, settings, tmp_path):
    (tmp_path / "full").write_text("a file where a folder should be")
    settings.DOCUMENT_ROOT = tmp_path / "full"
    answer = upload(sari, draft, "ktp_el")
    assert answer.status_code == 503
    assert "ruang simpan sedang bermasalah" in text_of(answer)
    assert not Attachment.objects.exists()
    assert not Document.objects.exists()


def test_a_sent_file_takes_no_upload(sari, sent):
    form = {"kunci": "k" * 22, "persyaratan": "ktp_el", "berkas": cast.upload(["pdf"])}
    answer = sari.post(file_input(sent), form)
    assert answer.status_code == 409
    assert "Terkirim" in text_of(answer)
    assert not sent.attachments.filter(version=2).exists()


def test_she_opens_what_she_uploaded(sari, sent):
    kept = sent.attachments.current().first()
    answer = sari.get(reverse("document", args=[kept.pk]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == kept.document.kind
    assert "sandbox" in answer["Content-Security-Policy"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    saved = sari.get(reverse("document", args=[kept.pk]), {"unduh": "1"})
    assert saved["Content-Disposition"].startswith("attachment")
    assert not Entry.objects.filter(action="application.open_document").exists()


def test_nobody_else_opens_it(sent):
    kept = sent.attachments.current().first()
    address = reverse("document", args=[kept.pk])
    assert browser(cast.citizen("Joko")).get(address).status_code == 404
    assert browser().get(address).status_code == 302
    assert browser(cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")).get(address).status_code == 404
    assert browser(cast.officer("Ratna", Role.COORDINATOR)).get(address).status_code == 404
    assert browser(cast.officer("Wayan", Role.AUDITOR)).get(address).status_code == 404


def test_the_officer_with_the_claim_opens_it_and_leaves_an_entry(sent):
    review, budi = cast.claimed(sent, now=local_now())
    kept = sent.attachments.current().first()
    address = reverse("document", args=[kept.pk])
    assert browser(budi).get(address).status_code == 200
    entry = Entry.objects.get(action="application.open_document")
    assert (entry.actor, entry.params["requirement"]) == (budi, kept.requirement.code)
    workflow.release(sent.pk, review.pk, by=fresh(budi), now=local_now())
    assert browser(budi).get(address).status_code == 404


def test_a_damaged_file_says_so_and_is_logged(sari, sent, caplog):
    kept = sent.attachments.current().first()
    path_of(kept.document).write_bytes(b"rusak")
    answer = sari.get(reverse("document", args=[kept.pk]))
    assert answer.status_code == 503
    assert "Berkas ini sedang tidak bisa dibuka." in text_of(answer)
    assert str(kept.document.pk) in caplog.text


def test_a_page_with_every_file_keeps_its_budget(sari):
    draft = cast.drafted("izin-reklame-permanen", by=cast.citizen("Sari"), now=local_now())
    with counted() as queries:
        sari.get(file_input(draft))
    assert len(queries) <= 15, "\n".join(queries)


def test_upload_stays_within_its_budget(sari, draft):
    page = sari.get(file_input(draft))
    form = {"kunci": value_of(page, "kunci"), "persyaratan": "ktp_el", "berkas": cast.upload(["pdf"])}
    with counted() as queries:
        assert sari.post(file_input(draft), form).status_code == 302
    assert len(queries) <= 25, "\n".join(queries)
    assert Application.objects.get(pk=draft.pk).version == 1
