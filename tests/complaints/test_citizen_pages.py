"""The reporter's own pages: her list, one complaint, what she says about it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints import workflow
from complaints.models import Complaint, Response
from foundation.audit.models import Entry
from tests import cast
from tests.access.stage import Stage
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.complaints.at_the_form import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
Status = Complaint.Status


def page_of(complaint: Complaint, user=None):
    return browser(user or complaint.reporter).get(reverse("complaint", args=[complaint.pk]))


def act(complaint: Complaint, name: str, user=None, **posted):
    data = {"kunci": "sebuah-kunci", "versi": complaint.version, **posted}
    return browser(user or complaint.reporter).post(reverse("complaint_act", args=[complaint.pk, name]), data)


def text_of(response) -> str:
    return response.content.decode()


STATES = {
    "filed": ("Giliran kami", "Diperiksa dan diteruskan paling lambat"),
    "verified": ("Giliran kami", "Diperiksa dan diteruskan paling lambat"),
    "forwarded": ("Giliran kami", "Ditindaklanjuti paling lambat"),
    "answered": ("Giliran Anda", "Tanggapi paling lambat"),
    "disputed": ("Giliran kami", "Ditindaklanjuti paling lambat"),
    "closed": ("Laporan Anda selesai pada", ""),
    "archived": ("Laporan Anda tidak dapat ditindaklanjuti", ""),
}


@pytest.mark.parametrize("status", STATES)
def test_it_says_who_has_the_ball_and_until_when(status, now):
    complaint = scenes.filed(now=now)
    complaint = getattr(scenes, status)(complaint, now=now) if status != "filed" else complaint
    assert complaint.status == status
    page, (ball, promise) = text_of(page_of(complaint)), STATES[status]
    if promise:
        assert f'<h2 id="selanjutnya">{ball}</h2>' in page and promise in page
    else:
        assert ball in page and "Giliran" not in page and "paling lambat" not in page


def test_after_a_first_answer_the_time_to_the_whole_answer_is_shown(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    workflow.answer_meanwhile(complaint.pk, "Kami periksa.", by=scenes.official(), now=now)
    assert "Dijawab paling lambat" in text_of(page_of(complaint))


def test_no_officer_is_named_but_the_desk_that_spoke(now):
    page = text_of(page_of(scenes.answered(scenes.filed(now=now), now=now)))
    assert "Tagihan sudah kami perbaiki." in page and "BPPKAD" in page
    assert "Wayan" not in page and "Budi" not in page


def test_only_its_reporter_opens_it_and_her_photos(now):
    complaint = scenes.filed(now=now, photos=1)
    photo = reverse("complaint_photo", args=[complaint.photos.get().pk])
    others = [cast.citizen("Joko"), scenes.official("dishub"), scenes.handler(), scenes.coordinator()]
    assert [page_of(complaint, one).status_code for one in others] == [404] * 4
    assert act(complaint, "tanggapi", cast.citizen("Joko"), text="Saya").status_code == 404
    assert page_of(complaint).status_code == browser(complaint.reporter).get(photo).status_code == 200
    assert [browser(one).get(photo).status_code for one in others] == [404, 404, 200, 200]
    assert browser().get(photo).status_code == browser().get(f"{photo}?unduh=1").status_code == 302
    assert Entry.objects.about(complaint).filter(action="complaint.open_photo").count() == 2


def test_by_account_it_opens_to_no_column_of_the_matrix_but_its_owner(now):
    stage = Stage(now=now).build()
    complaint = scenes.answered(scenes.filed(by=stage.people["CO"], now=now), now=now)
    address = reverse("complaint", args=[complaint.pk])
    opened, acted = set(), set()
    for actor, user in stage.people.items():
        client = browser(user)
        if client.get(address).status_code == 200:
            opened.add(actor)
        posted = {"kunci": f"kunci-{actor}", "versi": complaint.version, "text": "Belum."}
        answer = client.post(reverse("complaint_act", args=[complaint.pk, "bantah"]), posted)
        if answer.status_code == 302 and answer["Location"] == address:
            acted.add(actor)
    assert opened == acted == {"CO"}


def test_she_replies_once_however_often_she_clicks(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    for _ in range(2):
        response = act(complaint, "tanggapi", text="Terima kasih.")
        assert response["Location"] == reverse("complaint", args=[complaint.pk])
    assert complaint.responses.filter(kind=Response.Kind.REPLY).count() == 1


def test_she_disputes_and_is_answered_again(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    act(complaint, "bantah", text="Tagihannya masih sama.")
    complaint.refresh_from_db()
    assert complaint.status == Status.DISPUTED
    assert "Bantahan Anda sudah kami terima" in text_of(page_of(complaint))


def test_she_says_that_it_is_settled(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    assert act(complaint, "selesai").status_code == 302
    complaint.refresh_from_db()
    assert complaint.status == Status.CLOSED


def test_a_page_that_was_overtaken_answers_409_and_keeps_what_was_typed(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    workflow.answer(complaint.pk, "Sudah.", by=scenes.official(), now=now)
    response = act(complaint, "tanggapi", text="Ketikan saya.")
    page = text_of(response)
    assert response.status_code == 409 and "Isinya berubah" in page
    assert "Ketikan saya.</textarea>" in page and "Sudah." in page
    assert not complaint.responses.filter(kind=Response.Kind.REPLY).exists()


def test_a_reply_to_a_closed_one_answers_409_and_gives_the_words_back(now):
    complaint = scenes.closed(scenes.filed(now=now), now=now)
    response = act(complaint, "tanggapi", text="Masih rusak.")
    page = text_of(response)
    assert response.status_code == 409 and "Masih rusak." in page and "<textarea" not in page


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"text": " "}, "Tulis tanggapan Anda"),
        ({"text": "a" * 4001}, "Paling panjang 4.000 huruf"),
        ({"text": "Ya", "kunci": ""}, "Muat ulang halaman"),
        ({"text": "Ya", "versi": "x"}, ""),
    ],
)
def test_a_reply_that_is_no_reply_stays_on_the_page(posted, sentence, now):
    complaint = scenes.filed(now=now)
    response = act(complaint, "tanggapi", **posted)
    assert response.status_code == 400 and sentence in text_of(response)
    assert not complaint.responses.exists()


def test_she_adds_photos_until_there_are_five_or_somebody_verified_it(now):
    complaint = scenes.filed(now=now, photos=4)
    for _ in range(2):
        assert act(complaint, "foto", photo=scenes.photo()).status_code == 302
    assert complaint.photos.count() == 5
    sixth = act(complaint, "foto", kunci="lain", photo=scenes.photo())
    assert sixth.status_code == 400 and "Paling banyak 5 foto" in text_of(sixth)
    empty = act(complaint, "foto", kunci="lain", photo=SimpleUploadedFile("foto.jpg", b""))
    assert empty.status_code == 400 and "Berkas kosong" in text_of(empty)
    assert "Pilih fotonya" in text_of(act(complaint, "foto", kunci="lain"))
    scenes.verified(complaint, now=now)
    assert act(complaint, "foto", kunci="lain", photo=scenes.photo()).status_code == 409
    assert complaint.photos.count() == 5


def test_an_act_that_the_page_does_not_have_is_not_there(now):
    complaint = scenes.filed(now=now)
    assert act(complaint, "verify").status_code == 404


def test_the_trail_is_told_without_names(now):
    complaint = scenes.archived(scenes.filed(now=now), now=now)
    page = text_of(page_of(complaint))
    assert "diarsipkan" in page and "Sebutkan tempat dan tanggalnya." in page and "Budi" not in page


def test_her_list_shows_hers_alone_and_costs_the_same_for_many(now):
    mine = scenes.filed(now=now)
    scenes.filed(by=cast.citizen("Joko"), now=now, title="Punya Joko")
    anonymous = scenes.filed(now=now, by=cast.citizen("Sari"), anonymous=True, title="Tanpa nama")
    client = browser(mine.reporter)
    client.get(reverse("home"))  # The opening hours are read once for everybody.
    with counted() as few:
        page = text_of(client.get(reverse("my_complaints")))
    assert mine.number in page and "Punya Joko" not in page and anonymous.number not in page
    for hour in range(1, 11):
        scenes.filed(now=now + timedelta(hours=2 * hour))
    with counted() as many:
        client.get(reverse("my_complaints"))
    assert len(few) == len(many) <= 8
