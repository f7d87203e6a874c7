"""Sari applies on the pages, from the first button to the receipt."""

import pytest
from django.urls import reverse

from accounts.models import Dependant, Organisation
from applications.models import Application
from services.forms import topics_of
from services.models import Service
from tests import cast
from tests.answers import right_answers
from tests.applications.at_the_counter import (
    SERVICE,
    browser,
    fill,
    fill_page_of,
    fill_topic,
    local_now,
    page_of_form,
    send,
    started,
    text_of,
    upload_all,
    value_of,
)
from tests.applications.counting import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
WITH_TERMS = "izin-reklame-permanen"


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


@pytest.mark.parametrize("code", ["izin-reklame-permanen", "kk-baru", SERVICE])
def test_she_goes_from_the_service_to_the_receipt(sari, code):
    draft = started(sari, code)
    assert fill(sari, draft).url == reverse("apply_documents", args=[draft.pk])
    upload_all(sari, draft)
    answer = send(sari, draft)
    assert answer.url == reverse("receipt", args=[draft.pk])
    sent = Application.objects.get(pk=draft.pk)
    words = text_of(sari.get(answer.url))
    for told in (sent.number, sent.shown_code, sent.standard.name, sent.standard.fee_text):
        assert told in words
    assert sent.number in text_of(sari.get(reverse("my_files")))
    assert "Menunggu diambil petugas" in text_of(sari.get(reverse("application", args=[sent.pk])))


def test_the_receipt_tells_until_when_it_will_be_done(sari):
    draft = started(sari)
    fill(sari, draft)
    upload_all(sari, draft)
    words = text_of(sari.get(send(sari, draft).url))
    due = Application.objects.select_related("timer").get(pk=draft.pk).timer.due_at
    assert f"Selesai paling lambat {due.astimezone(local_now().tzinfo).day} " in words
    assert "Selama menunggu Anda, hitungan waktu berhenti." in words


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back():
    answer = browser().get(reverse("apply_start", args=[SERVICE]))
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next={reverse('apply_start', args=[SERVICE])}"


def test_who_has_no_complete_profile_fills_it_in_first():
    ratna = browser(cast.account("Ratna"))
    here = reverse("apply_start", args=[SERVICE])
    assert ratna.get(here).url == f"{reverse('profile')}?lanjut={here.replace('/', '%2F')}"
    ratna_again = cast.citizen("Ratna")
    ratna_again.profile.birth_date = None
    ratna_again.profile.save()
    assert ratna.post(here, {"kunci": "k", "untuk": "diri"}).url.startswith(reverse("profile"))
    assert not Application.objects.exists()


@pytest.mark.parametrize("channel", ["redirect", "counter"])
def test_a_service_of_another_channel_has_no_form_here(sari, channel):
    code = Service.objects.filter(channel=channel).values_list("code", flat=True)[0]
    answer = sari.get(reverse("apply_start", args=[code]))
    assert answer.url == reverse("service", args=[code])


def test_an_unknown_service_is_not_found(sari):
    assert sari.get(reverse("apply_start", args=["tidak-ada"])).status_code == 404


def test_she_files_for_her_organisation_or_for_her_child(sari):
    profile = cast.citizen("Sari").profile
    shop = Organisation.objects.create(representative=profile, name="Toko Melati", nib="1234567890123")
    child = Dependant.objects.create(guardian=profile, full_name="Budi Kecil", nik="", nik_hash="")
    page = text_of(sari.get(reverse("apply_start", args=[SERVICE])))
    assert "Toko Melati" in page
    assert "Budi Kecil" in page
    assert started(sari, untuk=f"usaha:{shop.pk}").organisation == shop
    assert started(sari, untuk=f"anak:{child.pk}").dependant == child


def test_she_cannot_file_for_somebody_elses_organisation(sari):
    theirs = Organisation.objects.create(representative=cast.citizen("Joko").profile, name="Toko Joko")
    here = reverse("apply_start", args=[SERVICE])
    answer = sari.post(here, {"kunci": "satu-kunci", "untuk": f"usaha:{theirs.pk}"})
    assert answer.status_code == 400
    assert "Pilihan ini tidak ada." in text_of(answer)
    assert not Application.objects.exists()


def test_a_double_click_opens_one_draft(sari):
    here = reverse("apply_start", args=[SERVICE])
    form = {"kunci": "satu-kunci", "untuk": "diri"}
    assert sari.post(here, form).url == sari.post(here, form).url
    assert Application.objects.count() == 1


