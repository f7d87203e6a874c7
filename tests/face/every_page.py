"""Every page of the portal at an address that opens: the doors of the access matrix, opened as somebody who may.

A new route comes along by its door in tests/access; one without an address that shows a page, and without a reason in
`NO_PAGE`, is red in test_every_page.py.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from tests.access.doors import Door
from tests.access.matrix import MACHINE
from tests.access.stage import Stage
from tests.access.test_the_matrix import DOORS, MATRIX, PAIRS, PARTS
from tests.face import going_wrong, more_pages

HOST = "localhost"
FITS = {"UUIDConverter": UUID(int=0), "IntConverter": 1, "SlugConverter": "x", "StringConverter": "x"}
# Routes that never show a page of their own, and why. What answers no GET or no HTML needs no line here.
NO_PAGE = {
    "landing": "leads on to the page where this person begins",
    "complaint_photo": "a picture",
    "kiosk_idle": "leads on to the start; its page on a screen in use is looked at in tests/kiosk",
    "mall_look": "a file of the mall's own look",
    "api-nothing": "whatever stands below /api/ and is nothing; answers in JSON",
}


class Visitor:
    """One person with one browser, reading one language."""

    def __init__(self, stage: Stage, actor: str, language: str):
        self.stage, self.actor, self.language = stage, actor, language
        self.client = Client(raise_request_exception=False, SERVER_NAME=HOST)
        if stage.people.get(actor):
            self.client.force_login(stage.people[actor])

    def there(self, address: str) -> str:
        """The address in her language."""
        is_page = address.split("?")[0].lstrip("/").split("/")[0] not in {"en", "api", "healthz", "readyz"}
        return f"/en{address}" if self.language == "en" and is_page else address

    def get(self, address: str, data: dict | None = None) -> HttpResponse:
        return self.client.get(self.there(address), data or {})

    def post(self, address: str, data: dict) -> HttpResponse:
        return self.client.post(self.there(address), data)


class Page(NamedTuple):
    """`ask` does what leads there; its answer is the page. `status`: what a page answers."""

    name: str
    actor: str
    ask: Callable[[Visitor, Stage], HttpResponse]
    status: int = 200


class Route(NamedTuple):
    """`values`: the names in its address, each with some value that fits."""

    in_each_language: bool
    values: dict


def routes() -> dict[str, Route]:
    """Every route of the resolver by its name."""
    found = {}

    def walk(patterns, in_each, values):
        for one in patterns:
            inside = in_each or isinstance(one.pattern, LocalePrefixPattern)
            more = values | {
                name: FITS.get(type(converter).__name__) or converter.regex.strip("()?:").split("|")[0]
                for name, converter in getattr(one.pattern, "converters", {}).items()
            }
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns, inside, more)
            else:
                found[one.name] = Route(inside, more)

    walk(get_resolver().url_patterns, False, {})
    return found


def doors_of(route: str) -> Iterator[tuple[str, Door]]:
    """(row of the matrix, door) of a route, those that read before those that post."""
    every = [(row, door) for row, doors in [*DOORS.items(), *PAIRS] for door in doors if door.route == route]
    yield from sorted(every, key=lambda pair: pair[1].method != "get")
    if route in PARTS:
        yield PARTS[route], Door("get", route, lambda stage, actor: (some_address(route), {}))


def some_address(route: str) -> str:
    """Enough to find out whether it answers a GET at all."""
    try:
        return reverse(route, kwargs=routes()[route].values)
    except NoReverseMatch:
        return "/"


def is_page(response) -> bool:
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


@contextmanager
def undone():
    """What is done to the stage meanwhile has not been done afterwards."""
    # A request leaves its language behind; addresses are asked for in Indonesian and turned by `Visitor.there`.
    with transaction.atomic(), translation.override("id"):
        yield
        transaction.set_rollback(True)


def opened(door: Door) -> Callable[[Visitor, Stage], HttpResponse]:
    def ask(visitor, stage):
        address, data = door.to(stage, visitor.actor)
        return visitor.get(address, data if door.method == "get" else {})

    return ask


def by_doors(stage: Stage, route: str) -> tuple[Page | None, set]:
    """(the page of a route as the first of the matrix's people sees it, what everybody was answered)."""
    answers = set()
    for row, door in doors_of(route):
        for actor, cell in MATRIX[row].items():
            if cell == "-" or actor == MACHINE:
                continue
            with undone():
                response = opened(door)(Visitor(stage, actor, "id"), stage)
            if is_page(response):
                return Page(route, actor, opened(door)), answers
            answers.add((response.status_code, response.get("Content-Type", "").split(";")[0]))
            if response.status_code == 405:
                break
    return None, answers


def shows_no_page(answers: set) -> bool:
    """Whether it answers nobody's GET, or with something that is no page."""
    return any(
        status in (204, 405) or kind.endswith("json") or (status == 200 and kind != "text/html")
        for status, kind in answers
    )


def every_page(stage: Stage, share: int = 0, shares: int = 1) -> tuple[list[Page], list[str]]:
    """(the pages of one share of all, its routes for which no page was found)."""
    more = [Page(*one) for one in (*more_pages.PAGES, *going_wrong.PAGES)]
    shown = {page.name.split(":")[0] for page in more}
    pages, without = more[share::shares], []
    for route in list(routes())[share::shares]:
        page, answers = by_doors(stage, route)
        if page:
            pages.append(page)
        elif route not in shown and route not in NO_PAGE and not shows_no_page(answers):
            without.append(f"{route}: {sorted(answers) or 'no address'}")
    return pages, without


class Drawn(NamedTuple):
    """A page as it was sent."""

    page: Page
    language: str
    address: str
    html: str
    headers: dict

    @property
    def name(self) -> str:
        return f"{self.page.name} ({self.page.actor}, {self.language})"


_drawn: list[Drawn] = []


def every_page_drawn(stage: Stage) -> list[Drawn]:
    """Every page in each of its languages; drawn once in a run, for all that only read them."""
    if not _drawn:
        _drawn.extend(_draw(stage))
    return _drawn


def _draw(stage: Stage) -> Iterator[Drawn]:
    for page in every_page(stage)[0]:
        for language in ("id", "en") if is_in_each_language(page) else ("id",):
            with undone():
                response = page.ask(Visitor(stage, page.actor, language), stage)
            address = response.wsgi_request.get_full_path()
            assert response.status_code == page.status, f"{page.name}: {response.status_code} at {address}"
            yield Drawn(page, language, address, response.content.decode(), dict(response.headers))


def is_in_each_language(page: Page) -> bool:
    route = routes().get(page.name.split(":")[0])
    return route is None or route.in_each_language
