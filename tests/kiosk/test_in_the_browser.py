"""The screen in the hall as its script drives it, and the voice that reads a page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from mpp_portal.kiosk import mode
from tests import cast
from tests.applications.at_the_counter import SERVICE
from tests.snapshot import stand_in_place

VOICES = """(() => {
  window.told = [];
  const voices = [{lang: "id-ID", localService: true}, {lang: "en-GB", localService: true}];
  const calls = name => () => told.push([name]);
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices, addEventListener() {}, cancel() {}, pause: calls("pause"), resume: calls("resume"),
    speak(said) { told.push([said.lang, said.text]); if (!window.slow) setTimeout(() => said.onend(), 0); },
  }});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()"""


@pytest.fixture
def portal(transactional_db, live_server):
    stand_in_place()
    return live_server.url


@pytest.fixture
def hall(chromium, portal):
    """A browser that is a screen of the hall; its clock is the test's."""
    context = chromium.new_context(base_url=portal, viewport={"width": 1080, "height": 1920}, locale="id-ID")
    context.add_cookies([{"name": mode.COOKIE, "value": "1", "url": portal}])
    context.clock.install()
    yield context
    context.close()


def sign_in(page) -> None:
    cast.citizen("Sari")
    page.goto("/kiosk/berkas/")
    page.get_by_role("link", name="Masuk").click()
    page.fill("input[name=login]", "sari@contoh.id")
    page.fill("input[name=password]", cast.PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/kiosk/berkas/")
    expect(page.locator("main")).to_contain_text("Anda sudah masuk.")


def is_signed_in(context) -> bool:
    return any(cookie["name"] == "sessionid" for cookie in context.cookies())


def test_a_visit_is_announced_to_end_goes_on_when_told_and_ends_when_not(hall):
    page = hall.new_page()
    sign_in(page)
    hall.clock.fast_forward(140_000)
    question = page.get_by_role("dialog")
    expect(question).to_be_hidden()
    hall.clock.fast_forward(15_000)
    expect(question).to_contain_text("Masih di sini?")
    assert int(question.locator("b").inner_text()) <= mode.LIMITS.warning
    assert not Axe().run(page).response["violations"]
    with page.expect_request("**/kiosk/masih/"):
        page.get_by_role("button", name="Ya, lanjutkan").press("Enter")
        hall.clock.fast_forward(1_000)
    expect(question).to_be_hidden()
    assert is_signed_in(hall)
    hall.clock.fast_forward(155_000)
    expect(question).to_be_visible()
    hall.clock.fast_forward(40_000)
    page.wait_for_url("**/kiosk/")
    assert not is_signed_in(hall)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    assert "Anda sudah masuk" not in page.content()


def test_typing_keeps_a_visit_alive(hall):
    page = hall.new_page()
    page.goto(reverse("complaint_file"))
    for _spell in range(4):
        hall.clock.fast_forward(120_000)
        page.locator("textarea").first.press_sequentially("a")
    expect(page.get_by_role("dialog")).to_be_hidden()
    with page.expect_request("**/kiosk/masih/"):
        hall.clock.fast_forward(1_000)


def test_ten_tabs_live_and_end_together(hall):
    tabs = [hall.new_page() for _tab in range(10)]
    sign_in(tabs[0])
    for tab in tabs[1:]:
        tab.goto(reverse("my_files"))
    hall.clock.fast_forward(120_000)
    tabs[4].mouse.move(5, 5)
    tabs[4].mouse.down()
    tabs[4].mouse.up()
    tabs[0].wait_for_timeout(300)
    hall.clock.fast_forward(100_000)
    for tab in tabs:
        expect(tab.get_by_role("dialog")).to_be_hidden()
    tabs[4].get_by_role("button", name="Mulai lagi").click()
    for tab in tabs:
        tab.wait_for_url("**/kiosk/")
    assert not is_signed_in(hall)


PAGES = {
    "kiosk_start": (), "kiosk_find": (), "kiosk_event": ("lahir",), "kiosk_service": (SERVICE,),
    "kiosk_service_slip": (SERVICE,), "kiosk_track": (), "kiosk_permit": (), "kiosk_complain": (),
    "kiosk_own": (), "kiosk_staff": (),
    "complaint_file": (), "account_login": (), "home": (),
}  # fmt: skip


def test_every_target_is_large_and_no_page_has_a_fault(hall):
    page, found = hall.new_page(), {}
    for name, arguments in PAGES.items():
        page.goto(reverse(name, args=arguments))
        faults = [one["id"] for one in Axe().run(page).response["violations"]]
        small = page.evaluate(
            "[...document.querySelectorAll('.kiosk-bar :is(a, button), .kiosk main :is(a, button, input)')]"
            ".filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 64)"
            ".map(one => one.outerHTML)"
        )
        if faults or small:
            found[name] = (faults, small)
    sign_in(page)
    page.goto(reverse("kiosk_idle"))
    expect(page.locator("h1")).to_have_text("Masih di sini?")
    assert not found and not Axe().run(page).response["violations"]


def test_a_page_is_read_in_order_paused_and_stopped(chromium, portal):
    context = chromium.new_context(base_url=portal, locale="id-ID")
    context.add_init_script(VOICES)
    page = context.new_page()
    page.goto(reverse("kiosk_staff"))
    button = page.locator(".read-aloud button").first
    button.press("Enter")
    expect(button).to_have_text("Dengarkan")
    told = page.evaluate("told")
    assert told[0] == ["id-ID", "Panggil petugas"]
    assert [text for _lang, text in told].index("Alamat") < [text for _lang, text in told].index(
        "Jam layanan"
    )
    assert not any("Mulai lagi" in text or "Kembali" in text for _lang, text in told)
    page.evaluate("window.slow = true; told.length = 0")
    button.press("Enter")
    expect(button).to_have_text("Jeda")
    button.press("Enter")
    expect(button).to_have_text("Lanjutkan")
    button.press("Enter")
    assert page.evaluate("told.map(one => one[0])") == ["id-ID", "pause", "resume"]
    page.get_by_role("button", name="Berhenti").press("Enter")
    expect(button).to_have_text("Dengarkan")
    expect(button).to_be_focused()
    context.close()


def test_english_pages_read_the_catalogue_in_indonesian(chromium, portal):
    context = chromium.new_context(base_url=portal, locale="en-GB")
    context.add_init_script(VOICES)
    page = context.new_page()
    page.goto(f"/en/kiosk/layanan/{SERVICE}/")
    page.locator(".read-aloud button").first.click()
    page.wait_for_function("told.length > 5")
    languages = [one[0] for one in page.evaluate("told")]
    assert languages[0] == "id-ID" and "en-GB" in languages
    context.close()


def test_without_a_voice_there_is_no_button(chromium, portal):
    context = chromium.new_context(base_url=portal)
    page = context.new_page()
    page.add_init_script("speechSynthesis.getVoices = () => [{lang: 'de-DE', localService: true}]")
    page.goto(reverse("home"))
    expect(page.locator(".read-aloud")).to_be_hidden()
    context.close()


def test_with_the_line_down_the_screen_is_emptied_and_the_visit_ends_once_it_is_back(hall):
    page = hall.new_page()
    sign_in(page)
    hall.set_offline(True)
    hall.clock.fast_forward(181_000)
    hall.clock.run_for(2_000)
    expect(page.locator("main")).not_to_contain_text("Anda sudah masuk.")
    hall.set_offline(False)
    hall.clock.run_for(12_000)
    page.wait_for_url("**/kiosk/")
    assert not is_signed_in(hall)
