"""Kotak tugas: the most pressing first, only what is mine to see, and found again by number, name or NIK."""

from datetime import timedelta

import pytest

from accounts.models import CitizenProfile, Dependant, Role
from accounts.validators import nik_hash
from applications import workflow
from applications.models import Review
from sla.models import Timer
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import FIVE_TIERS, OUTSIDE, SERVICE, before, copies, look, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(catalogue):
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


@pytest.fixture
def ratna(catalogue):
    return cast.officer("Ratna", Role.COORDINATOR)


def numbers(response) -> list[str]:
    return [row.application.number for row in response.context["rows"]]


def test_the_most_pressing_file_stands_first(budi):
    later = cast.submitted(SERVICE, now=before(hours=1))
    sooner = cast.submitted(FIVE_TIERS, now=before(days=9))
    assert numbers(look(budi, "desk_queue")) == [sooner.number, later.number]


def test_a_desk_sees_its_own_agency_only(budi):
    cast.submitted(SERVICE, now=before(hours=1))
    stranger = cast.officer("Budi", Role.FRONT_OFFICE, "dispendukcapil")
    page = look(stranger, "desk_queue")
    assert numbers(page) == []
    assert "Tidak ada berkas yang menunggu" in words(page)
    assert numbers(look(stranger, "desk_queue", q="MPP-")) == []


def test_a_colleague_of_another_tier_finds_the_file_but_not_in_her_queue(budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    wayan = cast.officer("Wayan", Role.APPROVER, "dpmptsp")
    assert numbers(look(wayan, "desk_queue")) == []
    assert numbers(look(wayan, "desk_queue", q=file.number)) == [file.number]


def test_the_coordinator_sees_every_desk_and_no_name(budi, ratna):
    wayan = cast.citizen("Wayan")
    file = cast.submitted(SERVICE, by=wayan, now=before(hours=1))
    other = cast.submitted(OUTSIDE, by=wayan, now=before(hours=2))
    page = look(ratna, "desk_queue")
    assert set(numbers(page)) == {file.number, other.number}
    assert "W****" in words(page)
    assert "Wayan" not in words(page)


def test_a_citizen_has_no_queue(catalogue):
    assert look(cast.citizen("Joko"), "desk_queue").status_code == 403


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER, Role.CATALOGUE_EDITOR])
def test_the_queue_is_no_task_of(role, catalogue):
    assert look(cast.officer("Joko", role), "desk_queue").status_code == 403


def test_it_filters_by_who_holds_the_file(budi):
    free = cast.submitted(SERVICE, now=before(hours=1))
    mine = cast.submitted(FIVE_TIERS, now=before(hours=2))
    workflow.claim(mine.pk, cast.open_review(mine).pk, by=budi, now=before(minutes=5))
    assert numbers(look(budi, "desk_queue", ambil="belum")) == [free.number]
    assert numbers(look(budi, "desk_queue", ambil="saya")) == [mine.number]
    assert len(numbers(look(budi, "desk_queue"))) == 2


def test_it_filters_by_desk_agency_and_service(ratna):
    here, there = cast.submitted(SERVICE, now=before(hours=1)), cast.submitted(OUTSIDE, now=before(hours=2))
    assert numbers(look(ratna, "desk_queue", instansi="dispendukcapil")) == [there.number]
    assert numbers(look(ratna, "desk_queue", layanan=SERVICE)) == [here.number]
    assert numbers(look(ratna, "desk_queue", meja="front_office:dpmptsp")) == [here.number]
    assert numbers(look(ratna, "desk_queue", meja="front_office:dpmptsp", layanan=OUTSIDE)) == []


def options(page, name: str) -> dict[str, str]:
    return dict(next(one.options for one in page.context["filters"] if one.name == name))


def test_it_filters_by_how_the_clock_stands(budi):
    late, fresh = (
        cast.submitted(FIVE_TIERS, now=before(days=30)),
        cast.submitted(SERVICE, now=before(hours=1)),
    )
    review = cast.open_review(fresh)
    Timer.objects.filter(pk=review.timer_id).update(due_at=before(days=-9), warn_at=before(days=-8))
    assert numbers(look(budi, "desk_queue", keadaan="lewat")) == [late.number]
    assert numbers(look(budi, "desk_queue", keadaan="hampir")) == []
    Timer.objects.filter(pk=review.timer_id).update(due_at=before(days=-1))
    page = look(budi, "desk_queue", keadaan="hampir")
    assert numbers(page) == [fresh.number]
    assert page.context["rows"][0].due.state == "near"
    assert numbers(look(budi, "desk_queue", keadaan="apa-saja")) == []


