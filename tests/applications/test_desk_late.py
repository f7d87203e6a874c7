"""Jatuh tempo: the coordinator sees which promise is broken or about to be, where it waits and with whom."""

from datetime import timedelta

import pytest

from accounts.models import Role
from applications import workflow
from applications.models import Application, Review
from sla.models import Timer
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import OUTSIDE, SERVICE, before, copies, look, signed_in, words
from tests.applications.scenes import returned

pytestmark = pytest.mark.django_db


@pytest.fixture
def ratna(catalogue):
    return cast.officer("Ratna", Role.COORDINATOR)


@pytest.fixture
def late(catalogue):
    """Sent thirty days ago and never opened: both its clocks are late."""
    return cast.submitted(SERVICE, now=before(days=30))


def due_in(application: Application, *, tier: timedelta, service: timedelta) -> None:
    """Put the clocks where the test wants them; both have three quarters of their time still to go."""
    step = Review.objects.open().get(application=application)
    for timer, span in ((step.timer, tier), (application.timer, service)):
        Timer.objects.filter(pk=timer.pk).update(
            due_at=before() + span, warn_at=before() + timedelta(days=60)
        )


def numbers(page) -> list[str]:
    return [row.application.number for row in page.context["rows"]]


@pytest.mark.parametrize("role, agency", [(Role.FRONT_OFFICE, "dpmptsp"), (Role.AUDITOR, None)])
def test_only_the_coordinator_has_this_page(role, agency, late):
    assert look(cast.officer("Budi", role, agency), "desk_late").status_code == 403


def test_joko_does_not_get_in(late):
    assert look(cast.citizen("Joko"), "desk_late").status_code == 403


def test_a_late_step_is_shown_with_where_it_waits_and_that_nobody_took_it(late, ratna):
    page = look(ratna, "desk_late")
    assert numbers(page) == [late.number]
    for sentence in ("Terlambat", "hari kerja", "DPMPTSP", "Belum diambil", "sejak"):
        assert sentence in words(page)


def test_whoever_holds_it_is_named_with_since_when(late, ratna):
    workflow.claim(
        late.pk, cast.open_review(late).pk, by=cast.desk_of(cast.open_review(late)), now=before(hours=1)
    )
    page = words(look(ratna, "desk_late"))
    assert "Budi1" in page
    assert "Belum diambil" not in page.split("<tbody>")[1]


def test_the_two_clocks_have_a_tab_each(late, ratna):
    due_in(late, tier=timedelta(hours=-2), service=timedelta(days=9))
    assert numbers(look(ratna, "desk_late")) == [late.number]
    assert numbers(look(ratna, "desk_late", jam="layanan")) == []
    due_in(late, tier=timedelta(days=9), service=timedelta(hours=-2))
    page = look(ratna, "desk_late", jam="layanan")
    assert numbers(page) == [late.number]
    assert "Belum diambil" in words(page)
    assert "Tahap (0)" in words(page)


def test_two_days_before_due_is_near_and_three_is_not(late, ratna):
    due_in(late, tier=timedelta(hours=47), service=timedelta(days=9))
    page = look(ratna, "desk_late")
    assert [row.due.state for row in page.context["rows"]] == ["near"]
    due_in(late, tier=timedelta(days=3), service=timedelta(days=9))
    assert numbers(look(ratna, "desk_late")) == []


def test_a_clock_past_its_warning_is_near(late, ratna):
    due_in(late, tier=timedelta(days=9), service=timedelta(days=9))
    step = Review.objects.open().get(application=late)
    Timer.objects.filter(pk=step.timer_id).update(warn_at=before(minutes=1))
    assert numbers(look(ratna, "desk_late")) == [late.number]


def test_a_file_that_waits_for_the_citizen_is_not_pressing(late, ratna):
    returned(cast.open_review(late), now=before(hours=1))
    assert numbers(look(ratna, "desk_late")) == []
    assert numbers(look(ratna, "desk_late", jam="layanan")) == []


