"""The desk of editors and of those who approve, as their browsers see it."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from foundation.notifications.delivery import deliver
from foundation.registry.clock import database_now
from pages import news, workflow
from pages.models import Edition
from pages.validators import MAX_BODY
from tests import cast
from tests.applications.counting import counted
from tests.pages.writing import TEXT, days, edition

TRAP = "\"'><xss onload=joko()>{{ 7|add:42 }}{% joko %}[x](javascript:joko())"
RUNS = ("<xss", ">49<", 'href="javascript')


@pytest.fixture
def now():
    return database_now()


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def edit_address(one) -> str:
    return reverse("desk_page_edit", args=[one.pk])


def act(client, one, word, **more):
    one.refresh_from_db()
    return client.post(reverse("desk_page_act", args=[one.pk, word]), {"versi": one.version, **more})


def typed(one, now, **values) -> dict:
    when = {name: day.strftime("%d-%m-%Y") for name, day in days(now).items()}
    return {"versi": one.version, **TEXT, **when, "level": "info", **values}


def test_an_announcement_goes_from_the_button_to_the_first_page(wayan, ratna, now):
    editor, coordinator = browser(wayan), browser(ratna)
    page = editor.get("/petugas/halaman/").content.decode()
    form = dict(re.findall(r'name="(kunci|jenis)" value="([^"]+announcement|announcement)"', page))
    begun = editor.post("/petugas/halaman/mulai/", form)
    one = Edition.objects.get()
    assert begun["Location"] == edit_address(one)
    saved = editor.post(begun["Location"], typed(one, now, title="Loket baru", tombol="lihat"))
    preview = editor.get(saved["Location"]).content.decode()
    assert "Pratinjau" in preview and "<h1>Loket baru</h1>" in preview
    assert act(editor, one, "kirim").status_code == 302
    waiting = coordinator.get(reverse("desk_page_edition", args=[one.pk])).content.decode()
    assert "Keputusan Anda" in waiting and "Datanglah sebelum itu." in waiting
    news.forget()
    assert "Loket baru" not in Client().get("/").content.decode()
    assert act(coordinator, one, "setujui").status_code == 302
    assert "Loket baru" in Client().get("/").content.decode()
    story = coordinator.get(reverse("desk_page", args=[one.page_id])).content.decode()
    assert "disetujui" in story and "Ratna" in story and "Wayan" in story


def test_the_author_sees_no_button_to_approve_and_whom_it_waits_for(sari, ratna, now):
    one = edition("submitted", by=sari, now=now)
    page = browser(sari).get(reverse("desk_page_edition", args=[one.pk])).content.decode()
    assert "Keputusan Anda" not in page and "Menunggu keputusan salah satu dari:" in page and "Ratna" in page
    assert act(browser(sari), one, "setujui").status_code == 403


def test_it_says_when_there_is_no_second_person(sari, now):
    one = edition("submitted", by=sari, now=now)
    page = browser(sari).get(reverse("desk_page_edition", args=[one.pk])).content.decode()
    assert "Belum ada orang kedua" in page


def test_somebody_saved_meanwhile_and_nothing_typed_is_lost(wayan, budi, now):
    """Two tabs or two editors: one language in each, and the second is told."""
    one = edition("draft", by=wayan, now=now)
    indonesian = typed(one, now, body="Isi Indonesia yang baru.")
    english = typed(one, now, title_en="New counter", body_en="A text in English.")
    assert browser(wayan).post(edit_address(one), indonesian).status_code == 302
    answer = browser(budi).post(edit_address(one), english)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A text in English." in page and "Isi Indonesia yang baru." in page and "Wayan" in page
    one.refresh_from_db()
    assert one.body == "Isi Indonesia yang baru." and not one.body_en
    version = re.search(r'name="versi" value="(\d+)"', page)[1]
    assert browser(budi).post(edit_address(one), {**english, "versi": version}).status_code == 302


def test_what_was_sent_meanwhile_is_not_changed_and_what_was_typed_is_kept(wayan, now):
    one = edition("draft", by=wayan, now=now)
    posted = typed(one, now, body="Ketikan yang terlambat.")
    workflow.submit(one.pk, by=wayan, now=now)
    answer = browser(wayan).post(edit_address(one), posted)
    assert answer.status_code == 409
    assert "Ketikan yang terlambat." in answer.content.decode()
    assert "Simpan draf" not in answer.content.decode()


def test_a_decision_about_another_version_is_refused(wayan, ratna, now):
    one = edition("submitted", by=wayan, now=now)
    for version in ("", "0", "x", "-1", "9" * 30, "²"):
        address = reverse("desk_page_act", args=[one.pk, "setujui"])
        assert browser(ratna).post(address, {"versi": version}).status_code == 409, version
    assert Edition.objects.get().status == "submitted"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "a\x00b"])
def test_a_text_goes_back_with_a_reason_or_not_at_all(wayan, ratna, now, reason):
    one = edition("submitted", by=wayan, now=now)
    assert act(browser(ratna), one, "kembalikan", alasan=reason).status_code == 400
    assert Edition.objects.get().status == "submitted"


BAD = [
    {"body": "x" * 100_000},
    {"body": "x" * (MAX_BODY + 1)},
    {"body_en": "x" * 100_000},
    {"title": "x" * 121},
    {"title_en": "x" * 121},
    {"title": "a\x00b"},
    {"body": "a\x00b"},
    {"body_en": "a\x00b"},
    {"body": "[x](javascript:joko())"},
    {"body": "![x](/x.png)"},
    {"body": "%(SECRET_KEY)s"},
    {"level": "merah"},
    {"starts_on": "32-13-2026"},
    {"starts_on": "a\x00b"},
    {"ends_on": "01-01-2020"},
    {"starts_on": "31-12-2096", "ends_on": "30-12-2096"},
    {"versi": ""},
    {"versi": "x"},
    {"versi": str(2**40)},
    {"versi": "-1"},
]


@pytest.mark.parametrize(
    "bad", BAD, ids=lambda bad: " ".join(f"{key}={value[:12]!r}" for key, value in bad.items())
)
def test_what_cannot_be_kept_is_refused_in_words_and_the_rest_is_still_there(wayan, now, bad):
    one = edition("draft", by=wayan, now=now)
    answer = browser(wayan).post(edit_address(one), typed(one, now, title_en="Kept") | bad)
    page = answer.content.decode()
    assert answer.status_code == 400 and "Ada yang perlu diperbaiki" in page
    assert "title_en" in bad or 'value="Kept"' in page
    assert Edition.objects.get().version == one.version


def test_what_is_typed_is_text_on_every_page(wayan, ratna, now):
    values = {
        "title": TRAP[:110],
        "title_en": TRAP[:110],
        "body": TRAP.split("[")[0],
        "body_en": TRAP.split("[")[0],
    }
    one = edition("published", by=wayan, decided_by=ratna, now=now, level="important", **values)
    again = workflow.start("announcement", page_id=one.page_id, by=wayan, now=now)
    workflow.save(again.pk, days(now), seen=None, by=wayan, now=now)
    workflow.submit(again.pk, by=wayan, now=now)
    workflow.refuse(again.pk, reason=TRAP, by=ratna, now=now)
    news.forget()
    addresses = [
        "/", "/pengumuman/", "/en/pengumuman/", "/lacak/", f"/pengumuman/{one.page_id}/",
        f"/en/pengumuman/{one.page_id}/", "/petugas/halaman/", f"/petugas/halaman/{one.page_id}/",
        *(f"{language}/petugas/halaman/naskah/{edition.pk}/{part}" for edition in (one, again)
          for language in ("", "/en") for part in ("", "ubah/", "pratinjau/")),
    ]  # fmt: skip
    client, shown = browser(wayan), 0
    for address in addresses:
        page = client.get(address, follow=True).content.decode()
        assert not [sign for sign in RUNS if sign in page], address
        shown += "&lt;xss" in page
    assert shown == len(addresses), "the trap was not on the page"
    stale = client.post(edit_address(again), typed(again, now, versi=0, body=TRAP))
    assert stale.status_code == 409 and not [sign for sign in RUNS if sign in stale.content.decode()]
    assert html.escape(TRAP) in stale.content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR])
def test_those_who_only_read_are_offered_no_pen(role, wayan, now):
    one = edition("draft", by=wayan, now=now)
    client = browser(cast.officer("Ratna", role))
    listed = client.get("/petugas/halaman/").content.decode()
    assert one.title in listed and "Tulis naskah baru" not in listed and "Buat pengumuman" not in listed
    page = client.get(reverse("desk_page_edition", args=[one.pk])).content.decode()
    assert "Ubah naskah" not in page and "Kirim untuk disetujui" not in page
    assert client.get(edit_address(one)).status_code == 403
    assert client.post(edit_address(one), typed(one, now)).status_code == 403


def test_joko_sees_neither_list_nor_draft(wayan, now):
    one = edition("draft", by=wayan, now=now)
    for joko in (cast.account("Joko"), cast.officer("Joko", Role.COMPLAINT_OFFICER)):
        for name, pk in (
            ("desk_page", one.page_id),
            ("desk_page_edition", one.pk),
            ("desk_page_preview", one.pk),
        ):
            assert browser(joko).get(reverse(name, args=[pk])).status_code == 403
        assert browser(joko).get("/petugas/halaman/").status_code == 403
    assert Client().get("/petugas/halaman/").status_code == 302


def test_the_empty_desk_says_what_comes_here(wayan):
    page = browser(wayan).get("/petugas/halaman/").content.decode()
    assert "Belum ada pengumuman" in page and page.count("Tulis naskah baru") == 5


def test_the_list_costs_the_same_with_ten_times_the_pages(wayan, ratna, now):
    client = browser(ratna)

    def cost(pages: int) -> int:
        for number in range(pages):
            edition("published", by=wayan, decided_by=ratna, now=now, title=f"Kabar {number}")
        with counted() as queries:
            assert client.get("/petugas/halaman/").status_code == 200
        return len(queries)

    assert cost(3) == cost(27) <= 18


def test_an_edition_of_yesterday_is_readable_to_staff_and_says_how_it_stands(wayan, ratna, now):
    first = edition("published", by=wayan, decided_by=ratna, now=now, kind="help", body="Teks lama.")
    later = timezone.localdate(now) + timedelta(days=2)
    edition("published", by=wayan, decided_by=ratna, now=now, kind="help", starts_on=later)
    page = browser(ratna).get(reverse("desk_page", args=[first.page_id])).content.decode()
    assert "Terjadwal" in page and "Terbit" in page
    edition("published", by=wayan, decided_by=ratna, now=now, kind="help")
    page = browser(ratna).get(reverse("desk_page", args=[first.page_id])).content.decode()
    assert "Pernah terbit" in page
    assert "Teks lama." in browser(ratna).get(reverse("desk_page_edition", args=[first.pk])).content.decode()


def test_starting_asks_for_a_page_there_is(wayan):
    for bad in ({"jenis": "joko"}, {"jenis": "help", "halaman": "999"}, {"jenis": ""}, {"jenis": "a\x00"}):
        assert browser(wayan).post("/petugas/halaman/mulai/", {"kunci": "k" * 22, **bad}).status_code == 400
    assert not Edition.objects.exists()


def test_a_kind_and_a_page_that_do_not_belong_together_are_refused(wayan, now):
    one = edition("draft", by=wayan, now=now)
    form = {"kunci": "k" * 22, "jenis": "help", "halaman": one.page_id}
    assert browser(wayan).post("/petugas/halaman/mulai/", form).status_code == 400


def test_an_officer_of_pages_begins_at_her_desk(wayan):
    assert browser(wayan).get("/masuk/lanjut/")["Location"] == "/petugas/halaman/"


def test_letters_say_what_happened_and_lead_to_the_page(wayan, ratna, now):
    one = edition("submitted", by=wayan, now=now)
    workflow.refuse(one.pk, reason="Rahasia.", by=ratna, now=now)
    deliver()
    letters = {letter.to[0].partition(".")[0]: letter for letter in mail.outbox}
    assert letters["ratna"].subject == "Naskah halaman menunggu Anda"
    assert letters["wayan"].subject == "Naskah Anda dikembalikan"
    for letter in letters.values():
        assert f"/petugas/halaman/{one.page_id}/" in letter.body and "Rahasia" not in letter.body
        assert "Nomor" not in letter.body, "the number of an edition is no number of a file"
