"""Weak signal in a real browser: what was typed survives, nothing of a person stays, nothing goes into a dead line."""

import json

from playwright.sync_api import expect

from mpp_portal.demo import cast as demo
from mpp_portal.kiosk import mode
from tests import cast
from tests.browser.walk import Person

SERVICE, NAME = "surat-keterangan-penelitian", "isian-judul_penelitian"
NIK = cast.NIKS["Sari"]
STORY = "Loket tutup sebelum waktunya."
# After "back" Chromium fills a form in once the scripts have run; this does it before them.
FILLED_IN_AGAIN = f"""new MutationObserver(() => {{
  const text = document.querySelector("main [name=text]");
  if (text) text.value = {STORY!r};
}}).observe(document, {{ childList: true, subtree: true }})"""


class Writer(Person):
    """Somebody who types; what her device keeps is read straight from it."""

    def draft_of_a_file(self) -> str:
        """The address of the first page of a new draft's answers."""
        self.go(f"/layanan/{SERVICE}/")
        self.follow("Ajukan permohonan")
        self.press("Mulai mengisi")
        self.touch(self.page.locator("main a[href*='/isian/']"))
        return self.page.url

    def field(self, name: str):
        return self.page.locator(f"main [name='{name}']")

    def types(self, name: str, words: str) -> None:
        self.field(name).fill(words)
        self.field(name).dispatch_event("change")

    def kept(self, store: str = "localStorage") -> dict:
        """Key of the device -> what it keeps of names and values."""
        found = json.loads(self.page.evaluate(f"JSON.stringify({store})"))
        return {key: json.loads(text)[1] for key, text in found.items() if key.startswith("draf:")}

    def anew(self, address: str) -> None:
        """She closes the tab and comes back later."""
        self.page.close()
        self.page = self.context.new_page()
        self.go(address)

    def session_ends(self) -> None:
        self.context.clear_cookies(name="sessionid")

    @property
    def notice(self):
        return self.page.locator("[data-draft-notice]")


def test_what_was_typed_for_a_file_survives_until_it_is_sent(portal, chromium):
    sari = Writer(chromium, portal, width=360)
    sari.sign_in(demo.address("pemohon"))
    address = sari.draft_of_a_file()
    sari.types(NAME, "Pasar pagi")
    sari.anew(address)
    expect(sari.notice).to_be_visible()
    expect(sari.field(NAME)).to_have_value("Pasar pagi")

    sari.press("Buang tulisan ini")
    expect(sari.field(NAME)).to_have_value("")
    assert sari.kept() == {}

    sari.types(NAME, "Pasar pagi")
    sari.session_ends()
    sari.press("Simpan draf")
    sari.sees("waktu masuk Anda habis")
    with sari.context.expect_page() as opened:
        sari.page.locator("main").get_by_role("link", name="Masuk").click()
    tab, sari.page = sari.page, opened.value
    sari.page.locator("input[name=login]").fill(demo.address("pemohon"))
    sari.page.locator("input[name=password]").fill(demo.PASSWORD)
    sari.page.locator("main").get_by_role("button", name="Masuk").click()
    expect(sari.notice).to_be_visible()
    sari.page = tab
    sari.press("Kirim lagi")
    sari.press("Kirim sekarang")
    sari.sees("Draf sudah disimpan.")
    assert sari.kept() == {}
    sari.go(address)
    expect(sari.field(NAME)).to_have_value("Pasar pagi")
    expect(sari.notice).to_be_hidden()


def test_what_was_typed_before_the_script_came_survives_too(portal, chromium):
    sari, held = Writer(chromium, portal, width=360), []
    sari.sign_in(demo.address("pemohon"))
    address = sari.draft_of_a_file()
    sari.page.route("**/js/draft*.js", lambda route: held.append(route))
    sari.page.goto(address, wait_until="commit")
    sari.types(NAME, "Pasar pagi")
    assert sari.kept() == {}
    held.pop().continue_()
    sari.page.wait_for_load_state()
    assert len(sari.kept()) == 1
    sari.anew(address)
    expect(sari.notice).to_be_visible()
    expect(sari.field(NAME)).to_have_value("Pasar pagi")


