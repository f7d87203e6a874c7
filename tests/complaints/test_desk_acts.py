"""The acts of the desk on a complaint, by its forms: done, refused, too late, not hers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, Role
from complaints import workflow
from complaints.models import Category, Complaint
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from tests import cast
from tests.complaints import scenes
from tests.security.scene import NOTHING, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
Status = Complaint.Status
LONG_AGO = timedelta(days=40)


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=2)


def do(who, complaint, act, *, version=None, **data):
    data["versi"] = Complaint.objects.get(pk=complaint.pk).version if version is None else version
    return browser(who).post(reverse("complaint_case_act", args=[complaint.pk, act]), data)


def present(complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def agency(code: str = scenes.AGENCY) -> int:
    return Agency.objects.get(code=code).pk


def category(code: str = scenes.CATEGORY) -> int:
    return Category.objects.get(code=code).pk


def test_a_complaint_goes_its_whole_way_by_the_desks_forms(now):
    complaint, wayan = scenes.filed(now=now), scenes.official()
    budi = scenes.handler()
    steps = [
        (budi, "verifikasi", {"kategori": category(), "rahasia": "", "diadukan": ""}, Status.VERIFIED),
        (budi, "teruskan", {"instansi": agency(), "pesan": "Mohon dicek."}, Status.FORWARDED),
        (wayan, "tanggapi", {"tanggapan": "Sedang kami periksa."}, Status.FORWARDED),
        (wayan, "kembalikan", {"pesan": "Ini tugas kelurahan."}, Status.VERIFIED),
        (budi, "teruskan", {"instansi": agency(), "pesan": ""}, Status.FORWARDED),
        (wayan, "jawab", {"jawaban": "Tagihan sudah kami perbaiki."}, Status.ANSWERED),
        (budi, "tampilkan", {"isi": "Tagihan berbeda.", "jawaban_umum": "Diperbaiki."}, Status.ANSWERED),
        (budi, "rahasiakan", {}, Status.ANSWERED),
    ]
    for who, act, data, status in steps:
        response = do(who, complaint, act, **data)
        assert response.status_code == 302, (act, response.content.decode())
        assert present(complaint).status == status, act
    acts = Entry.objects.about(complaint).exclude(action="complaint.view").values_list("action", flat=True)
    assert [one.removeprefix("complaint.") for one in acts] == [
        "file", "verify", "forward", "answer_meanwhile", "send_back", "forward", "answer", "release", "conceal"
    ]  # fmt: skip


def test_archiving_and_closing(now):
    first = scenes.filed(now=now)
    words = {"alasan": "too_general", "penjelasan": "Sebutkan tempat dan tanggalnya."}
    assert do(scenes.handler(), first, "arsipkan", **words).status_code == 302
    assert present(first).status == Status.ARCHIVED
    second = scenes.answered(scenes.filed(now=now - LONG_AGO), now=now - LONG_AGO)
    assert do(scenes.coordinator(), second, "tutup").status_code == 302
    assert present(second).status == Status.CLOSED


def test_verifying_moves_it_to_its_category_keeps_it_secret_and_hides_it_from_the_accused(now):
    complaint, accused = scenes.filed(now=now), scenes.official("dpmptsp")
    data = {"kategori": category(scenes.MISCONDUCT), "rahasia": "on", "diadukan": accused.pk}
    assert do(scenes.handler(), complaint, "verifikasi", **data).status_code == 302
    complaint = present(complaint)
    assert (complaint.category.code, complaint.confidential, complaint.accused) == (
        scenes.MISCONDUCT,
        True,
        accused,
    )
    assert not Complaint.objects.inbox(accused).filter(pk=complaint.pk).exists()


def test_a_flag_of_the_reporter_is_not_taken_away(now):
    complaint = scenes.filed(now=now, confidential=True)
    data = {"kategori": category(), "diadukan": ""}
    assert do(scenes.handler(), complaint, "verifikasi", **data).status_code == 302
    assert present(complaint).confidential


EMPTY = {
    "verifikasi": {"kategori": "", "diadukan": ""},
    "teruskan": {"instansi": ""},
    "kembalikan": {"pesan": " "},
    "tanggapi": {"tanggapan": ""},
    "jawab": {"jawaban": "\r\n"},
    "arsipkan": {"alasan": "", "penjelasan": "Terlalu umum."},
    "tampilkan": {"isi": "", "jawaban_umum": "Sudah."},
}
BEFORE = {
    "verifikasi": scenes.filed, "teruskan": "verified", "kembalikan": "forwarded", "tanggapi": "forwarded",
    "jawab": "forwarded", "arsipkan": scenes.filed, "tampilkan": "answered",
}  # fmt: skip


def staged(act, now) -> Complaint:
    complaint = scenes.filed(now=now)
    before = BEFORE[act]
    return complaint if callable(before) else getattr(scenes, before)(complaint, now=now)


@pytest.mark.parametrize("act", EMPTY)
def test_an_empty_field_is_asked_for_and_nothing_is_written(now, act):
    complaint = staged(act, now)
    who = scenes.official() if act == "kembalikan" else scenes.handler()
    response = do(who, complaint, act, **EMPTY[act])
    assert response.status_code == 400
    text = response.content.decode()
    assert "Ada yang perlu diperbaiki" in text
    assert present(complaint).version == complaint.version


@pytest.mark.parametrize(
    ("act", "field", "most"),
    [("jawab", "jawaban", 4000), ("tanggapi", "tanggapan", 4000), ("kembalikan", "pesan", 1000)],
)
def test_one_letter_too_many_is_refused_and_what_was_typed_stays(now, act, field, most):
    complaint, typed = staged(act, now), "k" * (most + 1)
    response = do(scenes.official(), complaint, act, **{field: typed})
    assert response.status_code == 400 and typed in response.content.decode()
    assert do(scenes.official(), complaint, act, **{field: "k" * most}).status_code == 302


def test_a_refusal_of_the_verb_stands_at_its_field(now):
    complaint = scenes.verified(scenes.filed(now=now), now=now)
    response = do(scenes.handler(), complaint, "teruskan", instansi=agency("dinkes"), pesan="Tolong.")
    text = response.content.decode()
    assert response.status_code == 400 and "belum punya pejabat yang menjawab" in text
    assert "Tolong." in text and "Belum ada yang berubah" not in text


def test_a_closed_category_takes_no_complaint_but_keeps_its_own(now):
    complaint = scenes.filed(now=now)
    workflow.close_category(scenes.CATEGORY, now=now)
    workflow.close_category("calo", now=now)
    other = do(scenes.handler(), complaint, "verifikasi", kategori=category("calo"), diadukan="")
    assert other.status_code == 400
    same = do(scenes.handler(), complaint, "verifikasi", kategori=category(), diadukan="")
    assert same.status_code == 302


def test_a_stale_page_gets_409_and_can_go_on_from_the_present_state(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    workflow.reply(complaint.pk, "Tambahan dari saya.", by=complaint.reporter, now=now)
    typed = "Jawaban yang panjang dan hati-hati."
    late = do(scenes.official(), complaint, "jawab", version=complaint.version, jawaban=typed)
    text = late.content.decode()
    assert late.status_code == 409 and typed in text and "Tambahan dari saya." in text
    assert f'name="versi" value="{present(complaint).version}"' in text
    assert do(scenes.official(), complaint, "jawab", jawaban=typed).status_code == 302


def test_an_act_that_came_too_late_loses_no_word(now):
    """Her colleague has answered: the button is gone, what she typed is not."""
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    late = do(scenes.official(), complaint, "jawab", jawaban="Saya juga menjawab.")
    text = late.content.decode()
    assert late.status_code == 409
    assert "Saya juga menjawab." in text and "Tulisan Anda yang belum terkirim" in text and "Dijawab" in text


def test_an_answer_sent_twice_is_one_answer(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    for status in (302, 409):
        answer = do(scenes.official(), complaint, "jawab", version=complaint.version, jawaban="Sudah.")
        assert answer.status_code == status
    assert present(complaint).responses.count() == 1


def test_closing_too_early_is_409(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    response = do(scenes.handler(), complaint, "tutup")
    assert response.status_code == 409 and "masih boleh menanggapi" in response.content.decode()


def test_a_confidential_one_cannot_be_released(now):
    complaint = scenes.answered(scenes.filed(now=now, confidential=True), now=now)
    response = do(scenes.handler(), complaint, "tampilkan", isi="Isi.", jawaban_umum="Jawaban.")
    assert response.status_code == 409 and present(complaint).released_at is None


def test_releasing_begins_with_the_original_words_and_warns(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    text = browser(scenes.handler()).get(reverse("complaint_case", args=[complaint.pk])).content.decode()
    form = text[text.index("Tampilkan kepada umum") :]
    assert complaint.text in form and "Tagihan sudah kami perbaiki." in form
    assert "Hapus nama, nomor, alamat" in form


def test_the_wrong_person_gets_403_and_whoever_may_not_see_it_404(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    for who in (scenes.coordinator(), cast.officer("Sari", Role.AUDITOR)):
        assert do(who, complaint, "jawab", jawaban="Saya jawab.").status_code == 403
    assert do(scenes.official(), complaint, "teruskan", instansi=agency("dinkes")).status_code == 403
    for who in (scenes.official("dpmptsp"), cast.citizen("Joko"), complaint.reporter):
        assert do(who, complaint, "jawab", jawaban="Saya jawab.").status_code == 404
    address = reverse("complaint_case_act", args=[NOTHING, "jawab"])
    assert browser(scenes.handler()).post(address, {"versi": 0}).status_code == 404
    assert do(scenes.handler(), complaint, "hapus").status_code == 404
    assert browser(scenes.handler()).get(address).status_code == 405
    assert present(complaint).responses.count() == 0


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30])
def test_a_form_without_its_version_is_refused(now, version):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    response = do(scenes.official(), complaint, "jawab", version=version, jawaban="Sudah.")
    assert response.status_code in (400, 409) and present(complaint).status == Status.FORWARDED


def test_the_agencys_message_is_for_the_desk_only(now):
    complaint, _wayan = scenes.verified(scenes.filed(now=now), now=now), scenes.official()
    do(scenes.handler(), complaint, "teruskan", instansi=agency(), pesan="Rahasia dapur 4711")
    address = reverse("complaint_case", args=[complaint.pk])
    assert "Rahasia dapur 4711" in browser(scenes.official()).get(address).content.decode()
    hers = browser(complaint.reporter).get(reverse("complaint", args=[complaint.pk])).content.decode()
    assert "Rahasia dapur" not in hers


def test_five_times_to_and_fro_reaches_the_coordinator_from_the_second_on(now):
    """W07: and no clock is won by it."""
    complaint, wayan = scenes.forwarded(scenes.filed(now=now), now=now), scenes.official()
    ratna, due = scenes.coordinator(), present(complaint).timer.due_at
    for time in range(1, 6):
        assert do(wayan, complaint, "kembalikan", pesan="Bukan tugas kami.").status_code == 302
        assert do(scenes.handler(), complaint, "teruskan", instansi=agency()).status_code == 302
        bells = Notification.objects.filter(
            entry__action="complaint.send_back", recipient=ratna, channel="bell"
        )
        assert bells.count() == max(0, time - 1)
    assert present(complaint).timer.due_at == due and present(complaint).bounces == 5


def test_an_officer_who_is_accused_loses_sight_of_it(now):
    """W07: a complaint about the handler, verified by her colleague."""
    complaint, accused = scenes.filed(now=now), scenes.handler()
    colleague = cast.officer("Ratna", Role.COMPLAINT_OFFICER)
    herself = do(accused, complaint, "verifikasi", kategori=category(), diadukan=accused.pk)
    assert herself.status_code == 400 and "petugas pengaduan lain" in herself.content.decode()
    told = do(colleague, complaint, "verifikasi", kategori=category(), diadukan=accused.pk)
    assert told.status_code == 302
    assert browser(accused).get(reverse("complaint_case", args=[complaint.pk])).status_code == 404
    assert do(accused, complaint, "jawab", jawaban="Tidak benar.").status_code == 404
    assert complaint.number not in browser(accused).get("/petugas/pengaduan/").content.decode()
    rows = browser(accused).get("/petugas/pengaduan/ekspor/").content.decode()
    assert complaint.number not in rows


@pytest.mark.parametrize("end", ["closed", "archived"])
def test_what_is_over_takes_no_act_but_to_be_shown_or_hidden(now, end):
    complaint = getattr(scenes, end)(scenes.filed(now=now - LONG_AGO), now=now - LONG_AGO)
    acts = {
        "verifikasi": {"kategori": category(), "diadukan": ""}, "teruskan": {"instansi": agency()},
        "jawab": {"jawaban": "Masih."}, "tanggapi": {"tanggapan": "Masih."}, "tutup": {},
        "arsipkan": {"alasan": "too_general", "penjelasan": "Masih."},
    }  # fmt: skip
    for act, data in acts.items():
        assert do(scenes.handler(), complaint, act, **data).status_code == 409, act
    assert present(complaint).version == complaint.version
