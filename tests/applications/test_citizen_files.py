"""Sari's own files: the list, the page of one, its receipt and product, and taking it back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from applications import workflow
from applications.models import Application
from applications.tasks import produce
from applications.timeline import OUTLOOK
from foundation.audit.models import Entry
from tests import cast
from tests.applications.at_the_counter import SERVICE, browser, local_now, text_of
from tests.applications.counting import counted
from tests.applications.scenes import answered, file_of, finished, open_steps, passed_until, returned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


@pytest.fixture
def sent():
    return cast.submitted(SERVICE, now=local_now())


def page(client, route: str, file):
    return client.get(reverse(route, args=[file.pk]))


def rejected(file, *, now):
    last = max(tier.order for tier in file.standard.tiers.all())
    passed_until(file, last, now=now)
    review, who = cast.claimed(file, now=now)
    return workflow.reject(
        file.pk, review.pk, by=who, now=now, legal_ground="Perwali 93/2020", reason="Lokasi di luar kota."
    )


def test_every_status_has_its_sentence():
    assert set(OUTLOOK) == set(Application.Status)


def test_an_empty_list_says_what_to_do(sari):
    words = text_of(sari.get(reverse("my_files")))
    assert "Belum ada permohonan. Pilih layanan yang Anda perlukan" in words


def test_the_list_holds_her_files_and_nobody_elses(sari, sent):
    theirs = cast.submitted(SERVICE, by=cast.citizen("Joko"), now=local_now())
    words = text_of(sari.get(reverse("my_files")))
    assert sent.number in words
    assert theirs.number not in words


def test_what_waits_for_her_stands_first(sari):
    now = local_now()
    waiting = cast.submitted(SERVICE, now=now - timedelta(days=2))
    returned(open_steps(waiting)[0], now=now)
    newer = cast.submitted("kk-baru", now=now)
    words = text_of(sari.get(reverse("my_files")))
    assert words.index(waiting.number) < words.index(newer.number)
    assert "Giliran Anda. Ada yang harus Anda perbaiki." in words


def test_a_list_of_twenty_asks_no_more_than_a_list_of_two(sari):
    now, by = local_now(), cast.citizen("Sari")
    for _ in range(2):
        cast.submitted("kk-baru", by=by, now=now)
    with counted() as few:
        sari.get(reverse("my_files"))
    first = Application.objects.first()
    for number in range(20):
        copy = Application(
            standard=first.standard, applicant=first.applicant, filed_by=by, status="withdrawn", number=f"N{number}",
            tracking_code=f"{number:011d}", created_at=now, saved_at=now, submitted_at=now,
        )  # fmt: skip
        copy.save(force_insert=True)
    with counted() as many:
        words = text_of(sari.get(reverse("my_files")))
    assert "Halaman 1 dari 2" in words
    assert len(many) <= len(few) <= 12


def test_a_draft_in_the_list_leads_back_to_its_parts(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    assert page(sari, "application", draft).url == reverse("apply_tasks", args=[draft.pk])


HERS = {
    "get": "application apply_tasks apply_form apply_documents apply_check receipt discard withdraw correct product",
    "post": "apply_form apply_documents apply_check discard withdraw correct",
}


@pytest.mark.parametrize(
    ("method", "name"), [(method, name) for method, names in HERS.items() for name in names.split()]
)
def test_joko_finds_nothing_of_hers(sent, method, name):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    joko = browser(cast.citizen("Joko"))
    for file in (sent, draft):
        assert getattr(joko, method)(reverse(name, args=[file.pk])).status_code == 404
        assert getattr(browser(), method)(reverse(name, args=[file.pk])).status_code == 302


def test_the_page_of_a_sent_file_says_whose_turn_it_is_and_the_way_it_goes(sari, sent):
    words = text_of(page(sari, "application", sent))
    assert "Giliran kami Permohonan menunggu diperiksa petugas." in words
    for tier in sent.standard.tiers.all():
        assert f"{tier.name} – {tier.agency.short_name}" in words
    assert "Di meja kami: 0 hari kerja" in words
    assert "Di tangan Anda: 0 hari kerja" in words
    assert "••••••••••••0001" in words
    assert cast.NIKS["Sari"] not in words


def test_the_page_tells_who_opened_the_file_without_naming_the_officer(sari, sent):
    review, budi = cast.claimed(sent, now=local_now())
    workflow.note_view(file_of(sent), by=budi, now=local_now())
    words = text_of(page(sari, "application", sent))
    assert "Sedang diperiksa petugas" in words
    assert "Berkas dibuka petugas. Petugas loket, DPMPTSP" in words
    assert budi.name not in words


def test_a_returned_file_shows_the_whole_list_and_the_last_day(sari, sent):
    code = returned(open_steps(sent)[0], now=local_now())
    words = text_of(page(sari, "application", sent))
    assert "Giliran Anda" in words
    assert f"{sent.standard.requirements.get(code=code).label} Buram, unggah ulang." in words
    assert "Batas waktu perbaikan:" in words
    assert reverse("correct", args=[sent.pk]) in page(sari, "application", sent).content.decode()


def test_days_are_counted_with_us_and_with_her(sari):
    now = local_now()
    sent = cast.submitted(SERVICE, now=now - timedelta(days=28))
    step = open_steps(sent)[0]
    returned(step, now=now - timedelta(days=21))
    answered(sent, now=now - timedelta(days=14))
    words = text_of(page(sari, "application", sent))
    with_us, with_you = (
        int(words.split(label)[1].split()[0]) for label in ("Di meja kami:", "Di tangan Anda:")
    )
    assert 8 <= with_us <= 15
    assert 4 <= with_you <= 5


def test_a_rejection_shows_its_reason_and_its_ground(sari, sent):
    rejected(sent, now=local_now())
    words = text_of(page(sari, "application", sent))
    assert "Alasan penolakan Lokasi di luar kota." in words
    assert "Dasar hukum Perwali 93/2020" in words
    assert "Batalkan permohonan ini" not in words


def test_an_approved_file_whose_paper_is_not_made_yet_says_so(sari, sent):
    cast.decided(sent, now=local_now())
    assert "Dokumen sedang disiapkan." in text_of(page(sari, "application", sent))
    answer = page(sari, "product", sent)
    assert answer.status_code == 200
    assert "Muat ulang halaman ini sebentar lagi." in text_of(answer)


def test_she_downloads_the_product(sari, sent):
    cast.decided(sent, now=local_now())
    produce(sent.pk)
    permit = file_of(sent).permit
    words = text_of(page(sari, "application", sent))
    assert permit.number in words
    assert "Unduh dokumen" in words
    answer = page(sari, "product", sent)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")


def test_an_outside_product_shows_its_number_and_the_proof(sari):
    file = finished(cast.submitted("kk-baru", now=local_now()), now=local_now())
    words = text_of(page(sari, "application", file))
    assert "LUAR/1" in words
    assert "Unduh bukti penyelesaian" in words
    assert page(sari, "product", file).content.startswith(b"%PDF-")


def test_a_file_without_a_product_has_no_product_page(sari, sent):
    assert page(sari, "product", sent).status_code == 404


def test_the_product_is_for_the_desks_and_the_auditor_and_not_for_the_coordinator(sent):
    cast.decided(sent, now=local_now())
    produce(sent.pk)
    auditor = cast.officer("Wayan", Role.AUDITOR)
    desk = cast.officer("Ratna", Role.VERIFIER, "bakesbangpol")
    for person in (auditor, desk):
        assert page(browser(person), "product", sent).content.startswith(b"%PDF-")
        assert Entry.objects.filter(action="application.view", actor=person).exists()
    assert page(browser(cast.officer("Ratna", Role.COORDINATOR)), "product", sent).status_code == 403
    stranger = cast.officer("Budi", Role.FRONT_OFFICE, "dispendukcapil")
    assert page(browser(stranger), "product", sent).status_code == 404


def test_the_front_office_prints_the_receipt_and_the_verifier_does_not(sent):
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")
    assert sent.number in text_of(page(browser(budi), "receipt", sent))
    ratna = cast.officer("Ratna", Role.VERIFIER, "bakesbangpol")
    assert page(browser(ratna), "receipt", sent).status_code == 403


def test_a_draft_has_no_receipt(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    assert page(sari, "receipt", draft).url == reverse("application", args=[draft.pk])


def test_withdrawing_asks_once_more(sari, sent):
    asked = page(sari, "withdraw", sent)
    assert "Batalkan permohonan ini?" in text_of(asked)
    assert file_of(sent).status == "submitted"
    answer = sari.post(reverse("withdraw", args=[sent.pk]), follow=True)
    assert f"Permohonan {sent.number} sudah dibatalkan." in text_of(answer)
    assert file_of(sent).status == "withdrawn"


@pytest.mark.parametrize("ending", [cast.decided, rejected])
def test_a_decided_file_is_not_withdrawn(sari, sent, ending):
    ending(sent, now=local_now())
    status = file_of(sent).status
    answer = sari.post(reverse("withdraw", args=[sent.pk]))
    assert answer.status_code == 409
    assert file_of(sent).get_status_display() in text_of(answer)
    assert file_of(sent).status == status


def test_a_draft_is_discarded_with_its_documents(sari):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    assert "Hapus draf ini?" in text_of(page(sari, "discard", draft))
    answer = sari.post(reverse("discard", args=[draft.pk]), follow=True)
    assert "sudah dihapus." in text_of(answer)
    assert not Application.objects.exists()


def test_the_page_of_a_file_keeps_its_budget_to_the_end(sari, sent):
    now = local_now()
    passed_until(sent, 2, now=now)
    returned(open_steps(sent)[0], now=now)
    answered(sent, now=now)
    finished(sent, now=now)
    with counted() as queries:
        assert page(sari, "application", sent).status_code == 200
    assert len(queries) <= 25, "\n".join(queries)


def test_her_pages_are_kept_by_no_cache(sari, sent):
    for name in ("application", "receipt"):
        assert "no-store" in page(sari, name, sent)["Cache-Control"]
    assert "no-store" in sari.get(reverse("my_files"))["Cache-Control"]