def test_the_same_form_with_other_content_is_refused(sari):
    sari.post(reverse("apply_start", args=[SERVICE]), {"kunci": "satu-kunci", "untuk": "diri"})
    answer = sari.post(reverse("apply_start", args=["kk-baru"]), {"kunci": "satu-kunci", "untuk": "diri"})
    assert answer.status_code == 422
    assert "sudah dikirim dengan isi lain" in text_of(answer)
    assert Application.objects.count() == 1


def test_the_eleventh_draft_is_refused_with_a_sentence(sari):
    for _ in range(10):
        started(sari)
    here = reverse("apply_start", args=[SERVICE])
    answer = sari.post(here, {"kunci": "kunci-lain", "untuk": "diri"})
    assert answer.status_code == 429
    assert "Anda sudah punya 10 draf." in text_of(answer)


def test_a_draft_is_saved_unfinished_and_comes_back_as_typed(sari):
    draft = started(sari, WITH_TERMS)
    answer = fill(sari, draft, "simpan", answers={"panjang_m": "banyak", "isi_reklame": "Warung Sari"})
    assert answer.url == reverse("apply_tasks", args=[draft.pk])
    assert 'value="banyak"' in sari.get(page_of_form(draft, "panjang_m")).content.decode()
    assert 'value="Warung Sari"' in sari.get(page_of_form(draft, "isi_reklame")).content.decode()


def test_going_on_with_mistakes_stores_nothing_and_keeps_what_was_typed(sari):
    draft = started(sari, WITH_TERMS)
    answer = fill_page_of(sari, draft, "panjang_m", panjang_m="banyak", lebar_m="2,25")
    assert answer.status_code == 400
    assert "Ini bukan angka." in text_of(answer)
    assert 'value="banyak"' in answer.content.decode()
    assert 'value="2,25"' in answer.content.decode()
    stored = Application.objects.get(pk=draft.pk)
    assert (stored.answers, stored.version) == ({}, 0)


def test_an_empty_form_is_refused_with_a_sentence_for_each_field(sari):
    draft = started(sari, WITH_TERMS)
    for topic in topics_of(draft.standard.fields.all()):
        answer = fill_topic(sari, draft, topic.number, "lanjut", {})
        assert answer.status_code == 400
        asked = [row.label for row in topic.rows if row.required and not row.show_if]
        summary = text_of(answer).split("Ada yang perlu diperbaiki")[1]
        assert asked
        assert all(f"{label} –" in summary for label in asked)


def test_a_second_tab_is_told_and_both_texts_are_offered(sari):
    draft = started(sari, WITH_TERMS)
    old = sari.get(reverse("apply_form", args=[draft.pk]))
    fill(sari, draft, "simpan", answers={"isi_reklame": "Dari tab pertama"})
    late = {"isian-isi_reklame": "Dari tab kedua", "versi": value_of(old, "versi"), "tombol": "simpan"}
    answer = sari.post(reverse("apply_form", args=[draft.pk]), late)
    assert answer.status_code == 409
    words = text_of(answer)
    assert "Formulir ini sudah diperbarui dari tempat lain" in words
    assert "Dari tab pertama Dari tab kedua" in words
    assert Application.objects.get(pk=draft.pk).answers["isi_reklame"] == "Dari tab pertama"
    again = {**late, "versi": value_of(answer, "versi")}
    assert sari.post(reverse("apply_form", args=[draft.pk]), again).status_code == 302
    assert Application.objects.get(pk=draft.pk).answers["isi_reklame"] == "Dari tab kedua"


def test_the_check_page_shows_what_is_missing_and_hides_the_sending(sari):
    draft = started(sari, WITH_TERMS)
    fill(sari, draft)
    page = sari.get(reverse("apply_check", args=[draft.pk]))
    assert "KTP-el pemohon – Unggah berkas ini." in text_of(page)
    assert "Kirim permohonan" not in text_of(page)


def test_the_check_page_shows_everything_and_only_the_end_of_the_nik(sari):
    draft = cast.drafted(WITH_TERMS, by=cast.citizen("Sari"), now=local_now())
    words = text_of(sari.get(reverse("apply_check", args=[draft.pk])))
    assert "••••••••••••0001" in words
    assert cast.NIKS["Sari"] not in words
    for told in ("Milik sendiri", "berkas.pdf", "Izin gratis"):
        assert told in words
    assert "Saya menyatakan isian dan berkas ini benar." in words


