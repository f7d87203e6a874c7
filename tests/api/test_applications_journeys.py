"""The journeys of a file by REST alone: from the list of services to the paper, with every turn it may take."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.workflow import save_organisation
from applications.models import Application
from applications.tasks import produce_permits
from foundation.registry.clock import database_now
from tests import cast
from tests.api.applications_app import HOME, App, begun, fill_in, put, said, sent, taken, whole_checklist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
FOUR_DESKS, OUTSIDE = "surat-keterangan-penelitian", "kk-baru"


@pytest.fixture
def sari():
    return App(cast.citizen("Sari"))


def desk(file: str) -> App:
    """Whoever sits where the file waits."""
    return App(cast.desk_of(cast.open_review(Application.objects.get(pk=file.split("/")[-2]))))


def pass_on(file: str) -> dict:
    officer = desk(file)
    step, dossier = taken(officer, file)
    words = {"verdicts": whole_checklist(dossier), "seen": dossier["version"]}
    return said(officer.post(f"{step}pass-on/", opinion="for", **words))


def approve(file: str) -> tuple[App, dict]:
    officer = desk(file)
    step, dossier = taken(officer, file)
    return officer, said(officer.post(f"{step}approve/", verdicts=whole_checklist(dossier)))


def test_from_the_list_of_services_through_four_desks_to_a_permit_that_anybody_can_check(sari):
    found = said(sari.get("/api/v1/services/", q="penelitian"))["results"]
    assert FOUR_DESKS in [one["code"] for one in found]
    draft = begun(sari, FOUR_DESKS)
    assert said(sari.get(draft))["allowed"] == ["attach", "detach", "discard", "save_draft", "submit"]
    fill_in(sari, draft)
    file = said(sari.post(f"{draft}submit/", declared=True), 201)
    assert (file["status"], file["turn"], file["allowed"]) == ("submitted", "us", ["withdraw"])
    assert said(App().get(f"/api/v1/tracking/{file['tracking_code']}/"))["status"] == "submitted"
    receipt = said(sari.get(f"{draft}receipt/"))
    assert (receipt["number"], receipt["due"]["at"]) == (file["number"], file["due"]["at"])

    for _ in range(3):
        assert pass_on(draft)["status"] == "in_review"
    _officer, stands = approve(draft)
    assert (stands["status"], stands["product"]["is_ready"]) == ("approved", False)
    assert said(sari.get(f"{draft}product/"), 409)["present"]["status"] == "approved"
    assert produce_permits() == 1

    file = said(sari.get(draft))
    assert (file["status"], file["product"]["is_ready"], file["allowed"]) == ("issued", True, [])
    assert [step["state"] for step in file["steps"]] == ["done"] * 6
    paper = sari.get(f"{draft}product/")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    known = said(App().get(f"/api/v1/permits/{file['product']['check_code']}/"))
    assert (known["number"], known["holder"]) == (file["product"]["number"], "S***")
    assert len(said(sari.get(f"{draft}history/"))["lines"]) >= 9


def test_a_return_is_answered_with_a_new_document_and_a_mended_answer(sari):
    file = sent(sari, FOUR_DESKS)
    budi = desk(file)
    step, dossier = taken(budi, file)
    key = dossier["answers"][0]["key"]
    verdicts = whole_checklist(dossier, ktp_el={"value": "mend", "note": "Buram."})
    verdicts[f"field:{key}"] = {"value": "mend", "note": "Salah ketik."}
    stands = said(budi.post(f"{step}return/", verdicts=verdicts, reason="Perbaiki dua hal."))
    assert stands["status"] == "needs_correction"

    mine = said(sari.get(file))
    asked = {(one["requirement"], one["field"], one["note"]) for one in mine["to_mend"]}
    assert asked == {("ktp_el", None, "Buram."), (None, key, "Salah ketik.")}
    assert (mine["turn"], mine["allowed"]) == ("you", ["answer", "attach", "withdraw"])
    typed = {key: mine["answers"][key]}
    too_early = said(sari.post(f"{file}correction/", answers=typed), 400)
    assert "Unggah berkas pengganti" in too_early["detail"]
    put(sari, file, "ktp_el")
    assert said(sari.post(f"{file}correction/", answers=typed), 201)["status"] == "in_review"

    step, dossier = taken(budi, file)
    line = next(one for one in dossier["checklist"] if one["requirement"] == "ktp_el")
    assert [one["is_current"] for one in line["versions"]] == [False, True]
    assert line["earlier"][0]["is_old"]
    assert budi.get(f"{file}documents/{line['versions'][1]['id']}/").content.startswith(b"%PDF-")


def test_a_rejection_says_on_what_ground(sari):
    file = sent(sari, FOUR_DESKS)
    for _ in range(3):
        pass_on(file)
    wayan = desk(file)
    step, dossier = taken(wayan, file)
    assert "Isi keduanya" in said(wayan.post(f"{step}reject/", legal_ground="", reason="x"), 400)["detail"]
    words = {"legal_ground": "Permendagri 3/2018", "reason": "Tidak memenuhi syarat."}
    assert said(wayan.post(f"{step}reject/", **words))["status"] == "rejected"
    assert said(sari.get(file))["rejection"] == words
    assert said(wayan.post(f"{step}approve/", verdicts=whole_checklist(dossier)), 409)["present"]["steps"]


def test_a_product_of_another_system_is_recorded_once(sari):
    file = sent(sari, OUTSIDE)
    while said(sari.get(file))["status"] != "approved":
        row = Application.objects.get(pk=file.split("/")[-2])
        last = max(tier.order for tier in row.standard.tiers.all()) == cast.open_review(row).tier.order
        officer, stands = approve(file) if last else (None, pass_on(file))
    assert stands["allowed"] == ["record_product"]
    assert [one["id"] for one in said(officer.get("/api/v1/to-record/"))["results"]] == [stands["id"]]
    day = said(sari.get(file))["submitted_at"][:10]
    product = {"number": "3574-KK-1", "issued_on": day}
    first = said(officer.post(f"{file}record-product/", "sama", **product), 201)
    second = said(officer.post(f"{file}record-product/", "sama", **product), 201)
    assert first == second and first["status"] == "issued"
    assert said(officer.post(f"{file}record-product/", **product), 409)["present"]["status"] == "issued"
    assert said(sari.get(file))["product"]["number"] == "3574-KK-1"


def test_a_sent_file_is_taken_back(sari):
    file = sent(sari, OUTSIDE)
    assert said(sari.post(f"{file}withdraw/"))["status"] == "withdrawn"
    assert said(sari.post(f"{file}withdraw/"), 409)["present"] == {
        "number": said(sari.get(file))["number"], "status": "withdrawn", "status_label": "Dibatalkan",
        "version": said(sari.get(file))["version"], "allowed": [],
    }  # fmt: skip


def test_a_draft_is_changed_a_piece_at_a_time_and_removed(sari):
    draft = begun(sari, FOUR_DESKS)
    before = said(sari.get(draft))
    key = next(key for key, value in before["answers"].items() if isinstance(value, str))
    after = said(sari.patch(draft, answers={key: "Lain"}, seen=before["version"]))
    assert after["answers"] == {**before["answers"], key: "Lain"}
    stale = said(sari.patch(draft, answers={key: "Tab lain"}, seen=before["version"]), 409)
    assert stale["present"]["version"] == after["version"]
    document = put(sari, draft, "ktp_el")
    assert sari.get(f"{draft}documents/{document['id']}/").content.startswith(b"%PDF-")
    assert sari.delete(f"{draft}documents/{document['id']}/").status_code == 204
    assert sari.delete(draft).status_code == 204
    assert sari.get(draft).status_code == 404
    assert not Application.objects.exists()


def test_what_is_missing_is_said_before_sending(sari):
    draft = said(sari.post(HOME, service=FOUR_DESKS), 201)
    refused = said(sari.post(f"{HOME}{draft['id']}/submit/", declared=True), 400)
    assert {error["field"] for error in refused["errors"]} == {"answers", "documents"}
    undeclared = said(sari.post(f"{HOME}{draft['id']}/submit/", declared=False), 400)
    assert undeclared["errors"][0]["field"] == "declared"


def test_she_files_for_her_organisation_and_for_no_one_elses(sari):
    joko = cast.citizen("Joko")
    rows = [
        save_organisation(user.profile, {"name": "CV", "nib": "", "npwp": ""}, by=user, now=database_now())
        for user in (sari.user, joko)
    ]
    hers, his = (str(row.pk) for row in rows)
    assert said(sari.post(HOME, service=OUTSIDE, organisation=hers), 201)["on_behalf_of"] == "CV"
    theirs = said(sari.post(HOME, service=OUTSIDE, organisation=his), 400)
    nobodys = said(sari.post(HOME, service=OUTSIDE, organisation="00000000-0000-4000-8000-000000000000"), 400)
    assert theirs["errors"] == nobodys["errors"]


def test_a_file_that_cannot_be_taken_is_refused_by_its_sentence(sari):
    draft = begun(sari, OUTSIDE)
    code = said(sari.get(draft))["documents"][0]["requirement"]
    bad = SimpleUploadedFile("ktp.pdf", b"MZ", content_type="application/pdf")
    refused = said(sari.upload(f"{draft}documents/", requirement=code, file=bad), 400)
    assert refused["errors"][0]["field"] == "file"
    unknown = said(sari.upload(f"{draft}documents/", requirement="diskon", file=cast.upload(["pdf"])), 400)
    assert unknown["errors"][0]["field"] == "requirement"
    more = {"requirement": code, "file": cast.upload(["pdf"]), "second": cast.upload(["pdf"])}
    assert said(sari.upload(f"{draft}documents/", **more), 400)["errors"][0]["field"] == "second"
