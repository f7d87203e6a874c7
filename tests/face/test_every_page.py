"""Every page of the resolver, looked at in Chromium: axe, the first rules of a page, a console that says nothing."""

import pytest
from django.http import HttpResponse

from tests.face.every_page import NO_PAGE, Page, every_page, is_in_each_language, routes, undone
from tests.face.window import SCREENS, Window

SHARES = 3


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_has_no_fault_that_a_machine_can_see(stage, chromium, screen, share):
    pages, without = every_page(stage, share, SHARES)
    assert not without, "no address shows a page of these routes"
    window, found = Window(chromium, *SCREENS[screen]), {}
    for page in pages:
        if SCREENS[screen][0] == "en" and not is_in_each_language(page):
            continue
        with undone():
            faults = window.look(page, stage)
        if faults:
            found[f"{page.name} ({page.actor})"] = faults
    window.close()
    assert not found, report(found)


def report(found: dict[str, list[str]]) -> str:
    return "\n".join(f"\n{name}\n  " + "\n  ".join(lines) for name, lines in found.items())


FAULTY = """<!doctype html><html lang="fr"><title></title><h1 id="a">Satu</h1><h1 id="a">Dua</h1><main>
<img src="https://joko.example/x.png"><div style="width: 900px">Lebar</div>
<style>a:focus { outline: none }</style><a href="/">Beranda</a></main></html>"""


def test_a_faulty_page_is_found_out(stage, chromium):
    page = Page("faulty", "AN", lambda visitor, stage: HttpResponse(FAULTY))
    window = Window(chromium, *SCREENS["360 px, light, Indonesian"])
    said = "\n".join(window.look(page, stage))
    window.close()
    for fault in (
        "2 <h1>",
        "no title",
        "lang 'fr'",
        "px wider",
        "ids twice",
        "another host",
        "axe: image-alt",
        "focus",
    ):
        assert fault in said, said


def test_what_is_left_out_is_a_route():
    assert set(NO_PAGE) <= set(routes())
