"""Each kind of refusal, as problem details in two languages; tried at views of the test's own."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, ValidationError
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import gettext as _
from rest_framework import serializers

from foundation.rest.refusal import Refusal
from foundation.rest.shapes import Body, Query
from foundation.rest.views import ApiView

MEMBERS = {"type", "title", "status", "detail", "detail_en", "ref"}


def answer_to(error: Exception, *, method: str = "post", present=None, **more):
    """What a view answers whose act raised this."""

    class Act(ApiView):
        public = True
        throttle_classes = ()

        def get(self, request):
            raise error

        post = get

    if present:
        Act.present = lambda self: present()
    request = getattr(RequestFactory(), method)("/api/v1/x/", content_type="application/json", **more)
    return Act.as_view()(request).render()


def body(answer) -> dict:
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.data["status"] == answer.status_code
    assert set(answer.data) >= MEMBERS
    assert len(answer.data["ref"]) == 8
    return answer.data


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ValidationError(_("NIK harus 16 angka.")), 400),
        (ValidationError("x", code="state"), 409),
        (ValidationError("x", code="too_many"), 429),
        (ValidationError("x", code="upload_size"), 413),
        (ValidationError("x", code="storage"), 503),
        (ValidationError("x", code="idempotency"), 422),
        (PermissionDenied(), 403),
        (Http404(), 404),
        (RequestDataTooBig("x"), 413),
        (SuspiciousOperation("x"), 400),
        (Refusal(415), 415),
    ],
)
def test_each_refusal_has_its_status(error, status):
    problem = body(answer_to(error))
    assert problem["status"] == status


def test_a_verbs_sentence_is_said_in_both_languages_beside_its_field():
    error = ValidationError(
        {
            "nik": ValidationError(_("NIK harus 16 angka."), code="nik_length"),
            "__all__": ["Pilih salah satu."],
        }
    )
    problem = body(answer_to(error))
    assert problem["errors"] == [
        {
            "field": "nik",
            "code": "nik_length",
            "detail": "NIK harus 16 angka.",
            "detail_en": "A NIK has 16 digits.",
            "pointer": "/nik",
        },
        {
            "field": None,
            "code": "invalid",
            "detail": "Pilih salah satu.",
            "detail_en": "Choose one.",
            "pointer": "",
        },
    ]
    assert problem["detail"] == "Pilih salah satu."


def test_a_query_has_no_pointer():
    problem = body(answer_to(ValidationError({"q": ["Pilih salah satu."]}), method="get"))
    assert problem["errors"][0]["pointer"] == ""


def test_the_wrong_person_reads_why():
    problem = body(answer_to(PermissionDenied("Anda tidak dapat memproses berkas sendiri.")))
    assert problem["detail_en"] == "You cannot work on your own file."


def test_a_late_act_shows_the_present_state():
    state = {"status": "approved", "allowed": []}
    problem = body(answer_to(ValidationError("x", code="state"), present=lambda: state))
    assert problem["present"] == state


def test_a_late_act_on_what_is_gone_shows_nothing():
    def gone():
        raise Http404

    assert body(answer_to(ValidationError("x", code="state"), present=gone))["present"] is None


def test_a_row_that_is_held_for_too_long_is_busy_and_says_when_to_come_back():
    error, cause = OperationalError("x"), Exception()
    cause.pgcode = "55P03"
    error.__cause__ = cause
    answer = answer_to(error)
    assert body(answer)["status"] == 503
    assert answer["Retry-After"] == "2"


def test_a_fault_of_ours_tells_nothing_of_the_inside_and_is_logged(caplog):
    with caplog.at_level(logging.ERROR):
        problem = body(answer_to(RuntimeError("kata sandi basis data: rahasia")))
    assert problem["status"] == 500
    assert "rahasia" not in str(problem) and "RuntimeError" not in str(problem)
    assert problem["ref"] in caplog.text


def test_an_unknown_or_read_only_field_is_refused_by_its_name():
    class Small(Body):
        name = serializers.CharField()
        status = serializers.CharField(read_only=True)

    body = Small(data={"name": "x", "status": "approved", "owner": 7})
    assert not body.is_valid()
    assert sorted(body.errors) == ["owner", "status"]
    assert body.errors["owner"][0] == "Field tidak boleh diisi. Hapus “owner” dari kiriman ini."


def test_a_name_of_ten_thousand_letters_is_not_echoed_whole():
    small = Body(data={"x" * 10_000: 1})
    assert not small.is_valid()
    assert max(map(len, small.errors)) <= 60
    assert Query(data={}).is_valid()
