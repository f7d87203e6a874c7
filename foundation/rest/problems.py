"""Every refusal of the API as problem details (RFC 9457), with its sentence in Indonesian and in English."""

import logging
import secrets
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.exceptions import RequestDataTooBig as TooBig
from django.db import OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from drf_standardized_errors.formatter import ExceptionFormatter, flatten_errors
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from structlog.contextvars import get_contextvars

from foundation.registry.refusals import status_of
from foundation.rest.english import in_english
from foundation.rest.refusal import KINDS, Refusal

MEDIA_TYPE = "application/problem+json"
LOCK_NOT_AVAILABLE, RETRY_SOON, REF_LENGTH = "55P03", 2, 8
log = logging.getLogger(__name__)

REFUSED = _("Ada isian yang belum benar. Perbaiki menurut “errors”, lalu kirim lagi.")


class BrokenRule(exceptions.APIException):
    """Django's ValidationError on its way out; keeps the error, for its codes and its sentences."""

    def __init__(self, error: ValidationError):
        self.error = error
        self.status_code = status_of(error)
        if self.status_code in (429, 503):
            self.wait = RETRY_SOON if self.status_code == 503 else 60
        super().__init__(detail=[], code="invalid")


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc):
        if isinstance(exc, ValidationError):
            return BrokenRule(exc)
        if isinstance(exc, PermissionDenied):
            return Refusal(403, str(exc) or None)
        if isinstance(exc, Http404):
            return Refusal(404)
        if isinstance(exc, TooBig):
            return Refusal(413)
        if isinstance(exc, (SuspiciousOperation, MultiPartParserError)):
            return Refusal(400)
        if isinstance(exc, OperationalError) and getattr(exc.__cause__, "pgcode", "") == LOCK_NOT_AVAILABLE:
            return Refusal(503, retry=RETRY_SOON)
        return exc

    def get_response(self, exc, data):
        response = super().get_response(exc, data)
        response.content_type = MEDIA_TYPE
        return response


class ProblemFormatter(ExceptionFormatter):
    def run(self) -> dict:
        status = self.exc.status_code if self.exc.status_code in KINDS else 400
        errors = _errors_of(self.exc)
        if getattr(self.context["request"], "method", "") in ("GET", "HEAD"):
            # A pointer leads into a body, and these have none.
            errors = [error | {"pointer": ""} for error in errors]
        said = _said(self.exc, status, errors)
        problem = _problem(self.exc.status_code, said)
        if errors:
            problem["errors"] = errors
        if status == HTTPStatus.CONFLICT:
            problem["present"] = self._present()
        if self.exc.status_code >= 500:
            log.error("API problem %s: %s", problem["ref"], type(self.original_exc).__name__)
        return problem

    def _present(self) -> dict | None:
        """What the row looks like now, by the view's own `present()`; None where it has nothing to show."""
        present = getattr(self.context["view"], "present", None)
        try:
            return present() if present else None
        except Http404:
            return None


def _problem(status: int, said: dict) -> dict:
    kind = KINDS[status][0] if status in KINDS else "invalid"
    return {
        "type": f"urn:mpp:problem:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        **said,
        # The beginning of the request's id, by which the log is searched.
        "ref": str(get_contextvars().get("request_id") or secrets.token_hex(4))[:REF_LENGTH],
    }


def _said(exc, status: int, errors: list[dict]) -> dict:
    """The one sentence of the whole: the refusal's own, else the first that belongs to no field."""
    if isinstance(exc, Refusal):
        return speak(exc.sentence)
    general = next((error for error in errors if error["field"] is None), None)
    if general:
        return {"detail": general["detail"], "detail_en": general["detail_en"]}
    return speak(REFUSED if errors else KINDS[status][1])


def speak(message, params=None) -> dict:
    """Both sentences; without an English one the Indonesian stands in both, for a test to find."""
    text = force_str(message)
    indonesian = text % params if params else text
    return {"detail": indonesian, "detail_en": in_english(message, params) or indonesian}


def _errors_of(exc) -> list[dict]:
    if isinstance(exc, BrokenRule):
        return _broken(exc.error)
    if isinstance(exc, exceptions.ValidationError):
        return [_error(one.attr, one.code, one.detail) for one in flatten_errors(exc.detail)]
    if isinstance(exc, Refusal) and exc.status_code == HTTPStatus.BAD_REQUEST:
        return [_error(exc.field, exc.detail.code, exc.sentence)]
    return []


def _broken(error: ValidationError) -> list[dict]:
    if hasattr(error, "error_dict"):
        return [
            _error(None if field == "__all__" else field, one.code, one.message, one.params)
            for field, held in error.error_dict.items()
            for one in held
        ]
    return [_error(None, one.code, one.message, one.params) for one in error.error_list]


def _error(field: str | None, code: str | None, message, params=None) -> dict:
    field = None if field in (None, "non_field_errors") else field
    pointer = "" if field is None else "/" + field.replace(".", "/")
    return {"field": field, "code": code or "invalid", **speak(message, params), "pointer": pointer}
