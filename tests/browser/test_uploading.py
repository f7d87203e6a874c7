"""Papers on a weak signal: sent when chosen, stopped, broken off, tried again, and made smaller on the way."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from applications.models import Attachment
from mpp_portal.demo import cast as demo
from tests import cast
from tests.browser.walk import Person
from tests.snapshot import stand_in_place

SERVICE = "izin-reklame-permanen"
PDF = {"name": "ktp.pdf", "mimeType": "application/pdf"}


@pytest.fixture
def papers(transactional_db, live_server, settings, chromium):
    """Sari with her phone before the papers of a draft."""
    settings.PORTAL_URL = live_server.url
    stand_in_place()
    demo.make()
    owner = User.objects.get(email=demo.address("pemohon"))
    draft = cast.drafted(SERVICE, by=owner, now=timezone.now(), files=False)
    sari = Person(chromium, live_server.url, width=360)
    sari.sign_in(owner.email)
    sari.go(f"/permohonan/{draft.pk}/dokumen/")
    return sari


def slot(sari: Person):
    return sari.page.locator("#berkas-ktp_el")


def choose(sari: Person, data: bytes, **file) -> None:
    slot(sari).locator("input[type=file]").first.set_input_files({**PDF, "buffer": data, **file})


def test_a_broken_upload_is_tried_again_by_one_press_and_kept_once(papers):
    """The first try reaches the portal, and only its answer is lost."""

    def lose(route):
        route.fetch()
        route.abort()

    papers.page.route("**/dokumen/", lose, times=1)
    choose(papers, cast.pdf_bytes())
    expect(slot(papers)).to_contain_text("Sambungan terputus. Berkas belum tersimpan.")
    papers.press("Coba lagi")
    expect(slot(papers).locator(".badge-success")).to_be_visible()
    assert Attachment.objects.count() == 1
    expect(papers.page.locator("#sisa-berkas")).to_contain_text("Masih 5 berkas wajib")


def test_a_file_chosen_before_the_script_came_is_sent_too(papers):
    held = []
    papers.page.route("**/js/upload*.js", lambda route: held.append(route))
    papers.page.reload(wait_until="commit")
    choose(papers, cast.pdf_bytes())
    assert not Attachment.objects.exists()
    held.pop().continue_()
    expect(slot(papers).locator(".badge-success")).to_be_visible()
    assert Attachment.objects.count() == 1


def test_who_has_gone_on_to_another_field_is_not_called_back(papers):
    held = []
    papers.page.route("**/dokumen/", lambda route: held.append(route), times=1)
    choose(papers, cast.pdf_bytes())
    expect(slot(papers).locator("progress")).to_be_visible()
    other = papers.page.locator("[data-upload] input[type=file]").last
    other.focus()
    held.pop().continue_()
    expect(slot(papers).locator(".badge-success")).to_be_visible()
    expect(other).to_be_focused()


def test_an_upload_is_stopped_and_leaves_nothing(papers):
    papers.page.route("**/dokumen/", lambda route: None, times=1)
    choose(papers, cast.pdf_bytes())
    expect(slot(papers).locator("progress")).to_be_visible()
    slot(papers).get_by_role("button", name="Batal").click()
    expect(slot(papers).locator("progress")).to_have_count(0)
    assert not Attachment.objects.exists()


def test_a_large_photo_is_made_smaller_and_a_paper_is_not(papers):
    out = BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(out, "JPEG", quality=92)
    choose(papers, out.getvalue(), name="ktp.jpg", mimeType="image/jpeg")
    expect(slot(papers).locator(".badge-success")).to_be_visible()
    kept = Attachment.objects.select_related("document").get().document
    assert (kept.name, kept.kind) == ("ktp.jpg", "image/jpeg")
    assert kept.size < 2 * 1024 * 1024 < len(out.getvalue())
    slot(papers).locator("summary").click()
    choose(papers, cast.pdf_bytes(3))
    expect(slot(papers)).to_contain_text("ktp.pdf")
    newer = Attachment.objects.current().select_related("document").get()
    assert (newer.version, newer.document.size) == (2, len(cast.pdf_bytes(3)))


def test_a_paper_over_the_limit_is_said_before_it_travels(papers):
    asked = []
    papers.page.on("request", lambda request: asked.append(request.method))
    choose(papers, cast.pdf_bytes().ljust(2 * 1024 * 1024 + 1, b" "))
    expect(slot(papers)).to_contain_text("Berkas ini terlalu besar.")
    assert "POST" not in asked


def test_a_refused_paper_says_why_in_its_place(papers):
    choose(papers, b"bukan pdf")
    expect(slot(papers)).to_contain_text("Isi berkas bukan PDF. Pilih berkas lain.")
    choose(papers, cast.pdf_bytes())
    expect(slot(papers).locator(".badge-success")).to_be_visible()
