"""The API's own documents: OpenAPI without a warning, real examples, forms as JSON Schema, the page that shows it."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from services.api.examples import example
from services.api.form_schema import form_schema
from services.models import Standard
from tests.answers import items, right_answers
from tests.api.doors import views

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
ONLINE = sorted(code for code, item in items("services").items() if item["channel"] == "online")


def test_the_document_is_valid_and_drawn_without_a_warning():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=io.StringIO())


@pytest.mark.django_db
def test_every_route_is_in_the_document():
    document = Client().get("/api/schema/").json()
    assert document["openapi"].startswith("3.1")
    named = {name for name, view in views().items() if view.schema is not None}
    assert len(document["paths"]) == len(named)


@pytest.mark.django_db
def test_every_refusal_is_in_the_document_as_a_problem():
    document = Client().get("/api/schema/").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            refused = {status: one for status, one in operation["responses"].items() if status >= "400"}
            assert {"400", "401", "404", "429"} <= set(refused), (path, method)
            assert all("application/problem+json" in one["content"] for one in refused.values()), (
                path,
                method,
            )


def test_an_example_is_what_the_portal_really_says(catalogue):
    one = Client().get("/api/v1/services/surat-keterangan-penelitian/").json()
    assert one | {"published_at": ""} == example("service") | {"published_at": ""}
    lines = Client().get("/api/v1/services/?q=penelitian").json()["results"]
    assert example("service_line") in lines
    assert example("agency") in Client().get("/api/v1/agencies/?page_size=100").json()["results"]


def schemas() -> dict[str, dict]:
    found = Standard.objects.published().filter(service__channel="online")
    return {one.service.code: form_schema(one, one.fields.all()) for one in found}


def typed(code: str, answers: dict) -> dict:
    """Right answers as JSON types: the reader gives numbers as they are typed in a form."""
    kinds = {field["key"]: field["type"] for field in items("services")[code]["form_fields"]}
    return {
        key: int(value) if kinds[key] in ("integer", "money") else value for key, value in answers.items()
    }


def test_every_form_is_a_schema_that_right_answers_fit_and_wrong_ones_do_not(catalogue):
    known = schemas()
    assert sorted(known) == ONLINE
    wrong = []
    for code, schema in known.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        right = typed(code, right_answers(code, NOW))
        wrong += [(code, fault.message) for fault in judge.iter_errors(right)]
        if judge.is_valid({**right, "owner": 7}):
            wrong.append((code, "takes an unknown field"))
        demanded = [key for key in schema["required"] if key in right]
        for key in demanded:
            if judge.is_valid({name: value for name, value in right.items() if name != key}):
                wrong.append((code, f"does not demand {key}"))
    assert not wrong


def test_a_question_is_demanded_where_its_condition_holds(catalogue):
    schema = schemas()["surat-keterangan-penelitian"]
    judge = jsonschema.Draft202012Validator(schema)
    alone = typed("surat-keterangan-penelitian", right_answers("surat-keterangan-penelitian", NOW))
    assert alone["bentuk"] == "perorangan" and judge.is_valid(alone)
    assert not judge.is_valid({**alone, "bentuk": "kelompok"})
    assert judge.is_valid({**alone, "bentuk": "kelompok", "jumlah_anggota": 3})
    assert not judge.is_valid({**alone, "bentuk": "kelompok", "jumlah_anggota": 1})


@pytest.mark.django_db
def test_the_page_that_shows_it_needs_no_script_but_ours():
    page = Client().get("/api/docs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert "<style" not in text and "style=" not in text and "<script>" not in text
    assert 'data-schema="/api/schema/"' in text