def test_it_finds_what_nobody_took_for_two_working_days(budi):
    old, taken = cast.submitted(FIVE_TIERS, now=before(days=9)), cast.submitted(SERVICE, now=before(days=9))
    cast.submitted(SERVICE, now=before(hours=1))
    workflow.claim(taken.pk, cast.open_review(taken).pk, by=budi, now=before(hours=1))
    assert numbers(look(budi, "desk_queue", keadaan="lama")) == [old.number]


def test_the_coordinator_filters_by_officer_and_officers_do_not_see_that_box(budi, ratna):
    held = cast.submitted(SERVICE, now=before(hours=2))
    cast.submitted(FIVE_TIERS, now=before(hours=1))
    workflow.claim(held.pk, cast.open_review(held).pk, by=budi, now=before(hours=1))
    page = look(ratna, "desk_queue", petugas=str(budi.pk))
    assert numbers(page) == [held.number]
    assert options(page, "petugas") == {str(budi.pk): "Budi1 (1)"}
    assert "Petugas" not in {one.label for one in look(budi, "desk_queue").context["filters"]}
    for odd in ("0", "x", "9" * 30, "-1", "1.5"):
        assert numbers(look(ratna, "desk_queue", petugas=odd)) == []


def test_each_choice_says_what_it_would_leave(budi, ratna):
    free, held = cast.submitted(SERVICE, now=before(hours=2)), cast.submitted(FIVE_TIERS, now=before(hours=1))
    cast.submitted(OUTSIDE, now=before(hours=1))
    workflow.claim(held.pk, cast.open_review(held).pk, by=budi, now=before(hours=1))
    page = look(budi, "desk_queue")
    assert [(tab.ambil, tab.number) for tab in page.context["tabs"]] == [("", 2), ("belum", 1), ("saya", 1)]
    narrowed = look(ratna, "desk_queue", instansi="dpmptsp")
    assert [(tab.ambil, tab.number) for tab in narrowed.context["tabs"]] == [("", 2), ("belum", 1)]
    left = options(narrowed, "layanan")
    assert left[SERVICE] == f"{free.standard.name} (1)"
    assert left[OUTSIDE].endswith("(0)"), "of another agency than the one asked for"
    for code, label in options(look(ratna, "desk_queue"), "layanan").items():
        shown = len(numbers(look(ratna, "desk_queue", layanan=code)))
        assert label.endswith(f"({shown})")


def test_a_filter_that_fits_nothing_says_how_to_go_on(budi):
    assert "Hapus saringan" in words(look(budi, "desk_queue", layanan="tidak-ada"))


def test_an_unknown_filter_is_refused(budi):
    page = look(budi, "desk_queue", applicant__nik__startswith="35")
    assert page.status_code == 400
    assert "Saringan pada alamat ini tidak dikenal" in words(page)


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"', ");--", "(a+)+$", "<script>", "\0", "x" * 100])
def test_a_search_takes_its_words_literally(text, budi):
    cast.submitted(SERVICE, now=before(hours=1))
    page = look(budi, "desk_queue", q=f"q{text}"[:100])
    assert page.status_code == 200
    assert numbers(page) == []


def test_an_endless_search_is_refused_with_a_sentence(budi):
    page = look(budi, "desk_queue", q="x" * 101)
    assert page.status_code == 400
    assert "paling panjang 100 huruf" in words(page)


