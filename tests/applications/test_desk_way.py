"""From a file back to the list it came from, with its filters, and nowhere else."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Role
from applications import workflow
from applications.forms.desk_way import way_from, way_of
from tests import cast
from tests.applications.desk import FIVE_TIERS, SERVICE, act, before, checklist, look, words

pytestmark = pytest.mark.django_db
MINE = "tugas?ambil=saya&page=2"


@pytest.fixture
def budi(catalogue):
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


@pytest.fixture
def held(budi):
    """(file, step) in Budi's hands."""
    file = cast.submitted(FIVE_TIERS, now=before(hours=3))
    step = cast.open_review(file)
    workflow.claim(file.pk, step.pk, by=budi, now=before(hours=1))
    return file, step


def test_the_list_as_it_opens_needs_no_mark():
    way = way_from("tugas", {})
    assert (way.mark, way.query, way.back) == ("", "", "/petugas/")


def test_filters_and_page_come_back():
    way = way_from("tugas", {"ambil": "saya", "page": "2", "lanjut": "1"})
    assert way.mark == MINE
    assert way.back == "/petugas/?ambil=saya&page=2"
    assert way_of(MINE) == way


def test_after_a_decision_the_filters_stay_and_the_first_page_is_shown():
    assert way_of(MINE).onwards == "/petugas/?ambil=saya&lanjut=1"
    assert way_of("tenggat?jam=layanan").onwards == "/petugas/?lanjut=1"


@pytest.mark.parametrize(
    "mark",
    [
        "https://joko.example/", "//joko.example", "javascript:alert(1)", "../../admin", "tugas?next=//joko.example",
        "tugas?ambil=" + "x" * 101, "lain?ambil=saya", "\0", "?", "tugas?\r\nSet-Cookie: a=b",
    ],
)  # fmt: skip
def test_it_leads_to_no_address_of_somebody_elses(mark):
    way = way_of(mark)
    assert (way.back, way.onwards, way.mark) == ("/petugas/", "/petugas/?lanjut=1", "")


def test_a_value_is_written_as_a_value():
    assert (
        way_of("tugas?meja=a%26next%3D//joko.example").back == "/petugas/?meja=a%26next%3D%2F%2Fjoko.example"
    )


def test_a_nik_that_was_looked_for_is_not_carried_along():
    assert way_from("tugas", {"q": cast.NIKS["Sari"]}).mark == ""
    assert way_from("tugas", {"q": "Sari"}).mark == "tugas?q=Sari"


def test_the_way_back_is_in_the_readers_language():
    with override("en"):
        assert way_of(MINE).back == "/en/petugas/?ambil=saya&page=2"


def test_the_queue_marks_its_links_and_the_file_leads_back(held, budi):
    file, _step = held
    address = f"{reverse('desk_file', args=[file.pk])}?dari=tugas%3Fambil%3Dsaya"
    assert f'href="{address}"' in words(look(budi, "desk_queue", ambil="saya"))
    page = words(look(budi, "desk_file", file.pk, dari="tugas?ambil=saya"))
    assert 'href="/petugas/?ambil=saya"' in page
    assert 'name="dari" value="tugas?ambil=saya"' in page


def test_the_list_of_what_is_late_is_found_again_too(held):
    ratna = cast.officer("Ratna", Role.COORDINATOR)
    page = words(look(ratna, "desk_file", held[0].pk, dari="tenggat?jam=layanan&keadaan=lewat"))
    assert 'href="/petugas/tenggat/?jam=layanan&amp;keadaan=lewat"' in page
    assert "Kembali ke daftar jatuh tempo" in page


def test_a_decision_goes_on_with_the_same_filters(held, budi):
    file, step = held
    answer = act(budi, file, step, "teruskan", **checklist(file, dari=MINE))
    assert answer.url == "/petugas/?ambil=saya&lanjut=1"


def test_keeping_the_checklist_keeps_the_way(held, budi):
    file, step = held
    answer = act(budi, file, step, "simpan", **checklist(file, dari=MINE))
    assert answer.url == f"/petugas/berkas/{file.pk}/?dari=tugas%3Fambil%3Dsaya%26page%3D2#periksa"


def test_a_refused_decision_keeps_the_way(held, budi):
    file, step = held
    page = words(act(budi, file, step, "teruskan", versi=file.version, dari=MINE))
    assert 'name="dari" value="tugas?ambil=saya&amp;page=2"' in page


def test_after_the_last_file_of_a_filter_it_says_how_to_go_on(budi):
    cast.submitted(SERVICE, now=before(hours=1))
    page = words(look(budi, "desk_queue", ambil="saya", lanjut="1"))
    assert "Tidak ada lagi berkas dengan saringan ini" in page
    assert "Hapus saringan" in page
