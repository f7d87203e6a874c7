"""Tokens: what opens nothing, what a scope opens, and a token that stood in an address."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.idp.oidc.models import Token
from django.test import Client

from foundation.audit.models import Entry
from foundation.rest.scopes import SCOPES
from tests import cast
from tests.api.apps import bearer, token
from tests.api.doors import views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
CASES = json.loads((Path(__file__).parents[1] / "corpus" / "rest.json").read_text())["tokens"]
HERS = "/api/v1/profile/"


def drawn(kind: str, sari) -> str:
    """The token of a case."""
    if kind == "expired":
        return token(sari, lives=timedelta(seconds=-1))
    if kind == "refresh":
        return token(sari, kind=Token.Type.REFRESH_TOKEN)
    if kind == "scope":
        return token(sari, scopes=["complaints"])
    if kind == "machine":
        return token(None)
    value = token(sari)
    if kind == "revoked":
        Token.objects.by_value(value).delete()
    if kind == "closed":
        sari.is_active = False
        sari.save()
    return value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_no_valid_token_opens_nothing_and_says_so(case):
    value = drawn(case.get("token", ""), cast.citizen("Sari"))
    words = {"token": value, "long": "a" * 10_000}
    headers = {name: text.format(**words) for name, text in case["headers"].items()}
    query = case.get("query", "").format(**words)
    answer = Client().get(f"{HERS}?{query}" if query else HERS, headers=headers)
    assert answer.status_code in case["status"]
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["detail"] and problem["detail_en"] and problem["detail"] != problem["detail_en"]
    assert value not in answer.content.decode()
    if answer.status_code == 401:
        assert answer["WWW-Authenticate"].startswith('Bearer realm="mpp"')


def test_a_token_opens_what_its_person_may_do():
    answer = Client().get(HERS, headers=bearer(token(cast.citizen("Sari"))))
    assert answer.status_code == 200
    assert answer.json()["full_name"] == "Sari"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_token_that_stood_in_an_address_is_good_for_nothing_any_more():
    value = token(cast.citizen("Sari"))
    assert Client().get(f"{HERS}?access_token={value}").status_code == 401
    assert Client().get(HERS, headers=bearer(value)).status_code == 401
    assert Entry.objects.filter(action="app.token_revoked").count() == 1


def test_a_token_of_another_scope_is_told_which_it_needs():
    answer = Client().get(HERS, headers=bearer(token(cast.citizen("Sari"), scopes=["desk"])))
    assert answer.status_code == 403
    assert answer["WWW-Authenticate"] == 'Bearer realm="mpp", error="insufficient_scope", scope="profile"'


def test_every_view_is_public_or_names_a_scope():
    unnamed = [name for name, view in views().items() if view.public is False and view.scope not in SCOPES]
    assert not unnamed


def test_a_valid_session_beside_a_wrong_token_opens_nothing():
    client = Client()
    client.force_login(cast.citizen("Sari"))
    assert client.get(HERS, headers=bearer("salah")).status_code == 401


def test_an_officers_token_does_not_outlive_her_account():
    budi = cast.citizen("Budi")
    value = token(budi)
    assert Client().get(HERS, headers=bearer(value)).status_code == 200
    budi.is_active = False
    budi.save()
    assert Client().get(HERS, headers=bearer(value)).status_code == 401