def test_it_finds_by_part_of_the_number_and_by_name(budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    assert numbers(look(budi, "desk_queue", q=file.number[-6:])) == [file.number]
    assert numbers(look(budi, "desk_queue", q="sArI")) == [file.number]
    assert numbers(look(budi, "desk_queue", q="Wayan")) == []


@pytest.mark.parametrize("typed", ["3574015708900001", "3574 0157 0890 0001", "3574.0157.0890.0001"])
def test_it_finds_by_nik_as_people_type_it(typed, budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    assert numbers(look(budi, "desk_queue", q=typed)) == [file.number]


def test_part_of_a_nik_finds_nothing(budi):
    cast.submitted(SERVICE, now=before(hours=1))
    assert numbers(look(budi, "desk_queue", q="357401570890")) == []


def test_it_finds_by_the_nik_of_the_child_applied_for(catalogue):
    sari, nik = cast.citizen("Sari"), "3574015708150004"
    child = Dependant.objects.create(
        guardian=sari.profile, full_name="Ratna", nik=nik, nik_hash=nik_hash(nik)
    )
    now = before(hours=2)
    draft = workflow.start_draft(
        cast.standard(OUTSIDE), by=sari, now=now, dependant=child, answers=cast.right_answers(OUTSIDE, now)
    )
    cast.attach_all(draft, by=sari, now=now)
    file = workflow.submit(draft.pk, by=sari, now=now)
    officer = cast.officer("Budi", Role.FRONT_OFFICE, "dispendukcapil")
    assert numbers(look(officer, "desk_queue", q=nik)) == [file.number]


def test_the_search_looks_beyond_open_steps(budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    workflow.withdraw(file.pk, by=CitizenProfile.objects.get().user, now=before(minutes=1))
    assert numbers(look(budi, "desk_queue")) == []
    assert numbers(look(budi, "desk_queue", q=file.number)) == [file.number]


def test_a_draft_is_found_by_nobody(budi):
    cast.drafted(SERVICE, by=cast.citizen("Sari"), now=before(hours=1), files=False)
    assert numbers(look(budi, "desk_queue", q="Sari")) == []


def test_after_an_act_the_next_file_by_due_time_is_offered(budi):
    taken = cast.submitted(FIVE_TIERS, now=before(days=9))
    colleague = cast.officer("Wayan", Role.FRONT_OFFICE, "dpmptsp")
    workflow.claim(taken.pk, cast.open_review(taken).pk, by=colleague, now=before(minutes=5))
    free = cast.submitted(SERVICE, now=before(hours=1))
    page = look(budi, "desk_queue", lanjut="1")
    assert page.context["following"].application == free
    assert "Buka berkas berikutnya" in words(page)
    assert look(budi, "desk_queue").context["following"] is None


def test_an_approved_file_without_its_number_waits_for_those_who_record_it(budi):
    file = cast.decided(cast.submitted(OUTSIDE, now=before(days=2)), now=before(days=1))
    counter = cast.officer("Budi", Role.FRONT_OFFICE, "dispendukcapil")
    last = file.standard.tiers.last()
    for user in (counter, cast.officer("Ratna2", last.role, last.agency.code)):
        assert numbers(look(user, "desk_queue")) == []
        assert numbers(look(user, "desk_queue", produk="1")) == [file.number]
    assert numbers(look(budi, "desk_queue", produk="1")) == []
    workflow.record_product(
        file.pk, by=counter, now=before(hours=1), number="3574-KK-1", issued_on=before(hours=1).date()
    )
    assert numbers(look(counter, "desk_queue", produk="1")) == []


@pytest.mark.parametrize(
    "query",
    [{}, {"q": "Sari"}, {"ambil": "belum", "layanan": SERVICE}, {"keadaan": "hampir"}, {"lanjut": "1"}],
)
def test_fifty_rows_cost_as_many_queries_as_five(query, budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    review = Review.objects.select_related("application__timer", "timer", "tier").get(application=file)
    copies(review, 4)
    client = signed_in(budi)
    with counted() as few:
        first = client.get("/petugas/", query)
    copies(review, 46)
    with counted() as many:
        second = client.get("/petugas/", query)
    assert (len(first.context["rows"]), len(second.context["rows"])) == (5, 50)
    assert len(few) == len(many) <= 8, many


def test_the_fifty_first_row_is_on_the_second_page(budi):
    file = cast.submitted(SERVICE, now=before(hours=1))
    copies(Review.objects.select_related("application__timer", "timer", "tier").get(application=file), 50)
    assert len(look(budi, "desk_queue", page="2").context["rows"]) == 1
    assert "Halaman 1 dari 2" in words(look(budi, "desk_queue"))


def test_a_working_day_late_is_said_in_words(budi):
    cast.submitted(SERVICE, now=before(days=30))
    row = look(budi, "desk_queue").context["rows"][0]
    assert row.due.state == "late"
    assert row.due.left.startswith("lewat ")
    assert row.due.at < before(days=20) + timedelta(days=7)
