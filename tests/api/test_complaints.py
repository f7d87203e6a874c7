"""A complaint by REST alone: told without an account, verified, forwarded, answered, disputed, settled."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import Complaint
from complaints.secrets import secret_of
from foundation.registry.models import Receipt
from tests import cast
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
TOLD = {"kind": "complaint", "category": scenes.CATEGORY, "title": "Tagihan berbeda", "text": "Tidak sama."}
HOME, DESK = "/api/v1/complaints/", "/api/v1/complaint-inbox/"


class App:
    """A client that speaks JSON, with a session or without."""

    def __init__(self, user=None, secret: str = ""):
        self.client, self.sent, self.secret = Client(), 0, secret
        if user is not None:
            self.client.force_login(user)

    def post(self, address: str, key: str | None = None, **body):
        self.sent += 1
        headers = {"Idempotency-Key": key or f"kunci-{self.sent}", "Complaint-Secret": self.secret}
        sent = {name: value for name, value in headers.items() if value}
        return self.client.post(address, body, content_type="application/json", headers=sent)

    def get(self, address: str):
        return self.client.get(address, headers={"Complaint-Secret": self.secret} if self.secret else {})


def filed(app: App, **more):
    answer = app.post(HOME, **(TOLD | more))
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_it_goes_from_the_first_word_to_the_end_without_an_account():
    told = filed(App(), anonymous=True)
    assert told["secret"] and told["status"] == "filed"
    reporter = App(secret=told["secret"])
    budi, wayan = App(scenes.handler()), App(scenes.official())
    case = f"{DESK}{told['id']}/"
    assert budi.post(f"{case}verify/", category=scenes.CATEGORY).status_code == 200
    answer = budi.post(f"{case}forward/", agency=scenes.AGENCY)
    assert answer.json()["status"] == "forwarded"
    assert wayan.get(DESK).json()["results"][0]["number"] == told["number"]
    assert wayan.post(f"{case}answer/", text="Sudah diperbaiki.").json()["status"] == "answered"
    seen = reporter.get(f"{HOME}{told['id']}/").json()
    assert seen["conversation"][0]["text"] == "Sudah diperbaiki."
    assert {"reply", "dispute", "accept"} <= set(seen["allowed"])
    assert reporter.post(f"{HOME}{told['id']}/disputes/", text="Belum.").status_code == 201
    assert wayan.post(f"{case}answer/", text="Kini sudah.").status_code == 200
    assert reporter.post(f"{HOME}{told['id']}/accept/").json()["status"] == "closed"
    late = wayan.post(f"{case}answer/", text="Terlambat.")
    assert late.status_code == 409 and late.json()["present"]["status"] == "closed"


def test_a_repeated_filing_gives_the_same_number_and_the_same_secret():
    app = App()
    first, second = (app.post(HOME, key="sama", **TOLD) for _ in range(2))
    assert first.json() == second.json() and Complaint.objects.count() == 1
    assert app.post(HOME, key="sama", **(TOLD | {"text": "Lain."})).status_code == 422


def test_no_receipt_says_who_filed_an_anonymous_one():
    sari = cast.citizen("Sari")
    told = filed(App(sari), anonymous=True)
    receipt = Receipt.objects.get(created_id=told["id"])
    assert receipt.scope.startswith("nobody:")
    assert App(sari).get(HOME).json()["results"] == []
    assert App(sari).get(f"{HOME}{told['id']}/").status_code == 404


def test_wrong_secrets_are_the_same_404_and_lock_the_number_after_ten():
    told = filed(App(), anonymous=True)
    real, none = f"{HOME}{told['id']}/", f"{HOME}00000000-0000-4000-8000-000000000000/"
    wrong = App(secret="A" * 26)
    here, nowhere = wrong.get(real).json(), wrong.get(none).json()
    assert here | {"ref": ""} == nowhere | {"ref": ""} and here["status"] == 404
    for _ in range(9):
        wrong.get(real)
    locked = App(secret=told["secret"]).get(real)
    assert locked.status_code == 429
    assert "15 menit" in locked.json()["detail"]


def test_another_citizen_sees_nothing_of_it():
    told = filed(App(cast.citizen("Sari")))
    joko = App(cast.citizen("Joko"))
    assert joko.get(f"{HOME}{told['id']}/").status_code == 404
    assert joko.post(f"{HOME}{told['id']}/replies/", text="Saya.").status_code == 404
    assert joko.get(DESK).status_code == 403


def test_the_public_sees_no_words_before_they_are_released_and_nothing_confidential():
    now = timezone.now() - timedelta(days=1)
    open_one = scenes.answered(scenes.filed(now=now), now=now)
    secret_one = scenes.answered(scenes.filed(now=now, confidential=True), now=now)
    (shown,) = App().get("/api/v1/public-complaints/").json()["results"]
    assert shown["id"] == str(open_one.pk) and shown["text"] == shown["answer"] == ""
    assert App().get(f"/api/v1/public-complaints/{secret_one.pk}/").status_code == 404
    scenes.workflow.release(open_one.pk, text="Ringkas.", answer="Sudah.", by=scenes.handler(), now=now)
    assert App().get(f"/api/v1/public-complaints/{open_one.pk}/").json()["answer"] == "Sudah."


def test_it_is_found_by_number_and_secret():
    told = filed(App())
    found = App().post("/api/v1/complaint-tracking/", number=told["number"].lower(), secret=told["secret"])
    assert found.json()["id"] == told["id"]
    assert found.json()["allowed"] and secret_of(told["id"]) not in str(found.json())


def test_the_inbox_is_read_page_by_page_the_most_urgent_first():
    now = timezone.now() - timedelta(days=21)
    numbers = [scenes.filed(now=now + timedelta(weeks=one)).number for one in range(3)]
    budi, address, seen = App(scenes.handler()), f"{DESK}?page_size=1", []
    while address:
        page = budi.get(address).json()
        seen += [one["number"] for one in page["results"]]
        address = page["next"]
    assert seen == numbers


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("text", "x" * 4001), ("kind", "lain"), ("category", "pungli-pajak-ilegal"), ("status", "closed")],
)  # fmt: skip
def test_what_does_not_fit_is_named(field, value):
    answer = App().post(HOME, **(TOLD | {field: value}))
    assert answer.status_code == 400
    assert field in {one["field"] for one in answer.json()["errors"]}
    assert not Complaint.objects.exists()
