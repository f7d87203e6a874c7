"""The ground of the API: problems, ids, keys, cursors, limits."""

import hashlib
import json
import uuid
from pathlib import Path

import psycopg2
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Dependant, Organisation
from tests import cast
from tests.api.apps import bearer, token
from tests.api.bodies import id_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
IDS = json.loads((Path(__file__).parents[1] / "corpus" / "rest.json").read_text())["ids"]
FIRMS, CHILDREN, SERVICES = "/api/v1/organisations/", "/api/v1/dependants/", "/api/v1/services/"
OTHERS = 100


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(cast.citizen(name))
    return client


def post(client: Client, address: str, body: dict, key: str | None = "kunci-1"):
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post(address, body, content_type="application/json", headers=headers)


def without_ref(answer) -> dict:
    return {name: value for name, value in answer.json().items() if name != "ref"}


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/", "/api/v2/services/", "/api/v1/services", "/api/joko"]
)
def test_an_address_that_is_nothing_says_so_as_a_problem(address):
    for method in ("get", "post", "delete", "options"):
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == "urn:mpp:problem:not-found"


@pytest.mark.parametrize("case", IDS, ids=[case["id"] for case in IDS])
def test_an_id_in_another_writing_is_nothing(case):
    sari = signed_in("Sari")
    known = post(sari, FIRMS, {"name": "CV Mawar"}).json()["id"]
    assert sari.get(f"{FIRMS}{known}/").status_code == 200
    assert sari.get(f"{FIRMS}{id_of(case, known)}/").status_code == 404


def test_what_belongs_to_others_looks_like_nothing(settings):
    settings.API_RATES = {"account": 10_000, "address": 10_000}
    sari, joko = cast.citizen("Sari").profile, signed_in("Joko")
    firms = Organisation.objects.bulk_create(
        Organisation(representative=sari, name=f"CV Mawar {number}") for number in range(OTHERS)
    )
    children = Dependant.objects.bulk_create(
        Dependant(guardian=sari, full_name=f"Wayan {number}") for number in range(OTHERS)
    )
    for address, rows, change in (
        (FIRMS, firms, {"name": "CV Joko"}),
        (CHILDREN, children, {"full_name": "Joko"}),
    ):
        nothing = without_ref(joko.get(f"{address}{uuid.uuid4()}/"))
        for row in rows:
            at = f"{address}{row.pk}/"
            answers = [joko.get(at), joko.patch(at, change, content_type="application/json")]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert all(without_ref(answer) == nothing for answer in answers)
            assert joko.put(at).status_code == joko.delete(at).status_code == 405
    assert not Organisation.objects.filter(name="CV Joko").exists()


