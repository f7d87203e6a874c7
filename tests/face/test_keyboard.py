"""Everything by keys alone: Tab, Enter, Space, arrows and letters; the focus is seen, in order, and never caught."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from applications.models import Application
from tests import cast
from tests.answers import items, right_answers
from tests.browser.walk import Person
from tests.face.window import OF_THE_FOCUS
from tests.snapshot import stand_in_place

SERVICE = "surat-keterangan-penelitian"
MOST_STOPS = 250
# Where the focus is: on the page, not in the window. What sticks to the window's edge has no place of its own.
PLACE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  for (let box = one; box; box = box.parentElement)
    if (['sticky', 'fixed'].includes(getComputedStyle(box).position) || box.matches('[popover], .skip')) return {};
  const { left, right, top, bottom } = one.getBoundingClientRect();
  window.stops = window.stops || new Map();
  if (!window.stops.has(one)) window.stops.set(one, window.stops.size);
  return { left, right, top: top + scrollY, bottom: bottom + scrollY, stop: window.stops.get(one),
           words: `${one.tagName} ${(one.name || one.innerText || '').trim().slice(0, 40)}` };
}"""


class Hands(Person):
    """A person without a mouse; what she touches next is what Tab leads to."""

    def key(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def reach(self, found) -> None:
        """Tab until the element has the focus; each stop on the way shows that it has it."""
        expect(found).to_be_attached()
        for _stop in range(MOST_STOPS):
            if found.evaluate("one => one === document.activeElement"):
                return
            self.key("Tab")
            assert not (unseen := self.page.evaluate(OF_THE_FOCUS)), (
                f"{self.page.url}: {unseen} shows no focus"
            )
        raise AssertionError(f"{self.page.url}: Tab never comes to {found}")

    def enter(self, role: str, words: str) -> None:
        self.reach(self.page.get_by_role(role, name=words).locator("visible=true").first)
        self.key("Enter")

    def sign_in_by_keys(self, user) -> None:
        self.go("/masuk/")
        self.reach(self.page.locator("main input[name=login]"))
        self.write(user.email)
        self.reach(self.page.locator("main input[name=password]"))
        self.write(cast.PASSWORD)
        self.key("Enter")
        self.turns(re.compile("/masuk/$"))

    def fill_page(self, answers: dict) -> None:
        for key, value in answers.items():
            control = self.page.locator(f"[name='isian-{key}']")
            if not control.count():
                continue
            kind = control.first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName")
            if kind == "radio":
                self.reach(control.first)
                self.key("Space")
                expect(self.page.locator(f"[name='isian-{key}'][value='{value}']")).to_be_checked()
                continue
            self.reach(control.first)
            if kind == "SELECT":
                self.write(control.locator(f"option[value='{value}']").inner_text().strip()[:20])
                expect(control).to_have_value(str(value))
            elif kind == "checkbox":
                self.key("Space")
            elif kind == "date":
                self.write_day(control, value)
            else:
                self.key("Control+a")
                self.write(str(value))

    def write_day(self, control, value: str) -> None:
        """Into the parts of a date field, which stand in the order of the browser's own language."""
        year, month, day = value.split("-")
        for digits in (f"{month}{day}{year}", f"{day}{month}{year}"):
            self.write(digits)
            if control.input_value() == value:
                return
            self.key("Shift+Tab", "Shift+Tab")
        raise AssertionError(f"{control} does not take {value}")

    def upload_by_keys(self, code: str, accept: list[str]) -> None:
        paper, slot = cast.upload(accept, name=code), self.page.locator(f"#berkas-{code}")
        # The browser is asked for its chooser well before the key that opens it: on a busy machine it hears late.
        with self.page.expect_file_chooser(timeout=60_000) as chooser:
            self.reach(slot.locator("input[type=file]").first)
            self.key("Space")
        chooser.value.set_files({"name": paper.name, "mimeType": paper.content_type, "buffer": paper.read()})
        expect(slot.locator(".badge-success")).to_be_visible()

    def stops(self) -> list[dict]:
        """Every stop of the page from its top, once round."""
        self.page.evaluate(
            "() => { document.activeElement.blur(); window.stops = new Map(); scrollTo(0, 0); }"
        )
        found, seen = [], set()
        for _stop in range(MOST_STOPS):
            self.key("Tab")
            place = self.page.evaluate(PLACE)
            if place is None or place.get("stop") in seen:
                return found
            if place:
                seen.add(place["stop"])
                found.append(place)
        raise AssertionError(f"{self.page.url}: Tab does not come round")


@pytest.fixture
def portal(transactional_db, live_server, settings):
    settings.PORTAL_URL = live_server.url
    stand_in_place()
    return live_server.url


@pytest.fixture
def person(portal, chromium):
    opened = []

    def comes(**given) -> Hands:
        opened.append(Hands(chromium, portal, **given))
        return opened[-1]

    yield comes
    for one in opened:
        one.context.close()


def out_of_order(stops: list[dict]) -> list[str]:
    """Steps upwards that are no step to the next column on the right."""
    return [
        f"{one['words']} -> {after['words']}"
        for one, after in zip(stops, stops[1:], strict=False)
        if after["bottom"] <= one["top"] and after["left"] < one["right"] - 1
    ]


def test_a_file_is_sent_and_tracked_by_keys_alone(person):
    sari, now = person(width=360), timezone.now()
    sari.sign_in_by_keys(cast.citizen("Sari"))
    sari.go("/")
    sari.reach(sari.page.locator("main input[type=search]").first)
    sari.write("penelitian")
    sari.key("Enter")
    sari.enter("link", items("services")[SERVICE]["name"])
    sari.enter("link", "Ajukan permohonan")
    sari.enter("button", "Mulai mengisi")
    sari.enter("link", "Mulai dari bagian pertama")
    sari.page.wait_for_url("**/isian/**")
    answers = right_answers(SERVICE, now)
    while "/isian/" in sari.page.url:
        page = sari.page.url
        sari.fill_page(answers)
        sari.enter("button", "Simpan dan lanjut")
        sari.turns(page)
    for requirement in items("services")[SERVICE]["requirements"]:
        if requirement["kind"] == "file" and requirement["presence"] == "required":
            sari.upload_by_keys(requirement["code"], requirement["accept"])
    sari.enter("link", "Lanjut ke pemeriksaan")
    sari.reach(sari.page.get_by_role("checkbox"))
    sari.key("Space")
    sari.enter("button", "Kirim permohonan")
    sari.sees("MPP-")
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]", sari.page.inner_text("main")).group()

    anybody = person(width=360)
    anybody.go("/lacak/")
    anybody.reach(anybody.page.locator("main input[name=kode]").first)
    anybody.write(code)
    anybody.key("Enter")
    anybody.sees("Terkirim")
    assert Application.objects.get().status == "submitted"


