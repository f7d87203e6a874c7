"""A page of Joko's that posts into somebody's session: every route refuses, and nothing is stored."""

import pytest
from django.urls import get_resolver

from tests.applications.at_the_counter import local_now
from tests.security.scene import Scene, browser, routes, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_every_route_refuses_a_post_without_the_token_and_stores_nothing():
    scene = Scene(local_now())
    clients = [browser(who, enforce_csrf_checks=True) for who in (None, scene.sari, scene.budi, scene.ratna)]
    before, wrong = stored(), []
    for who, client in enumerate(clients):
        for route in routes().values():
            answer = client.post(scene.address(route), {"kunci": "x", "versi": "0"})
            if answer.status_code != 403 or "kunci keamanannya habis" not in answer.content.decode():
                wrong.append((who, route.name, answer.status_code))
    assert not wrong
    assert stored() == before


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://joko.example"}, {"origin": "null"}, {"origin": "http://testserver.joko.example"}],
)
def test_the_right_token_from_another_site_is_refused(headers):
    scene = Scene(local_now())
    client = browser(scene.sari, enforce_csrf_checks=True)
    client.get("/profil/")
    token = client.cookies["csrftoken"].value
    before = stored()
    for name in ("withdraw", "discard", "account_logout", "organisations"):
        address = scene.address(routes()[name])
        assert client.post(address, {"csrfmiddlewaretoken": token}, headers=headers).status_code == 403, name
    assert stored() == before


def test_no_page_is_exempt_from_the_token():
    """The API asks a browser's session for the token itself (tests/api), and apps bring no session."""
    exempt = []

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif getattr(pattern.callback, "csrf_exempt", False) and not pattern.name.startswith("api-"):
                exempt.append(pattern.name)

    walk(get_resolver().url_patterns)
    assert not exempt
