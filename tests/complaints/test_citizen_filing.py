"""Telling a complaint on one page: with an account, without one, and without a name."""

import re

import pytest
from django.urls import reverse

from complaints import workflow
from complaints.models import Category, Complaint
from complaints.secrets import secret_of, show_secret
from foundation.audit.models import Entry
from foundation.documents.models import Document
from foundation.documents.photos import check_photo
from foundation.registry.models import Receipt
from tests import cast
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.complaints.at_the_form import KEY, browser, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def text_of(response) -> str:
    return response.content.decode()


def test_the_first_page_tells_the_days_of_the_configuration_and_the_other_ways():
    page = text_of(browser().get(reverse("complaint_start")))
    for days in ("3 hari kerja", "5 hari kerja", "10 hari kerja"):
        assert days in page
    assert "lapor.go.id" in page and "Ombudsman" in page and "Laporkan pungli atau calo" in page


def test_reading_leaves_no_session_behind():
    client = browser()
    for name in ("complaint_start", "complaint_file", "complaint_track", "public_complaints"):
        assert client.get(reverse(name)).status_code == 200
    assert "sessionid" not in client.cookies


def test_it_files_for_an_account_and_leads_to_its_page():
    sari = cast.citizen("Sari")
    response = send(sari, photos=[scenes.photo(), scenes.photo()])
    complaint = Complaint.objects.get()
    assert response["Location"] == reverse("complaint", args=[complaint.pk])
    assert (complaint.reporter, complaint.contact, complaint.photos.count()) == (sari, {}, 2)
    assert (complaint.title, complaint.place) == ("Tagihan berbeda", "Di depan loket 7")


def test_without_an_account_the_receipt_shows_number_and_secret_and_how_to_reach_her_is_kept():
    response = send(name="Sari", phone="0812 3456 7890", email="Sari@Contoh.id")
    complaint = Complaint.objects.get()
    page = text_of(response)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert complaint.number in page and show_secret(secret_of(complaint.pk)) in page
    assert complaint.contact == {"name": "Sari", "phone": "+6281234567890", "email": "sari@contoh.id"}
    assert "sessionid" not in response.cookies


def test_the_same_form_sent_again_shows_the_same_receipt():
    first, second = send(photos=[scenes.photo()]), send(photos=[scenes.photo()])
    number = Complaint.objects.get().number
    assert first.status_code == second.status_code == 200
    assert all(number in text_of(response) for response in (first, second))


def test_the_same_key_with_other_words_is_refused():
    send()
    response = send(title="Lain")
    assert response.status_code == 422 and Complaint.objects.count() == 1


def test_sent_anonymously_nothing_of_the_account_stays_with_it():
    sari = cast.citizen("Sari")
    client = browser(sari)
    before = dict(client.session)
    response = send(client=client, anonymous="on", photos=[scenes.photo("Sari di rumah.jpg")])
    complaint = Complaint.objects.get()
    assert response.status_code == 200 and show_secret(secret_of(complaint.pk)) in text_of(response)
    assert complaint.reporter is None and complaint.contact == {}
    assert not Entry.objects.about(complaint).exclude(actor=None).exists()
    (receipt,) = Receipt.objects.filter(key=KEY)
    assert receipt.scope == "" and receipt.created_at.minute == receipt.created_at.second == 0
    photo = Document.objects.get()
    assert photo.uploaded_by is None and "Sari" not in photo.name
    assert dict(client.session) == before
    assert client.get(reverse("complaint", args=[complaint.pk])).status_code == 404


def test_anonymous_with_a_name_is_told_to_choose():
    response = send(anonymous="on", name="Sari")
    assert response.status_code == 400 and not Complaint.objects.exists()
    assert "Kosongkan nama dan kontak bila anonim" in text_of(response)


def test_it_is_about_a_file_of_her_own_and_about_nobody_elses(now):
    sari = cast.citizen("Sari")
    hers = cast.submitted("pbb-salinan-sppt", by=sari, now=now)
    assert hers.number in text_of(browser(sari).get(reverse("complaint_file")))
    assert send(sari, about=f"permohonan:{hers.pk}").status_code == 302
    assert Complaint.objects.get().application == hers
    assert send(cast.citizen("Joko"), about=f"permohonan:{hers.pk}").status_code == 404
    assert send(about=f"permohonan:{hers.pk}").status_code == 404
    refused = send(sari, about=f"permohonan:{hers.pk}", anonymous="on", kunci="lain")
    assert refused.status_code == 400 and "Permohonan membuka nama Anda" in text_of(refused)


@pytest.mark.parametrize(("about", "name"), [("layanan:kk-baru", "service"), ("instansi:dishub", "agency")])
def test_it_is_about_a_service_or_an_agency(about, name):
    send(about=about)
    assert getattr(Complaint.objects.get(), name).code == about.partition(":")[2]


def test_links_choose_the_category_and_the_service():
    page = text_of(browser().get(reverse("complaint_file"), {"kategori": "calo", "layanan": "kk-baru"}))
    assert re.search(r'value="calo"\s+selected', page) and re.search(
        r'value="layanan:kk-baru"\s+selected', page
    )


def test_only_open_categories_are_offered_and_a_closed_one_is_refused_with_the_words_kept():
    Category.objects.filter(code=scenes.CATEGORY).update(is_open=False)
    assert f'value="{scenes.CATEGORY}"' not in text_of(browser().get(reverse("complaint_file")))
    page = text_of(send())
    assert "Kategori ini sudah ditutup. Pilih kategori lain." in page and "surat ketetapan" in page


def test_a_refused_photo_is_named_by_its_place_and_the_photos_are_asked_for_again():
    bad = scenes.photo("<b>Sari</b>.jpg")
    bad.file.truncate(0)
    response = send(photos=[scenes.photo(), bad])
    page = text_of(response)
    assert response.status_code == 400 and "Foto ke-2: Berkas kosong." in page
    assert "Foto harus dipilih lagi" in page and "<b>Sari</b>" not in page and "surat ketetapan" in page


def test_filing_costs_the_same_however_many_complained(now):
    """The form adds session, person, category, place, the present moment, and three for the key."""
    sari, budi = cast.citizen("Sari"), scenes.handler()
    assert budi.holds("complaint_officer")
    client, told = browser(sari), scenes.told()
    taken = [check_photo(scenes.photo()) for _ in range(2)]
    with counted() as verb:
        workflow.file(told, by=sari, now=now, photos=taken)
    with counted() as few:
        assert send(client=client, photos=[scenes.photo(), scenes.photo()]).status_code == 302
    for _ in range(10):
        scenes.filed(by=None, now=now, anonymous=True)
    with counted() as many:
        send(client=client, kunci="lagi", photos=[scenes.photo(), scenes.photo()])
    assert len(verb) <= 15
    assert len(few) == len(many) <= 22