def test_the_server_newer_words_are_never_covered_and_nothing_outlives_its_owner(portal, chromium):
    sari = Writer(chromium, portal)
    sari.sign_in(demo.address("pemohon"))
    address = sari.draft_of_a_file()
    sari.types(NAME, "ditulis di HP")
    elsewhere = Writer(chromium, portal)
    elsewhere.sign_in(demo.address("pemohon"))
    elsewhere.go(address)
    elsewhere.types(NAME, "ditulis di warnet")
    elsewhere.press("Simpan draf")
    sari.anew(address)
    expect(sari.field(NAME)).to_have_value("ditulis di warnet")
    expect(sari.notice).to_be_hidden()

    sari.types(NAME, "ditulis lagi di HP")
    assert len(sari.kept()) == 1
    sari.press("Keluar")
    sari.page.wait_for_url("**/")
    assert sari.kept() == {}

    elsewhere.go(address)
    elsewhere.types(NAME, "belum terkirim")
    assert len(elsewhere.kept()) == 1
    elsewhere.session_ends()
    elsewhere.go("/bantuan/")
    assert len(elsewhere.kept()) == 1, "she may come back"
    elsewhere.sign_in(demo.address("pemohon2"))
    assert elsewhere.kept() == {}, "somebody else sits there now"


def test_no_number_of_a_person_is_kept_and_a_nameless_complaint_not_at_all(portal, chromium):
    sari = Writer(chromium, portal)
    sari.go("/pengaduan/tulis/")
    sari.types("text", f"{STORY} NIK saya {NIK[:4]} {NIK[4:8]}-{NIK[8:12]}.{NIK[12:]}, KK {NIK}!")
    sari.types("title", f"Antrean {NIK}")
    sari.types("name", "Sari")
    sari.types("phone", "081234567890")
    sari.types("email", "sari@contoh.id")
    assert sari.kept() == {}, "without an account nothing outlives the tab"
    (draft,) = sari.kept("sessionStorage").values()
    assert set(draft) == {"text"}
    typed = draft["text"][1][0]
    assert STORY in typed and not any(sign.isdigit() for sign in typed)

    sari.page.reload()
    expect(sari.notice).to_be_visible()
    sari.page.locator("input[name=anonymous]").check()
    assert sari.kept("sessionStorage") == {}
    sari.types("title", "Antrean panjang")
    assert sari.kept("sessionStorage") == {}

    sari.page.locator("input[name=anonymous]").uncheck()
    sari.types("text", STORY)
    sari.page.locator("select[name=category]").select_option("listrik-padam")
    assert len(sari.kept("sessionStorage")) == 1
    sari.context.set_offline(True)
    sari.press("Kirim laporan")
    expect(sari.page.get_by_role("alert")).to_contain_text("sambungan internet terputus")
    expect(sari.field("text")).to_have_value(STORY)
    sari.context.set_offline(False)
    expect(sari.page.locator("[data-offline-note]")).to_have_count(0)
    sari.press("Kirim laporan")
    sari.sees("Simpan nomor dan kode rahasia ini sekarang.")
    assert sari.kept("sessionStorage") == {}
    sari.context.add_init_script(FILLED_IN_AGAIN)
    sari.page.go_back()
    expect(sari.field("text")).to_have_value(STORY)
    assert sari.kept("sessionStorage") == {}, "it was sent"


def test_a_screen_in_the_hall_and_an_old_device_keep_nothing(portal, chromium):
    hall = Writer(chromium, portal)
    hall.context.add_cookies([{"name": mode.COOKIE, "value": "1", "url": portal}])
    hall.go("/pengaduan/tulis/")
    hall.types("text", STORY)
    assert hall.kept() == hall.kept("sessionStorage") == {}

    budi = Writer(chromium, portal)
    budi.go("/pengaduan/tulis/")
    week_ago = "[Date.now() - 7 * 24 * 3600 * 1000 - 1, {text: [[''], ['lama']]}]"
    for stored in (f"JSON.stringify({week_ago})", "'broken'"):
        budi.page.evaluate(f"sessionStorage.setItem('draf::laporan.baru', {stored})")
        budi.page.reload()
        expect(budi.field("text")).to_have_value("")
        assert budi.page.evaluate("Object.keys(sessionStorage).length") == 0
