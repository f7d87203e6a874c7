"""A complaint by clicks: nameless from the home page to its receipt, through the desks, disputed, and settled."""

import re

import pytest

from complaints.models import Complaint
from mpp_portal.demo import cast as demo
from tests import cast
from tests.browser.walk import Person

TITLE = "Lubang besar di jalan depan pasar"
CATEGORY = "Jalan rusak atau berlubang"
LETTER = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}


class Reporter(Person):
    """Somebody with a grievance and no account; what she keeps is a number and a secret on paper."""

    def complain(self) -> None:
        self.go("/")
        self.follow("Sampaikan pengaduan")
        self.press("Kirim laporan")
        self.sees("Pilih kategorinya.")
        self.page.locator("select[name=category]").select_option(label=CATEGORY)
        self.page.locator("input[name=title]").fill(TITLE)
        self.page.locator("textarea[name=text]").fill("Motor saya jatuh karenanya.")
        self.page.locator("input[name=photos]").set_input_files(LETTER)
        self.press("Kirim laporan")
        self.sees("Foto harus dipilih lagi sebelum mengirim.")
        self.page.locator("input[name=photos]").set_input_files([photo("satu"), photo("dua")])
        self.page.locator("input[name=anonymous]").check()
        self.press("Kirim laporan")
        self.sees("Simpan nomor dan kode rahasia ini sekarang.")
        self.number, self.secret = self.page.locator(".big-code").all_inner_texts()

    def look_up(self, secret: str = "") -> None:
        self.go("/pengaduan/")
        self.follow("Lacak laporan")
        self.page.locator("main input[name=nomor]").fill(self.number)
        self.page.locator("main input[name=kode]").fill(secret or self.secret)
        self.press("Buka laporan")

    def say(self, act: str, words: str, button: str) -> None:
        self.page.locator("summary").filter(has_text=act).click()
        self.page.locator("details[open] textarea").fill(words)
        self.press(button)


class Officer(Person):
    """Somebody at a desk that handles complaints."""

    def open(self, number: str, tab: str = "") -> None:
        self.go("/petugas/pengaduan/")
        if tab:
            self.follow(tab)
        self.follow(number)

    def act(self, heading: str, button: str, **said: str) -> None:
        """Open the act where it is folded, say what it asks, press its button."""
        box = self.page.locator("aside details").filter(
            has=self.page.locator("> summary", has_text=re.compile(f"^{heading}$"))
        )
        if box.get_attribute("open") is None:
            box.locator("> summary").click()
        for name, words in said.items():
            control = box.locator(f"[name={name}]")
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(label=words)
            else:
                control.fill(words)
        box.get_by_role("button", name=button, exact=True).click()


def photo(name: str) -> dict:
    picture = cast.upload(["png"], name=name)
    return {"name": picture.name, "mimeType": picture.content_type, "buffer": picture.read()}


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_a_nameless_complaint_goes_from_home_to_its_end_by_clicks(portal, chromium, width, javascript):
    sari = Reporter(chromium, portal, width=width, javascript=javascript)
    sari.complain()
    budi = Officer(chromium, portal)
    budi.sign_in(demo.address("pengaduan"))
    budi.open(sari.number)
    budi.act("Verifikasi", "Verifikasi")
    budi.act("Teruskan ke instansi", "Teruskan pengaduan", pesan="Mohon diperbaiki.")
    budi.sees("diteruskan")
    wayan = Officer(chromium, portal)
    wayan.sign_in(demo.address("kabid.dpuprpkp"))
    wayan.open(sari.number)
    wayan.act("Tanggapan sementara", "Kirim tanggapan sementara", tanggapan="Kami periksa besok.")
    wayan.act("Jawab pelapor", "Kirim jawaban", jawaban="Lubangnya sudah ditutup.")
    wayan.sees("dijawab")

    sari.look_up("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-F")
    sari.sees("tidak cocok")
    sari.look_up()
    sari.sees("Kami periksa besok.")
    sari.say("Jawabannya belum benar", "Masih terbuka.", "Kirim bantahan")
    sari.sees("Bantahan Anda sudah kami terima.")
    wayan.open(sari.number)
    wayan.sees("Masih terbuka.")
    wayan.act("Jawab pelapor", "Kirim jawaban", jawaban="Sekarang sudah diaspal.")

    sari.look_up()
    sari.say("Tulis tanggapan", "Sekarang rata.", "Kirim tanggapan")
    sari.page.locator("summary").filter(has_text="Masalahnya sudah selesai").click()
    sari.press("Ya, sudah selesai")
    sari.sees("Laporan ini kami tutup.")
    budi.open(sari.number, tab="Selesai")
    budi.act("Tampilkan kepada umum", "Tampilkan kepada umum", isi="Ada lubang di depan pasar.")
    budi.sees("tampil kepada umum")

    anybody = Person(chromium, portal, width=width, javascript=javascript)
    anybody.go("/pengaduan/")
    anybody.follow("Laporan masyarakat")
    anybody.follow(CATEGORY)
    anybody.sees("Ada lubang di depan pasar.")
    anybody.sees("Sekarang sudah diaspal.")
    filed = Complaint.objects.get()
    assert (filed.status, filed.anonymous, filed.reporter_id) == ("closed", True, None)
    assert filed.photos.count() == 2
