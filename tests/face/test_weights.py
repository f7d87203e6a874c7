"""A first visit weighs at most 60 kB, a later page 15, the stylesheet 10; all gzipped, as it goes over the line."""

import gzip
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.face.every_page import HOST, Drawn
from tests.face.markup import Markup

FIRST, LATER, STYLESHEET, SCRIPT = 60_000, 15_000, 10_000, 2_000
# Made by others, for people who write programs: docs/api.md says what it weighs.
NOT_OURS = {"api-docs"}
# Whoever comes to these has come for all of it.
LONG = {
    "pieces": "every piece in every state, for those who build pages",
}


def packed(content: bytes, level: int = 6) -> int:
    return len(gzip.compress(content, level, mtime=0))


def static(address: str) -> bytes:
    path = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    found = finders.find(path)
    assert found, f"no such file: {address}"
    with open(found, "rb") as file:
        return file.read()


def weights(one: Drawn, kept: set[str] = frozenset()) -> dict[str, int]:
    """Bytes of the page and of each file it fetches by itself, but for what the browser has kept."""
    files = {urlsplit(address).path for address in Markup(one.html).fetched}
    fetched = {path: packed(static(path), 9) for path in sorted(files - kept) if path.startswith("/static/")}
    return {"the page": packed(one.html.encode()), **fetched}


@pytest.fixture
def ours(pages) -> list[Drawn]:
    return [one for one in pages if one.page.name not in NOT_OURS]


def report(heavy: dict[str, dict]) -> str:
    return "\n".join(f"{name}: {sum(parts.values())} {parts}" for name, parts in heavy.items())


def test_a_first_visit_may_begin_anywhere(ours):
    heavy = {one.name: found for one in ours if sum((found := weights(one)).values()) > FIRST}
    assert not heavy, report(heavy)


def test_a_later_page_is_light(ours):
    home = next(one for one in ours if one.page.name == "home" and one.language == "id")
    kept = {urlsplit(address).path for address in Markup(home.html).fetched}
    heavy = {}
    for one in ours:
        found = weights(one, kept)
        if sum(found.values()) > LATER and one.page.name not in LONG:
            heavy[one.name] = found
    assert not heavy, report(heavy)


def test_the_stylesheet_and_each_script_keep_to_their_size(ours):
    files = {urlsplit(address).path for one in ours for address in Markup(one.html).fetched}
    sizes = {path: packed(static(path), 9) for path in files if path.endswith((".css", ".js"))}
    limits = {".css": STYLESHEET, ".js": SCRIPT}
    heavy = {path: size for path, size in sizes.items() if size > limits[path[path.rindex(".") :]]}
    assert not heavy
    assert len([path for path in sizes if path.endswith(".css")]) == 1


def test_no_page_fetches_from_another_host(pages):
    hosts = {(urlsplit(path).hostname, one.name) for one in pages for path in Markup(one.html).fetched}
    assert not {pair for pair in hosts if pair[0] not in (None, HOST)}


def test_pictures_are_sized_and_lazy(pages):
    """But the mall's logo, which stands on top."""
    faulty = {
        f"{one.name}: {values.get('src')}"
        for one in pages
        for tag, values in Markup(one.html).elements
        if tag == "img" and not is_sized_and_lazy(values)
    }
    assert not faulty


def is_sized_and_lazy(values: dict) -> bool:
    is_on_top = values.get("class") == "brand-logo"
    return {"width", "height"} <= set(values) and (is_on_top or values.get("loading") == "lazy")