def test_the_same_key_gives_the_same_answer_and_other_content_is_refused():
    sari = signed_in("Sari")
    first, again = (post(sari, FIRMS, {"name": "CV Mawar"}) for _ in range(2))
    other = post(sari, FIRMS, {"name": "CV Melati"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert other.json()["type"] == "urn:mpp:problem:key-reused"
    assert Organisation.objects.count() == 1


def test_a_key_in_quotes_is_the_same_key():
    sari = signed_in("Sari")
    bare, quoted = (post(sari, FIRMS, {"name": "CV Mawar"}, key) for key in ("kunci", '"kunci"'))
    assert bare.json() == quoted.json()


def test_somebody_elses_same_key_is_another_key():
    made = [post(signed_in(name), FIRMS, {"name": "CV Mawar"}).json()["id"] for name in ("Sari", "Budi")]
    assert len(set(made)) == 2


@pytest.mark.parametrize("key", [None, "", '""', "x" * 65, "x" * 10_000, "kunci é", "a\tb"])
def test_a_missing_key_or_one_that_is_none_is_refused(key):
    answer = post(signed_in("Sari"), FIRMS, {"name": "CV Mawar"}, key)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "idempotency_key"
    assert not Organisation.objects.exists()


def test_a_twin_at_work_is_told_to_come_back():
    sari = cast.citizen("Sari")
    place = hashlib.sha256(f"POST {FIRMS}".encode()).hexdigest()[:32]
    at_work = f"receipt user:{sari.pk}:api:{place} kunci-1"
    twin = psycopg2.connect(**{**connection.get_connection_params(), "cursor_factory": None})
    try:
        twin.cursor().execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [at_work])
        answer = post(signed_in("Sari"), FIRMS, {"name": "CV Mawar"})
    finally:
        twin.close()
    assert answer.status_code == 409
    assert int(answer["Retry-After"]) > 0
    assert answer.json()["type"] == "urn:mpp:problem:state"
    assert not Organisation.objects.exists()


def test_a_cursor_goes_through_the_whole_list_once():
    address, seen = f"{SERVICES}?page_size=7", []
    while address:
        page = Client().get(address).json()
        seen += [service["code"] for service in page["results"]]
        address = page["next"]
    everything = Client().get(f"{SERVICES}?page_size=100").json()["results"]
    assert seen == [service["code"] for service in everything]
    assert len(seen) == len(set(seen)) > 50


@pytest.mark.parametrize("other", ["channel=online&", "q=izin&", ""])
def test_a_cursor_of_another_filter_is_refused(other):
    cursor = (
        Client()
        .get(f"{SERVICES}?agency=dpmptsp&page_size=2")
        .json()["next"]
        .split("cursor=")[1]
        .split("&")[0]
    )
    answer = Client().get(f"{SERVICES}?{other}cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("cursor", ["", "abc", "bz0x", "%00", "x" * 5000])
def test_a_made_up_cursor_is_refused(cursor):
    for address in (SERVICES, "/api/v1/agencies/"):
        assert Client().get(f"{address}?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "", "1.5", "１", "9" * 5000])
def test_a_size_of_page_that_is_not_offered_is_refused(size):
    for address in (SERVICES, "/api/v1/agencies/"):
        answer = Client().get(address, {"page_size": size})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "page_size"


def test_somebody_elses_cursor_is_refused():
    sari = signed_in("Sari")
    for number in range(3):
        post(sari, FIRMS, {"name": f"CV {number}"}, f"kunci-{number}")
    following = sari.get(f"{FIRMS}?page_size=2").json()["next"]
    assert sari.get(following).status_code == 200
    assert signed_in("Joko").get(following).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "applicant__nik__startswith=35",
        "__class__=x",
        "id__in=1,2,3",
        "agency=a&agency=b",
        "q=",
        "q=%00",
        "order=x",
    ],
)
def test_a_filter_that_is_not_offered_is_refused(query):
    answer = Client().get(f"{SERVICES}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_three_hundred_requests_of_one_token_are_held_back_and_others_are_not():
    rate = settings.API_RATES["account"]
    with time_machine.travel("2026-11-23T02:00:10Z", tick=False):
        hers, his = (bearer(token(cast.citizen(name), value=f"token-{name}")) for name in ("Sari", "Budi"))
        answers = [Client().get("/api/v1/profile/", headers=hers) for _ in range(300)]
        other = Client().get("/api/v1/profile/", headers=his)
        nobody = Client().get("/api/v1/agencies/")
    statuses = [answer.status_code for answer in answers]
    assert statuses == [200] * rate + [429] * (300 - rate)
    assert answers[-1]["Retry-After"] == "50"
    assert answers[-1].json()["detail_en"] == "Too many requests. Wait a moment, then try again."
    assert (other.status_code, nobody.status_code) == (200, 200)


def test_a_new_minute_is_a_new_count():
    rate = settings.API_RATES["account"]
    with time_machine.travel("2026-11-23T02:00:59Z", tick=False):
        headers = bearer(token(cast.citizen("Sari")))
        for _ in range(rate):
            Client().get("/api/v1/profile/", headers=headers)
        assert Client().get("/api/v1/profile/", headers=headers).status_code == 429
    with time_machine.travel("2026-11-23T02:01:00Z", tick=False):
        assert Client().get("/api/v1/profile/", headers=headers).status_code == 200


def test_counting_costs_one_query():
    with CaptureQueriesContext(connection) as queries:
        Client().get("/api/v1/agencies/")
    counting = [one for one in queries if "shared_cache" in one["sql"]]
    assert len(counting) == 1


def test_sixty_people_behind_one_address_are_not_held_back():
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False):
        statuses = {Client().get("/api/v1/agencies/?page_size=1").status_code for _ in range(60 * 5)}
    assert statuses == {200}


def test_production_takes_no_token_over_plain_http(settings):
    settings.SECURE_SSL_REDIRECT = True
    headers = bearer(token(cast.citizen("Sari")))
    assert Client().get("/api/v1/profile/", headers=headers).status_code == 400
    assert Client().get("/api/v1/profile/", headers=headers, secure=True).status_code == 200
    assert Client().post("/api/token/", {"grant_type": "refresh_token"}).json()["error"] == "invalid_request"