def test_an_incomplete_draft_is_not_sent_whatever_is_posted(sari):
    draft = started(sari, WITH_TERMS)
    form = {"kunci": "k" * 22, "versi": draft.version, "setuju": "on"}
    answer = sari.post(reverse("apply_check", args=[draft.pk]), form)
    assert answer.status_code == 400
    assert "Belum bisa dikirim" in text_of(answer)
    stored = Application.objects.get(pk=draft.pk)
    assert (stored.status, stored.number) == ("draft", None)


def test_without_the_declaration_nothing_is_sent(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    answer = send(sari, draft, setuju="")
    assert answer.status_code == 400
    assert "Centang pernyataan ini, lalu kirim." in text_of(answer)
    assert Application.objects.get(pk=draft.pk).number is None


def test_sending_twice_gives_the_same_receipt(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    page = sari.get(reverse("apply_check", args=[draft.pk]))
    form = {"kunci": value_of(page, "kunci"), "versi": value_of(page, "versi"), "setuju": "on"}
    first = sari.post(reverse("apply_check", args=[draft.pk]), form)
    number = Application.objects.get(pk=draft.pk).number
    second = sari.post(reverse("apply_check", args=[draft.pk]), form)
    assert first.url == second.url == reverse("receipt", args=[draft.pk])
    assert Application.objects.get(pk=draft.pk).number == number


def test_sending_a_draft_that_changed_meanwhile_asks_to_look_again(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    answer = send(sari, draft, versi=draft.version - 1)
    assert answer.status_code == 409
    assert "berubah sejak halaman Anda dibuka" in text_of(answer)
    assert value_of(answer, "versi") == str(draft.version)


def test_sending_with_three_files_stays_within_its_budget(sari):
    draft = cast.drafted("kk-baru", by=cast.citizen("Sari"), now=local_now())
    page = sari.get(reverse("apply_check", args=[draft.pk]))
    form = {"kunci": value_of(page, "kunci"), "versi": value_of(page, "versi"), "setuju": "on"}
    assert draft.attachments.count() >= 3
    with counted() as queries:
        assert sari.post(reverse("apply_check", args=[draft.pk]), form).status_code == 302
    assert len(queries) <= 25, "\n".join(queries)


@pytest.mark.parametrize("route", ["apply_tasks", "apply_form", "apply_documents", "apply_check"])
def test_every_page_of_a_draft_stays_within_its_budget(sari, route):
    draft = cast.drafted("izin-reklame-permanen", by=cast.citizen("Sari"), now=local_now())
    sari.get(reverse(route, args=[draft.pk]))
    with counted() as queries:
        assert sari.get(reverse(route, args=[draft.pk])).status_code == 200
    assert len(queries) <= 25, "\n".join(queries)


def test_a_sent_file_has_no_list_of_parts(sari):
    sent = cast.submitted(SERVICE, now=local_now())
    address = reverse("apply_tasks", args=[sent.pk])
    assert sari.get(address).url == reverse("application", args=[sent.pk])
    assert sari.post(address).status_code == 405


@pytest.mark.parametrize("route", ["apply_form", "apply_documents", "apply_check", "discard"])
def test_a_sent_file_has_no_draft_pages(sari, route):
    sent = cast.submitted(SERVICE, now=local_now())
    read = sari.get(reverse(route, args=[sent.pk]))
    assert read.url == reverse("application", args=[sent.pk])
    posted = sari.post(reverse(route, args=[sent.pk]), {"versi": 0, "kunci": "k", "tombol": "simpan"})
    assert posted.status_code == 409
    assert "Terkirim" in text_of(posted)
    assert reverse("application", args=[sent.pk]) in posted.content.decode()


def test_the_officer_gets_clean_answers_and_not_what_was_hidden(sari):
    draft = started(sari, WITH_TERMS)
    answers = right_answers(WITH_TERMS, local_now()) | {"nomor_polisi": "N 1234 AB"}
    fill(sari, draft, answers=answers)
    upload_all(sari, draft)
    send(sari, draft)
    assert "nomor_polisi" not in Application.objects.get(pk=draft.pk).answers


def test_a_draft_of_a_standard_that_was_replaced_says_so(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    draft.standard.status = "superseded"
    draft.standard.save()
    page = sari.get(reverse("apply_form", args=[draft.pk]))
    assert "Persyaratan layanan ini sudah diperbarui." in text_of(page)
    answer = send(sari, draft)
    assert answer.status_code == 400
    assert "Buat permohonan baru" in text_of(answer)
