"""The API's doors as the access matrix knows them, each with a person who gets in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from foundation.rest.views import ApiView
from tests.access.doors import KEY, Door, page
from tests.access.stage import Stage
from tests.access.test_the_matrix import CITIZENS, DOORS, PAIRS, cells

# Whom a door is tried as: the first of these whom its row names.
FIRST = ("CO", "FA", "TV", "AP", "CH", "KO", "AU", "CE", "AD", "CX", "FB", "AN")


class Known(NamedTuple):
    """A door with the column of somebody whom it lets in."""

    door: Door
    actor: str

    def __str__(self):
        return f"{self.door.method} {self.door.route} as {self.actor}"


def built_stage() -> Stage:
    return Stage(now=timezone.now() - timedelta(hours=20)).build()


def doors() -> Iterator[Known]:
    for row, found in DOORS.items():
        let_in = [actor for actor in FIRST if cells(row)[actor] != "-"]
        for door in found:
            if door.route.startswith("api-") and let_in:
                yield Known(door, let_in[0])
    yield from OWN_LISTS
    for row, (own, desk) in PAIRS:
        staff = [actor for actor in FIRST if actor not in CITIZENS and cells(row)[actor] != "-"]
        for door, actor in ((own, "CO"), (desk, staff[0])):
            if door.route.startswith("api-"):
                yield Known(door, actor)


def views() -> dict[str, type]:
    """Route -> the class of its view, for every route of the API that has one."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif issubclass(getattr(pattern.callback, "cls", object), ApiView):
                found[pattern.name] = pattern.callback.cls

    walk(get_resolver().url_patterns)
    return found


# Everybody who signs in reads her own, empty as it may be: no row of the matrix says no.
OWN_LISTS = [Known(page("api-complaints"), "CO")]


class Visit(NamedTuple):
    """Somebody before a door: who she is to the server, the address, what she brings."""

    known: Known
    client: Client
    address: str
    data: dict
    headers: dict

    def send(self, client: Client | None = None, **headers):
        for value in self.data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        more = {"content_type": "application/json"} if self.known.door.json else {}
        call = getattr(client or self.client, self.known.door.method)
        return call(self.address, self.data, headers=self.headers | headers, **more)


def visits(stage: Stage, wanted) -> Iterator[Visit]:
    """A visit to every door that `wanted(door, view)` names; whatever it changes is undone before the next."""
    classes = views()
    for known in doors():
        view = classes.get(known.door.route)
        if view is None or not wanted(known.door, view):
            continue
        with transaction.atomic():
            client = Client(raise_request_exception=False)
            person = stage.people.get(known.actor)
            if person is not None:
                client.force_login(person)
            address, data = known.door.to(stage, known.actor)
            headers = {"Idempotency-Key": KEY} | known.door.headers(stage, known.actor)
            yield Visit(known, client, address, data, headers)
            transaction.set_rollback(True)
