"""A program that speaks JSON for one person: citizen or officer, by her session."""

from django.test import Client
from django.test.client import MULTIPART_CONTENT

from applications.models import Application
from foundation.registry.clock import database_now
from services.conditions import applicable_requirements
from tests import cast
from tests.answers import right_answers

HOME = "/api/v1/applications/"


class App:
    """`post` sends a new Idempotency-Key each time unless one is given."""

    def __init__(self, user=None):
        self.client, self.sent, self.user = Client(raise_request_exception=False), 0, user
        if user is not None:
            self.client.force_login(user)

    def _headers(self, key) -> dict:
        self.sent += 1
        return {"Idempotency-Key": key or f"kunci-{id(self)}-{self.sent}"}

    def get(self, address: str, **query):
        return self.client.get(address, query)

    def post(self, address: str, key: str | None = None, **body):
        return self.client.post(address, body, content_type="application/json", headers=self._headers(key))

    def patch(self, address: str, **body):
        return self.client.patch(address, body, content_type="application/json")

    def delete(self, address: str):
        return self.client.delete(address)

    def upload(self, address: str, key: str | None = None, **body):
        return self.client.post(address, body, content_type=MULTIPART_CONTENT, headers=self._headers(key))


def said(answer, status: int = 200) -> dict:
    """The body of an answer that must have this status."""
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:2000])
    return answer.json()


def begun(app: App, service: str, **more) -> str:
    """The address of a new draft with right answers."""
    answers = right_answers(service, database_now())
    file = said(app.post(HOME, service=service, answers=answers, **more), 201)
    return f"{HOME}{file['id']}/"


def fill_in(app: App, file: str) -> None:
    """Every document that the draft says it needs."""
    for wanted in said(app.get(file))["documents"]:
        if wanted["is_needed"] and wanted["document"] is None:
            put(app, file, wanted["requirement"])


def put(app: App, file: str, code: str, key: str | None = None) -> dict:
    row = Application.objects.get(pk=file.split("/")[-2])
    accept = row.standard.requirements.get(code=code).accept
    return said(app.upload(f"{file}documents/", key, requirement=code, file=cast.upload(accept)), 201)


def sent(app: App, service: str, **more) -> str:
    """The address of a file that was begun, filled in and sent."""
    file = begun(app, service, **more)
    fill_in(app, file)
    said(app.post(f"{file}submit/", declared=True), 201)
    return file


def whole_checklist(dossier: dict, **changes) -> dict:
    """Everything that is there fits."""
    found = {}
    for line in dossier["checklist"]:
        is_there = line["kind"] == "data" or any(one["is_current"] for one in line["versions"])
        found[line["requirement"]] = {"value": "fits" if is_there else "not_needed"}
    return found | changes


def taken(officer: App, file: str) -> tuple[str, dict]:
    """(address of the step she took from her queue, the file as she reads it)."""
    pk = file.split("/")[-2]
    line = next(one for one in said(officer.get("/api/v1/queue/"))["results"] if one["application"] == pk)
    step = f"{file}reviews/{line['id']}/"
    assert "claim" in line["allowed"]
    said(officer.post(f"{step}claim/"))
    return step, said(officer.get(f"/api/v1/desk-files/{pk}/"))


def applicable(file: Application) -> list:
    return applicable_requirements(list(file.standard.requirements.all()), file.answers)
