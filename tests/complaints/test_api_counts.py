"""What the API asks the database for complaints: a budget each, with a cold cache, sign-in and throttle included."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from tests import cast
from tests.api.apps import bearer, token
from tests.applications.counting import counted
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
FILING, DOOR, INBOX, LIST = 15, 14, 8, 10
FEW, MANY = 5, 50
PAGE = "?page_size=100"
TOLD = {
    "kind": "complaint", "category": scenes.CATEGORY, "title": "Antre lama", "text": "Dua jam di loket 7.",
    "region": "35.74.03.1001", "place": "Di depan loket 7",
}  # fmt: skip
CONTACT = {"name": "Sari", "phone": "081234567890", "email": "sari@contoh.id"}


def queries_of(call) -> list[str]:
    """Of one request with a cold cache; it must be answered well."""
    cache.clear()
    with counted() as queries:
        answer = call()
    assert answer.status_code in (200, 201), answer.content
    return queries


def filing(client, headers, **more):
    headers = headers | {"Idempotency-Key": "kunci-baru"}
    return lambda: client.post(
        "/api/v1/complaints/", TOLD | more, content_type="application/json", headers=headers
    )


def ways_to_file() -> dict:
    """How she comes: (client, headers, what she adds)."""
    signed_in = Client()
    signed_in.force_login(cast.citizen("Sari"))
    return {
        "without an account": (Client(), {}, {"contact": CONTACT}),
        "anonymous": (Client(), {}, {"anonymous": True}),
        "in a browser": (signed_in, {}, {}),
        "by an app": (Client(), bearer(token(cast.citizen("Sari"))), {}),
        "confidential, about an agency": (signed_in, {}, {"confidential": True, "agency": scenes.AGENCY}),
    }


def act_of(queries: list[str]) -> list[str]:
    """The filing itself: what stands between looking for the key's receipt and writing it."""
    names = [one.split("registry_receipt")[0] for one in queries]
    looked = next(
        place for place, one in enumerate(queries) if one.startswith("SELECT") and "registry_receipt" in one
    )
    written = next(place for place, one in enumerate(names) if one == 'INSERT INTO "')
    return queries[looked + 1 : written]


@pytest.mark.parametrize("number", range(5))
def test_filing_keeps_to_its_budget_and_its_door_to_its_own(number):
    """The door: session and person, throttle, category, place, agency, the moment, three for the key, three to show."""
    scenes.handler()
    client, headers, more = list(ways_to_file().values())[number]
    queries = queries_of(filing(client, headers, **more))
    act = act_of(queries)
    assert 8 < len(act) <= FILING, (len(act), act)
    assert len(queries) - len(act) <= DOOR, (len(queries), queries)


def filled(number: int) -> None:
    """So many complaints, a third each filed, forwarded and released, by Sari's account."""
    now = timezone.now() - timedelta(days=3)
    plays = (None, scenes.forwarded, scenes.released)
    for one in range(number):
        # Nobody files more than five within an hour.
        at = now - timedelta(hours=one)
        complaint = scenes.filed(now=at)
        play = plays[one % 3]
        if play:
            play(complaint, now=at)


def readers() -> dict:
    return {
        "complaint-inbox as its officer": ("complaint-inbox", scenes.handler(), INBOX),
        "complaint-inbox as an official": ("complaint-inbox", scenes.official(), INBOX),
        "complaint-inbox as the coordinator": ("complaint-inbox", scenes.coordinator(), INBOX),
        # The auditor's reading leaves an entry, which is a row more to write.
        "complaint-inbox as the auditor": ("complaint-inbox", cast.officer("Ratna", Role.AUDITOR), LIST),
        "complaints as their reporter": ("complaints", cast.citizen("Sari"), LIST),
        "public-complaints as anybody": ("public-complaints", None, LIST),
        "complaint-categories as anybody": ("complaint-categories", None, LIST),
    }


def reading(name: str, user) -> list[str]:
    client = Client()
    if user is not None:
        client.force_login(user)
    return queries_of(lambda: client.get(f"/api/v1/{name}/{PAGE}"))


def test_lists_keep_to_their_budget_and_grow_by_no_query():
    filled(FEW)
    few = {who: reading(name, user) for who, (name, user, _most) in readers().items()}
    filled(MANY - FEW)
    many = {who: reading(name, user) for who, (name, user, _most) in readers().items()}
    for who, (_name, _user, most) in readers().items():
        assert len(many[who]) <= most, (who, len(many[who]), many[who])
        assert len(many[who]) == len(few[who]), who


def test_the_throttle_is_among_what_is_counted():
    for user in (scenes.handler(), None):
        counts = [one for one in reading("public-complaints", user) if "INSERT INTO shared_cache" in one]
        assert len(counts) == 1
