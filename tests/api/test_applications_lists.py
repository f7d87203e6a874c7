"""The lists and files of the API: what each person reads, in how many queries, and what is said for nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import CitizenProfile, Role
from applications.models import Application
from applications.tracking import MOST_MISSES
from applications.workflow import start_draft
from foundation.audit.models import Entry
from foundation.documents.storing import path_of
from foundation.registry.clock import database_now
from tests import cast
from tests.api.applications_app import HOME, App, said
from tests.applications import scenes
from tests.applications.counting import counted
from tests.applications.desk import copies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
CODE, OUTSIDE = "surat-keterangan-penelitian", "pbb-salinan-sppt"
NOTHING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def long_ago():
    return database_now() - timedelta(days=30)


def budi():
    return cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")


def asked(app: App, address: str, **query) -> tuple[int, list]:
    """(queries, rows) of a list, with everything a request costs."""
    app.get(address, **query)
    with counted() as queries:
        rows = said(app.get(address, **query))["results"]
    return len(queries), rows


def more_of(file: Application, number: int) -> None:
    copies(scenes.step_of(file, file.standard.tiers.first().code), number)


@pytest.mark.parametrize(
    ("person", "address", "query"),
    [
        ("sari", HOME, {}),
        ("budi", "/api/v1/queue/", {}),
        ("ratna", "/api/v1/queue/", {}),
        ("ratna", "/api/v1/late/", {}),
        ("ratna", "/api/v1/late/", {"clock": "services"}),
    ],
)
def test_a_list_costs_ten_queries_at_most_however_long_it_is(long_ago, person, address, query):
    people = {"sari": cast.citizen("Sari"), "budi": budi(), "ratna": cast.officer("Ratna", Role.COORDINATOR)}
    file = cast.submitted(CODE, now=long_ago)
    few, [_row] = asked(App(people[person]), address, **query)
    more_of(file, 9)
    many, rows = asked(App(people[person]), address, **query)
    assert (len(rows), many) == (10, few)
    assert many <= 10


def test_files_to_record_cost_the_same_however_many_they_are(long_ago):
    officer = cast.officer("Budi", Role.FRONT_OFFICE, "bppkad")
    costs = []
    for number in (1, 4):
        for _ in range(number):
            scenes.agreed(cast.submitted(OUTSIDE, now=long_ago), now=long_ago)
        cost, rows = asked(App(officer), "/api/v1/to-record/")
        costs.append(cost)
    assert len(rows) == 5 and all(row["allowed"] == ["record_product"] for row in rows)
    assert costs[0] == costs[1] <= 10


@pytest.mark.parametrize("address", [HOME, "/api/v1/queue/", "/api/v1/late/", "/api/v1/late/?clock=services"])
def test_a_long_list_is_read_to_its_end_by_cursors(long_ago, address):
    person = cast.citizen("Sari") if address == HOME else cast.officer("Ratna", Role.COORDINATOR)
    more_of(cast.submitted(CODE, now=long_ago), 6)
    app, seen = App(person), []
    following = f"{address}{'&' if '?' in address else '?'}page_size=3"
    while following:
        page = said(app.get(following))
        seen += [row.get("application", row.get("id")) for row in page["results"]]
        following = page["next"] and page["next"].removeprefix("http://testserver")
    assert len(seen) == len(set(seen)) == 7


def test_own_files_are_narrowed_by_status_and_service_and_by_nothing_else(long_ago):
    sari = cast.citizen("Sari")
    sent = cast.submitted(CODE, by=sari, now=long_ago)
    draft = start_draft(cast.standard(OUTSIDE), by=sari, now=long_ago)
    cast.submitted(CODE, by=cast.citizen("Budi"), now=long_ago)
    app = App(sari)

    def found(**query):
        return {row["id"] for row in said(app.get(HOME, **query))["results"]}

    assert found() == {str(sent.pk), str(draft.pk)}
    assert found(status="draft") == found(service=OUTSIDE) == {str(draft.pk)}
    assert found(status="issued") == set()
    for query in ({"applicant__nik__startswith": "35"}, {"status": "disetujui"}, {"id__in": "1"}):
        said(app.get(HOME, **query), 400)


def test_the_queue_is_narrowed_as_the_page_is(long_ago):
    free, mine = (cast.submitted(CODE, now=long_ago) for _ in range(2))
    officer = budi()
    scenes.claimed(cast.open_review(mine), now=long_ago, by=officer)
    app = App(officer)

    def found(**query):
        return {row["application"] for row in said(app.get("/api/v1/queue/", **query))["results"]}

    both = {str(free.pk), str(mine.pk)}
    assert found() == found(role="front_office", desk_agency="dpmptsp") == found(agency="dpmptsp") == both
    assert found(claim="free") == {str(free.pk)}
    assert found(claim="mine") == {str(mine.pk)}
    assert found(service=OUTSIDE) == found(role="verifier", desk_agency="dpmptsp") == set()
    said(app.get("/api/v1/queue/", role="verifier"), 400)
    said(app.get("/api/v1/queue/", ambil="saya"), 400)


def test_a_coordinator_reads_a_file_masked_and_leaves_an_entry(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    Application.objects.filter(pk=file.pk).update(applicant_name="Sari Wulandari")
    ratna, address = App(cast.officer("Ratna", Role.COORDINATOR)), f"/api/v1/desk-files/{file.pk}/"
    masked = said(ratna.get(address))
    assert masked["is_masked"] and masked["applicant_name"] == "S*** W********"
    empty = ("applicant", "answers", "checklist", "warnings", "opinions")
    assert {name: masked[name] for name in empty} == {name: [] for name in empty}
    whole = said(App(budi()).get(address))
    assert not whole["is_masked"] and whole["applicant"] and whole["answers"] and whole["checklist"]
    entries = Entry.objects.filter(action="application.view").values_list("role", flat=True)
    assert sorted(entries) == ["coordinator", "front_office"]
    queue = said(ratna.get("/api/v1/queue/"))["results"]
    assert [row["applicant_name"] for row in queue] == ["S*** W********"]


def test_an_officer_does_not_open_the_file_of_her_second_self(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    officer = budi()
    hers = CitizenProfile.objects.get(user=file.filed_by).nik_hash
    CitizenProfile.objects.create(user=officer, full_name="Budi", nik_hash=hers)
    app, step = App(officer), cast.open_review(file)
    own = "Anda tidak dapat memproses berkas sendiri."
    assert said(app.get(f"/api/v1/desk-files/{file.pk}/"), 403)["detail"] == own
    assert said(app.post(f"{HOME}{file.pk}/reviews/{step.pk}/claim/"), 403)["detail"] == own


def without_ref(answer) -> dict:
    return {name: value for name, value in answer.json().items() if name != "ref"}


def test_somebody_elses_things_answer_like_nothing(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    draft = cast.drafted(CODE, by=cast.citizen("Sari"), now=long_ago)
    paper, step = file.attachments.first(), cast.open_review(file)
    joko = App(cast.citizen("Joko"))
    words = {"answers": {}, "declared": True, "verdicts": {}, "opinion": "for"}
    asks = [
        ("get", "{0}", {}), ("patch", "{0}", {"answers": {}}), ("delete", "{0}", {}),
        ("post", "{0}submit/", {"declared": True}), ("post", "{0}withdraw/", {}), ("post", "{0}correction/", {}),
        ("get", "{0}history/", {}), ("get", "{0}receipt/", {}), ("get", "{0}product/", {}),
        ("get", "{0}documents/{1}/", {}), ("delete", "{0}documents/{1}/", {}),
        ("post", "{0}reviews/{2}/claim/", {}), ("post", "{0}reviews/{2}/release/", {}),
        ("post", "{0}reviews/{2}/approve/", {"verdicts": words["verdicts"]}),
        ("post", "{0}record-product/", {"number": "1", "issued_on": "2026-11-23"}),
    ]  # fmt: skip
    for method, shape, body in asks:
        for theirs in (file, draft):
            addresses = [
                shape.format(f"{HOME}{pk}/", paper_pk, step_pk)
                for pk, paper_pk, step_pk in ((theirs.pk, paper.pk, step.pk), (NOTHING, NOTHING, NOTHING))
            ]
            known, nothing = (getattr(joko, method)(address, **body) for address in addresses)
            assert known.status_code == nothing.status_code == 404, (method, shape, known.status_code)
            assert without_ref(known) == without_ref(nothing)
            assert len(known.content) == len(nothing.content)
    for address in ("/api/v1/desk-files/", HOME):
        assert without_ref(joko.get(f"{address}{file.pk}/")) == without_ref(joko.get(f"{address}{NOTHING}/"))
    assert Application.objects.filter(pk__in=(file.pk, draft.pk)).count() == 2


def test_a_step_or_document_of_another_file_is_not_found(long_ago):
    one, other = (cast.submitted(CODE, now=long_ago) for _ in range(2))
    officer = App(cast.desk_of(cast.open_review(one)))
    said(officer.post(f"{HOME}{one.pk}/reviews/{cast.open_review(other).pk}/claim/"), 404)
    sari = App(cast.citizen("Sari"))
    said(sari.get(f"{HOME}{one.pk}/documents/{other.attachments.first().pk}/"), 404)
    said(sari.delete(f"{HOME}{one.pk}/documents/{other.attachments.first().pk}/"), 404)


def test_tracking_shows_how_far_and_nothing_about_whose(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    answer = App().get(f"/api/v1/tracking/{file.tracking_code.lower()}/")
    assert said(answer)["status"] == "submitted" and answer["X-Robots-Tag"] == "noindex"
    for secret in ("Sari", str(file.pk), file.number, cast.NIKS["Sari"]):
        assert secret not in answer.content.decode()
    draft = cast.drafted(CODE, by=cast.citizen("Sari"), now=long_ago)
    for code in ("ABCDEFGHJKM", "x", "%F0%9F%98%80", str(draft.pk), "a" * 200):
        assert App().get(f"/api/v1/tracking/{code}/").status_code == 404


def test_page_and_api_share_the_misses_of_one_address():
    app = App()
    for number in range(MOST_MISSES):
        if number % 2:
            assert app.get("/api/v1/tracking/AAAAAAAAAA1/").status_code == 404
        else:
            assert app.client.get(reverse("track"), {"kode": "AAAAA-AAAAA-1"}).status_code == 404
    refused = app.get("/api/v1/tracking/AAAAAAAAAA1/")
    assert refused.status_code == 429 and refused["Retry-After"]
    assert app.client.get(reverse("track"), {"kode": "AAAAA-AAAAA-1"}).status_code == 429


def test_a_permit_nobody_issued_is_not_known():
    for code in ("0" * 26, "x", "0" * 25, "é" * 26):
        assert App().get(f"/api/v1/permits/{code}/").status_code == 404


def test_a_document_that_cannot_be_read_just_now_says_so(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    paper = file.attachments.select_related("document").first()
    path_of(paper.document).unlink()
    answer = App(cast.citizen("Sari")).get(f"{HOME}{file.pk}/documents/{paper.pk}/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Coba lagi nanti" in answer.json()["detail"]


def test_an_officer_opens_a_document_while_she_holds_the_file_and_that_is_noted(long_ago):
    file = cast.submitted(CODE, now=long_ago)
    officer = cast.desk_of(cast.open_review(file))
    address = f"{HOME}{file.pk}/documents/{file.attachments.first().pk}/"
    assert App(officer).get(address).status_code == 404
    scenes.claimed(cast.open_review(file), now=long_ago, by=officer)
    assert App(officer).get(address).content.startswith(b"%PDF-")
    assert Entry.objects.get(action="application.open_document").actor == officer


def test_six_files_within_an_hour_are_refused_with_the_time_to_wait(long_ago, settings):
    settings.SUBMISSIONS_PER_HOUR = 5
    sari, now = cast.citizen("Sari"), database_now()
    for _ in range(5):
        cast.submitted(OUTSIDE, by=sari, now=now)
    sixth = cast.drafted(OUTSIDE, by=sari, now=now)
    refused = App(sari).post(f"{HOME}{sixth.pk}/submit/", declared=True)
    assert refused.status_code == 429 and refused["Retry-After"]
    assert "5 permohonan dalam satu jam" in refused.json()["detail"]