def test_it_filters_by_state_agency_and_service(late, ratna):
    near = cast.submitted(OUTSIDE, now=before(hours=3))
    due_in(near, tier=timedelta(hours=20), service=timedelta(days=9))
    assert numbers(look(ratna, "desk_late")) == [late.number, near.number]
    assert numbers(look(ratna, "desk_late", keadaan="lewat")) == [late.number]
    assert numbers(look(ratna, "desk_late", keadaan="hampir")) == [near.number]
    assert numbers(look(ratna, "desk_late", instansi="dispendukcapil")) == [near.number]
    assert numbers(look(ratna, "desk_late", layanan=SERVICE)) == [late.number]
    assert numbers(look(ratna, "desk_late", layanan=SERVICE, instansi="dispendukcapil")) == []


def test_the_agency_is_that_of_the_desk_where_it_waits(catalogue, ratna):
    application = cast.pass_one(cast.submitted(SERVICE, now=before(days=30)), now=before(days=29))
    assert cast.open_review(application).tier.agency.code == "bakesbangpol"
    assert numbers(look(ratna, "desk_late", instansi="bakesbangpol")) == [application.number]
    assert numbers(look(ratna, "desk_late", instansi="dpmptsp")) == []
    assert numbers(look(ratna, "desk_late", jam="layanan", instansi="dpmptsp")) == [application.number]


def test_an_approved_file_without_its_product_still_runs(catalogue, ratna):
    application = cast.decided(cast.submitted(OUTSIDE, now=before(days=30)), now=before(days=29))
    page = look(ratna, "desk_late", jam="layanan")
    assert numbers(page) == [application.number]
    assert "Disetujui" in words(page)


def test_what_lies_with_the_citizen_for_a_week_is_listed(late, ratna):
    returned(cast.open_review(late), now=before(days=8))
    page = look(ratna, "desk_late", jam="pemohon")
    assert numbers(page) == [late.number]
    assert page.context["rows"][0].due.state == "paused"
    Application.objects.filter(pk=late.pk).update(lapses_at=before(days=-24))
    assert numbers(look(ratna, "desk_late", jam="pemohon")) == [], "asked six days ago"


def test_an_approved_file_without_its_document_is_listed_after_an_hour(catalogue, ratna):
    file = cast.decided(cast.submitted(SERVICE, now=before(days=3)), now=before(hours=2))
    assert numbers(look(ratna, "desk_late", jam="terbit")) == [file.number]
    Application.objects.filter(pk=file.pk).update(decided_at=before(minutes=50))
    assert numbers(look(ratna, "desk_late", jam="terbit")) == []


def test_a_stuck_file_with_days_to_go_is_not_called_near(catalogue, ratna):
    file = cast.decided(cast.submitted(SERVICE, now=before(hours=4)), now=before(hours=2))
    ends = {"stopped_at": None, "paused_at": None, "warn_at": before(days=-8), "due_at": before(days=-9)}
    Timer.objects.filter(pk=file.timer.pk).update(**ends)
    rows = look(ratna, "desk_late", jam="terbit").context["rows"]
    assert [row.due.state for row in rows] == ["ok"]


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [("pemohon", "Tidak ada berkas yang lama di pemohon"), ("terbit", "Semua dokumen sudah jadi")],
)
def test_nothing_stuck_says_so(clock, sentence, ratna):
    assert sentence in words(look(ratna, "desk_late", jam=clock))


def test_nothing_pressing_says_so(ratna):
    assert "Tidak ada yang terlambat atau hampir jatuh tempo" in words(look(ratna, "desk_late"))


def test_no_name_of_a_citizen_is_on_the_page(catalogue, ratna):
    cast.submitted(SERVICE, by=cast.citizen("Wayan"), now=before(days=30))
    assert "Wayan" not in words(look(ratna, "desk_late"))


def test_an_unknown_filter_is_refused(ratna):
    assert look(ratna, "desk_late", status="late").status_code == 400


@pytest.mark.parametrize("clock", ["tahap", "layanan"])
def test_ten_times_the_rows_cost_no_more_queries(clock, late, ratna):
    review = Review.objects.select_related("application__timer", "timer", "tier").get(application=late)
    copies(review, 4)
    client = signed_in(ratna)
    with counted() as few:
        client.get("/petugas/tenggat/", {"jam": clock})
    copies(review, 45)
    with counted() as many:
        page = client.get("/petugas/tenggat/", {"jam": clock})
    assert len(page.context["rows"]) == 50
    assert len(few) == len(many), many