def test_a_file_is_judged_and_approved_by_keys_alone(person):
    now = timezone.now()
    file = cast.submitted(SERVICE, now=now)
    while cast.open_review(file).tier.order < max(tier.order for tier in file.standard.tiers.all()):
        file = cast.pass_one(file, now=now)
    wayan = person()
    wayan.sign_in_by_keys(cast.desk_of(cast.open_review(file)))
    wayan.go("/petugas/")
    wayan.enter("link", file.number)
    wayan.enter("button", "Ambil berkas")
    for code, (verdict, _note) in cast.fits(file).items():
        choice = wayan.page.locator(f"input[name='syarat-{code}']")
        wayan.reach(choice.first)
        wayan.key("Space")
        while not wayan.page.locator(f"input[name='syarat-{code}'][value='{verdict}']").is_checked():
            wayan.key("ArrowRight")
    wayan.reach(wayan.page.locator("summary").filter(has_text="Setujui"))
    wayan.key("Enter")
    wayan.enter("button", "Ya, setujui")
    wayan.sees("setujui")
    assert Application.objects.get().status == "approved"


PAGES = ["/", "/layanan/", f"/layanan/{SERVICE}/", "/lacak/", "/pengaduan/tulis/", "/masuk/", "/daftar/"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_goes_as_one_reads_and_is_never_caught(person, width):
    anybody, found = person(width=width), {}
    for page in PAGES:
        anybody.go(page)
        stops = anybody.stops()
        assert len(stops) > 5, page
        if wrong := out_of_order(stops):
            found[page] = wrong
    assert not found


def test_the_first_stop_leads_past_the_header(person):
    anybody = person(width=360)
    for page in ("/", "/layanan/", "/pengaduan/tulis/"):
        anybody.go(page)
        anybody.key("Tab")
        skip = anybody.page.locator("a.skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        anybody.key("Enter", "Tab")
        assert anybody.page.evaluate("document.querySelector('main').contains(document.activeElement)")
