"""The portal against what it says of itself: 2,000 requests, none of them answered otherwise than documented."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from schemathesis import checks
from schemathesis.core.failures import Failure, FailureGroup

from mpp_portal.wsgi import application
from tests.contract.asking import COLUMNS, everything, tokens, what_is_known
from tests.contract.cases import EACH, cases_for

pytestmark = pytest.mark.django_db
HELD = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
    "allow_header_conformance", "ignored_auth",
)  # fmt: skip
# Of each one's 500 so many at least must be done; with fewer the check would only look at refusals.
DONE_AT_LEAST = {"anonymous": 20, "citizen": 60, "officer": 80, "coordinator": 45}


@dataclass
class Told:
    statuses: Counter = field(default_factory=Counter)
    broken: list = field(default_factory=list)


@pytest.fixture
def one_connection():
    """The server would give back its connection after each request, and with it what stands in the transaction."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def portal(catalogue, one_connection, settings):
    settings.API_RATES = {"account": 1_000_000, "address": 1_000_000}
    return schemathesis.openapi.from_wsgi("/api/schema/", application)


@pytest.mark.parametrize("who", COLUMNS)
def test_five_hundred_requests_are_answered_as_documented(portal, who):
    stage = everything()
    labels = [found.ok().label for found in portal.get_all_operations()]
    known = what_is_known(stage, who, labels)
    headers = tokens(stage)[who]
    told = Told()
    for case in cases_for(portal, list(COLUMNS).index(who), known):
        ask(case, headers, told)
    assert not told.broken, "\n\n".join(told.broken)
    assert sum(told.statuses.values()) == EACH == 2_000 / len(COLUMNS)
    assert sum(told.statuses[code] for code in (200, 201, 204)) >= DONE_AT_LEAST[who], told.statuses


def ask(case, headers: dict, told: Told) -> None:
    """One request; whatever it changes is undone before the next."""
    with transaction.atomic():
        try:
            answer = case.call(headers=headers)
            told.statuses[answer.status_code] += 1
            case.validate_response(answer, checks=held(case.operation), headers=headers)
        except (Failure, FailureGroup) as broken:
            told.broken.append(f"{case.method} {case.operation.label}: {broken}\n{case.as_curl_command()}")
        finally:
            transaction.set_rollback(True)


def held(operation) -> list:
    """A wrong secret of a complaint is answered 404 like an unknown complaint, and not as a wrong key."""
    checks.load_all_checks()
    keys = {key for way in operation.definition.raw["security"] for key in way}
    names = [name for name in HELD if not ("secret" in keys and name == "ignored_auth")]
    return [checks.CHECKS.get_one(name) for name in names]


def _says_another_status(document: dict) -> None:
    responses = document["paths"]["/api/v1/agencies/"]["get"]["responses"]
    responses["204"] = responses.pop("200")


def _says_another_type(document: dict) -> None:
    document["components"]["schemas"]["AgencyShape"]["properties"]["code"] = {"type": "integer"}


@pytest.mark.parametrize("lie", [_says_another_status, _says_another_type])
def test_a_document_that_does_not_fit_the_portal_is_found_out(portal, lie):
    document = deepcopy(portal.raw_schema)
    lie(document)
    lying = schemathesis.openapi.from_dict(document)
    lying.app = application
    told = Told()
    ask(lying["/api/v1/agencies/"]["GET"].Case(), {}, told)
    assert told.statuses == {200: 1} and len(told.broken) == 1
