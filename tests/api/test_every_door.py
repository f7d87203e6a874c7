"""What must hold at every door of the API, whichever room it leads to."""

import json
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.bodies import body_of
from tests.api.doors import built_stage, views, visits
from tests.security.scene import stored

pytestmark = pytest.mark.django_db
CORPUS = json.loads((Path(__file__).parents[1] / "corpus" / "rest.json").read_text())
WRITES = ("post", "put", "patch")
MOST_QUERIES, LONGEST = 10, 1.0
PROBLEM = "application/problem+json"
PASSING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@pytest.fixture
def stage(catalogue):
    return built_stage()


def writes_json(door, view) -> bool:
    return door.json and door.method in WRITES


def reads(door, view) -> bool:
    return door.method == "get"


def is_list(view) -> bool:
    return bool(view.ordering or view.pages)


def test_every_bad_body_is_refused_with_its_reason_and_stores_nothing(stage):
    wrong = []
    for visit in visits(stage, writes_json):
        before = stored()
        for case in CORPUS["bodies"]:
            # Processor time: a busy machine makes no parser slow.
            began = time.process_time()
            answer = bring(visit, case, "application/json")
            took = time.process_time() - began
            named = [one["field"] for one in answer.json().get("errors", [])]
            is_named = "field" not in case or case["field"] in named or takes(visit, case["field"])
            is_right = answer.status_code in case["status"] and answer["Content-Type"] == PROBLEM
            if not (is_right and is_named and took < LONGEST):
                wrong.append((str(visit.known), case["id"], answer.status_code, named, round(took, 2)))
        if stored() != before:
            wrong.append((str(visit.known), "stored something"))
    assert not wrong


def bring(visit, case: dict, content_type: str):
    method = visit.known.door.method.upper()
    headers = visit.headers | case.get("headers", {})
    return visit.client.generic(method, visit.address, body_of(case), content_type, headers=headers)


def takes(visit, field: str) -> bool:
    """Whether the door takes that field, so that another reason is given."""
    shape = views()[visit.known.door.route].takes
    return shape is not None and field in shape().fields


def test_every_other_kind_of_content_is_refused(stage):
    wrong = []
    for visit in visits(stage, writes_json):
        for case in CORPUS["types"]:
            answer = bring(visit, case, case["content_type"])
            if answer.status_code not in case["status"]:
                wrong.append((str(visit.known), case["id"], answer.status_code))
    assert not wrong


def test_methods_that_are_not_offered_are_refused_and_no_other_site_is_let_in(stage):
    wrong = []
    for visit in visits(stage, lambda door, view: True):
        takes_post = hasattr(views()[visit.known.door.route], "post")
        for case in CORPUS["methods"]:
            if case["method"] == "POST" and takes_post:
                continue
            address = f"{visit.address}?{case['query']}" if "query" in case else visit.address
            answer = visit.client.generic(case["method"], address, headers=case.get("headers", {}))
            opened = [name for name in answer.headers if name.lower().startswith("access-control")]
            if answer.status_code not in case["status"] or opened:
                wrong.append((str(visit.known), case["id"], answer.status_code, opened))
    assert not wrong


def test_answers_are_json_and_nothing_else(stage):
    wrong = []
    for visit in visits(stage, lambda door, view: reads(door, view) and not view.serves_file):
        for case in CORPUS["answers"]:
            query = visit.data | (dict([case["query"].split("=")]) if "query" in case else {})
            address = visit.address.rstrip("/") + case["ending"] if "ending" in case else visit.address
            answer = visit.client.get(address, query, headers=visit.headers | case.get("headers", {}))
            if answer.status_code not in case["status"] or "json" not in answer["Content-Type"]:
                wrong.append((str(visit.known), case["id"], answer.status_code, answer["Content-Type"]))
    assert not wrong


def test_a_browser_without_the_token_of_its_form_changes_nothing(stage):
    wrong = []
    for visit in visits(stage, lambda door, view: door.method != "get"):
        if visit.known.actor == "AN":
            continue
        forger = Client(enforce_csrf_checks=True)
        forger.force_login(stage.people[visit.known.actor])
        before = stored()
        answer = visit.send(forger)
        if answer.status_code != 403 or stored() != before:
            wrong.append((str(visit.known), answer.status_code))
    assert not wrong


def test_every_creating_route_sent_twice_creates_once(stage):
    wrong, seen = [], set()
    for visit in visits(stage, lambda door, view: door.method == "post" and view.creates):
        seen.add(visit.known.door.route)
        without = visit.send(**{"Idempotency-Key": ""})
        first = visit.send()
        after = stored()
        second = visit.send()
        if [one.status_code for one in (without, first, second)] != [400, 201, 201]:
            wrong.append((str(visit.known), without.status_code, first.status_code, second.status_code))
        if stored() != after or first.json() != second.json():
            wrong.append((str(visit.known), "the second changed something, or was answered otherwise"))
    assert not wrong
    creating = {name for name, view in views().items() if view.creates}
    assert creating - seen == set(), "a creating route that no door of the matrix posts to"


def test_lists_ask_ten_queries_at_most(stage):
    wrong, seen = [], set()
    for visit in visits(stage, lambda door, view: reads(door, view) and is_list(view)):
        seen.add(visit.known.door.route)
        with CaptureQueriesContext(connection) as queries:
            answer = visit.send()
        counted = [one["sql"] for one in queries if not one["sql"].startswith(PASSING)]
        if answer.status_code != 200 or len(counted) > MOST_QUERIES:
            wrong.append((str(visit.known), answer.status_code, len(counted), counted))
    assert not wrong
    lists = {name for name, view in views().items() if is_list(view) and hasattr(view, "get")}
    assert lists - seen == set(), "a list that no door of the matrix reads"
