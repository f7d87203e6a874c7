"""What a person does in the browser: she reads words and clicks; nothing here looks into the database."""

import re

from playwright.sync_api import Page, expect

from mpp_portal.demo.cast import PASSWORD
from tests import cast
from tests.answers import items, right_answers


class Person:
    """Somebody with a browser of her own, at a width of her own."""

    def __init__(self, browser, server: str, *, width: int = 1280, javascript: bool = True):
        self.context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": 900},
            locale="id-ID",
            java_script_enabled=javascript,
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.has_scripts = javascript

    def go(self, address: str) -> None:
        self.page.goto(address)

    def press(self, words: str) -> None:
        self.touch(self.page.get_by_role("button", name=words, exact=False))

    def follow(self, words: str) -> None:
        self.touch(self.page.get_by_role("link", name=words, exact=False))

    def touch(self, found) -> None:
        """A click ends when the next page begins to come; a person waits until it stands."""
        found.first.click()
        self.page.wait_for_load_state()

    def turns(self, address: str | re.Pattern) -> None:
        """The page with that address is left, and the next one stands."""
        expect(self.page).not_to_have_url(address)
        self.page.wait_for_load_state()

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def sign_in(self, address: str) -> None:
        self.go("/masuk/")
        self.page.locator("input[name=login]").fill(address)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Masuk").click()
        self.turns(re.compile("/masuk/$"))

    # --- The citizen -----------------------------------------------------------------------------

    def apply_for(self, service: str, now) -> str:
        """From the service's page to the receipt; returns the number."""
        self.go(f"/layanan/{service}/")
        self.follow("Ajukan permohonan")
        self.press("Mulai mengisi")
        self.follow("Mulai dari bagian pertama")
        while "/isian/" in self.page.url:
            page = self.page.url
            self.fill_form(service, now)
            self.press("Simpan dan lanjut")
            self.turns(page)
        self.upload_all(service, now)
        self.follow("Lanjut ke pemeriksaan")
        self.page.get_by_role("checkbox").check()
        self.press("Kirim permohonan")
        self.sees("MPP-")
        return re.search(r"MPP-\d{4}-\d{6}", self.page.inner_text("main")).group()

    def fill_form(self, service: str, now) -> None:
        """What this page asks of the form."""
        for key, value in right_answers(service, now).items():
            control = self.page.locator(f"[name='isian-{key}']")
            if not control.count():
                continue
            kind = control.first.get_attribute("type") or control.first.evaluate(
                "one => one.tagName.toLowerCase()"
            )
            if kind == "radio":
                self.page.locator(f"[name='isian-{key}'][value='{value}']").check()
            elif kind == "checkbox":
                control.check()
            elif kind == "select":
                control.select_option(value)
            else:
                control.fill(str(value))

    def upload_all(self, service: str, now) -> None:
        answers = right_answers(service, now)
        for requirement in items("services")[service]["requirements"]:
            rule = requirement["condition"]
            is_due = requirement["presence"] == "required" or (
                rule and answers.get(rule["field"]) in rule["in"]
            )
            if requirement["kind"] == "file" and is_due:
                self.upload(requirement["code"], requirement["accept"])

    def upload(self, code: str, accept: list[str]) -> None:
        paper = cast.upload(accept, name=code)
        slot = self.page.locator(f"#berkas-{code}")
        slot.locator("input[type=file]").first.set_input_files(
            {"name": paper.name, "mimeType": paper.content_type, "buffer": paper.read()}
        )
        if not self.has_scripts:
            slot.get_by_role("button", name="Unggah").click()
        expect(slot.locator(".badge-success")).to_be_visible()

    # --- The desk --------------------------------------------------------------------------------

    def claim(self, number: str) -> None:
        self.go(f"/petugas/?q={number}")
        self.follow(number)
        self.press("Ambil berkas")

    def everything_fits(self) -> None:
        for radio in self.page.locator("input[type=radio][name^='syarat-'][value=fits]").all():
            if radio.is_enabled():
                radio.check()
        for group in self.page.locator("fieldset").filter(has_text="Belum diunggah").all():
            group.locator("input[value=not_needed]").check()

    def pass_on(self, number: str) -> None:
        self.claim(number)
        self.everything_fits()
        self.page.locator("input[name=pendapat][value=for]").check()
        self.decide("Teruskan", "Ya, teruskan berkas")
        self.sees("diteruskan")

    def approve(self, number: str) -> None:
        self.claim(number)
        self.everything_fits()
        self.decide("Setujui", "Ya, setujui")
        self.sees("setujui")

    def decide(self, word: str, yes: str) -> None:
        """What it will do is read first, then it is done."""
        self.page.locator("summary", has_text=word).click()
        self.press(yes)
