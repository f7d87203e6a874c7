"""The desk by keys alone, the documents beside the checklist, and a word before each decision, in a browser."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from accounts.models import Role
from applications import workflow
from applications.models import Review
from foundation.audit.models import Entry
from tests import cast
from tests.applications.desk import FIVE_TIERS, SERVICE, before, copies
from tests.browser.walk import Person
from tests.snapshot import stand_in_place


@pytest.fixture
def portal(transactional_db, live_server):
    stand_in_place()
    return live_server.url


@pytest.fixture
def budi(portal):
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


@pytest.fixture
def files(budi):
    """Two at the same desk; the more pressing one is taken by Budi."""
    first = cast.submitted(FIVE_TIERS, now=before(days=9))
    second = cast.submitted(SERVICE, now=before(hours=3))
    workflow.claim(first.pk, cast.open_review(first).pk, by=budi, now=before(hours=1))
    return first, second


@pytest.fixture
def at_desk(chromium, portal, budi, files):
    """A window in which Budi is signed in, at his queue."""
    opened = []

    def enter(address: str = "/petugas/", **given):
        client = Client()
        client.force_login(budi)
        person = Person(chromium, portal, **given)
        name = settings.SESSION_COOKIE_NAME
        person.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": portal}])
        person.go(address)
        opened.append(person)
        return person

    yield enter
    for person in opened:
        person.context.close()


def focused(person) -> str:
    return person.page.evaluate("document.activeElement.innerText || document.activeElement.id").strip()


def keys(person, *names: str) -> None:
    for name in names:
        person.page.keyboard.press(name)


def openings() -> int:
    return Entry.objects.filter(action="application.open_document").count()


def opened_in_all(person, number: int) -> bool:
    """Whether so many openings were written once the portal has answered: the browser shows a paper as it comes."""
    for _try in range(50):
        if openings() >= number:
            break
        person.page.wait_for_timeout(100)
    return openings() == number


def page_of(file) -> str:
    return f"/petugas/berkas/{file.pk}/"


def test_j_and_k_move_the_real_focus_and_o_opens(at_desk, files):
    first, second = files
    person = at_desk()
    keys(person, "j")
    assert focused(person) == first.number
    keys(person, "j", "j")
    assert focused(person) == second.number, "the last row stays the last"
    keys(person, "k", "o")
    person.page.wait_for_url(f"**{page_of(first)}**")
    expect(person.page.locator("h1")).to_have_text(first.number)


def test_a_decision_takes_its_key_and_enter(at_desk, files):
    step = cast.open_review(files[0])
    person = at_desk(page_of(files[0]))
    person.everything_fits()
    person.page.locator("input[name=pendapat][value=for]").check()
    keys(person, "a")
    assert focused(person) == "Ya, teruskan berkas"
    person.sees("Berkas pindah ke meja berikutnya:")
    assert Review.objects.get(pk=step.pk).decision == ""
    keys(person, "Enter")
    person.sees("diteruskan ke tahap berikutnya")
    assert Review.objects.get(pk=step.pk).decision == "passed"
    person.sees("Berikutnya menurut jatuh tempo")


def test_escape_leaves_what_was_prepared(at_desk, files):
    person = at_desk(page_of(files[0]))
    keys(person, "r")
    assert focused(person) == "Ya, kembalikan berkas"
    keys(person, "Escape")
    assert focused(person) == "Kembalikan untuk perbaikan"
    expect(person.page.locator("details.confirm[open]")).to_have_count(0)
    assert cast.open_review(files[0]).decision == ""


def test_keys_are_letters_again_while_somebody_types(at_desk):
    person = at_desk()
    keys(person, "/")
    assert focused(person) == "cari-berkas"
    person.page.keyboard.type("joko?")
    expect(person.page.locator("#cari-berkas")).to_have_value("joko?")
    keys(person, "Tab", "Control+j")
    assert focused(person) != person.page.locator("tbody a").first.inner_text()


def lever(person):
    return person.page.get_by_role("checkbox", name="Tombol pintas")


def test_the_list_of_keys_opens_and_the_switch_is_remembered(at_desk, files):
    person = at_desk()
    keys(person, "?")
    expect(person.page.get_by_role("dialog", name="Tombol pintas")).to_be_visible()
    keys(person, "Escape")
    lever(person).uncheck()
    person.page.reload()
    expect(lever(person)).not_to_be_checked()
    keys(person, "j")
    assert focused(person) != files[0].number
    lever(person).check()
    keys(person, "j")
    assert focused(person) == files[0].number


def test_g_and_q_lead_back_to_the_list_as_it_was(at_desk, files):
    person = at_desk("/petugas/?ambil=saya")
    keys(person, "j", "o")
    person.page.wait_for_url(f"**{page_of(files[0])}**")
    keys(person, "g", "q")
    person.page.wait_for_url("**/petugas/?ambil=saya")


def picture(person):
    """The first picture of the checklist, shown by its key."""
    for row in person.page.locator("[data-row]").all():
        keys(person, "j")
        if row.locator("a[data-kind='image/png'], a[data-kind='image/jpeg']").count():
            keys(person, "o")
            return person.page.locator("[data-stage] img")
    raise AssertionError("This service asks for no picture.")


def test_only_the_document_that_was_chosen_is_opened(at_desk, files):
    person = at_desk(page_of(files[0]))
    assert openings() == 0
    expect(picture(person)).to_be_visible()
    assert opened_in_all(person, 1)
    keys(person, "o")
    assert openings() == 1, "it is there already"
    person.page.locator("[data-row] legend").first.click()
    expect(person.page.locator("[data-row] a[aria-current]")).to_have_count(1)
    assert opened_in_all(person, 2)


def test_a_picture_grows_and_turns(at_desk, files):
    person = at_desk(page_of(files[0]))
    image = picture(person)
    expect(image).to_be_visible()
    wide = image.evaluate("one => one.naturalWidth")
    person.press("200%")
    assert image.evaluate("one => one.offsetWidth") == 2 * wide
    person.press("Putar")
    assert "rotate(90deg)" in image.get_attribute("style")
    box = image.evaluate("one => [one.parentNode.offsetWidth, one.parentNode.offsetHeight]")
    assert box == [2 * image.evaluate("one => one.naturalHeight"), 2 * wide]
    assert openings() == 1


def test_a_pdf_stands_in_the_page(at_desk, files):
    person = at_desk(page_of(files[0]))
    person.page.locator("a[data-kind='application/pdf']").first.click()
    expect(person.page.locator("iframe[name=pratinjau]")).to_be_visible()
    assert opened_in_all(person, 1)
    person.page.get_by_role("button", name="Dokumen berikutnya").click()
    expect(person.page.get_by_role("button", name="Dokumen sebelumnya")).to_be_enabled()
    assert opened_in_all(person, 2)


def test_a_pdf_opened_before_the_script_came_stays_in_sight(at_desk, files):
    person, held = at_desk(), []
    person.page.route("**/js/viewer*.js", lambda route: held.append(route))
    person.page.goto(page_of(files[0]), wait_until="commit")
    person.page.locator("a[data-kind='application/pdf']").first.click()
    assert opened_in_all(person, 1)
    held.pop().continue_()
    person.page.wait_for_load_state()
    expect(person.page.locator("iframe[name=pratinjau]")).to_be_visible()
    assert opened_in_all(person, 1)


def test_without_scripts_a_document_opens_in_the_frame_and_a_decision_is_asked_for(at_desk, files):
    step = cast.open_review(files[0])
    person = at_desk(page_of(files[0]), javascript=False)
    link = person.page.locator("a[target=pratinjau][data-kind^=image]").first
    address = link.get_attribute("href")
    link.click()
    expect(person.page.locator("iframe[name=pratinjau]")).to_be_visible()
    person.page.wait_for_timeout(500)
    assert any(address in frame.url for frame in person.page.frames)
    expect(person.page.get_by_role("button", name="Ya, teruskan berkas")).to_be_hidden()
    person.everything_fits()
    person.page.locator("input[name=pendapat][value=for]").check()
    person.decide("Teruskan", "Ya, teruskan berkas")
    person.sees("diteruskan ke tahap berikutnya")
    assert Review.objects.get(pk=step.pk).decision == "passed"


def test_twelve_files_stand_on_the_first_screen(at_desk, files, budi):
    copies(Review.objects.select_related("application__timer", "timer", "tier").get(application=files[1]), 12)
    person = at_desk()
    rows = person.page.locator("tbody tr")
    seen = [row.bounding_box() for row in rows.all()]
    assert sum(box["y"] + box["height"] <= 900 for box in seen) >= 12
