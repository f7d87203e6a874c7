"""The main job by clicks: from the form through every tier to the product and its public check."""

import re

import pytest
from django.utils import timezone

from applications.models import Application, Permit
from applications.tasks import produce_permits
from mpp_portal.demo import cast as demo
from tests.answers import items
from tests.browser.walk import Person

ELSEWHERE = "dispendukcapil"
DESKS = {
    "surat-keterangan-penelitian": ["loket", "verifikator2", "kabid", "kadis"],
    "izin-reklame-permanen": ["loket", "verifikator", "verifikator2", "kabid", "kadis"],
    "kk-baru": [f"{office}.{ELSEWHERE}" for office in ("loket", "verifikator", "kabid", "kadis")],
}


@pytest.mark.parametrize(
    ("service", "width", "javascript"),
    [
        ("surat-keterangan-penelitian", 360, True),
        ("izin-reklame-permanen", 1280, True),
        ("kk-baru", 360, False),
    ],
)
def test_a_file_goes_from_form_to_product_by_clicks(portal, chromium, service, width, javascript):
    sari = Person(chromium, portal, width=width, javascript=javascript)
    sari.sign_in(demo.address("pemohon"))
    number = sari.apply_for(service, timezone.now())
    *tiers, last = DESKS[service]
    for office in tiers:
        officer = Person(chromium, portal)
        officer.sign_in(demo.address(office))
        officer.pass_on(number)
    decider = Person(chromium, portal)
    decider.sign_in(demo.address(last))
    decider.approve(number)
    if service == "kk-baru":
        record(decider, number)
    produce_permits()

    sari.go("/permohonan/")
    sari.follow(items("services")[service]["name"])
    sari.sees("Selesai")
    anybody = Person(chromium, portal, width=width, javascript=javascript)
    anybody.go(f"/v/{Permit.objects.get().code}/")
    anybody.sees("BERLAKU" if service != "kk-baru" else "3574/KK/2026")
    assert "Sari" not in anybody.page.inner_text("main")
    assert Application.objects.get().status == "issued"
    assert Permit.objects.get().document_id


def record(officer: Person, number: str) -> None:
    officer.go(f"/petugas/?q={number}")
    officer.follow(number)
    officer.page.locator("input[name=nomor]").fill("3574/KK/2026")
    officer.page.locator("input[name=tanggal]").fill(timezone.localdate().isoformat())
    officer.press("Catat produk")
    officer.sees("dicatat")


def test_a_return_is_mended_and_tracked_without_an_account(portal, chromium):
    sari = Person(chromium, portal, width=360)
    sari.sign_in(demo.address("pemohon"))
    number = sari.apply_for("surat-keterangan-penelitian", timezone.now())
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]", sari.page.inner_text("main")).group()

    budi = Person(chromium, portal)
    budi.sign_in(demo.address("loket"))
    budi.claim(number)
    budi.everything_fits()
    budi.page.locator("input[name=syarat-ktp_el][value=mend]").check()
    budi.page.locator("[name=catatan-syarat-ktp_el]").fill("Foto KTP terpotong. Unggah ulang yang utuh.")
    budi.decide("Kembalikan untuk perbaikan", "Ya, kembalikan berkas")
    budi.sees("dikembalikan")

    anybody = Person(chromium, portal, width=360)
    anybody.go("/lacak/")
    anybody.page.locator("main input[name=kode]").first.fill(code)
    anybody.page.locator("main").get_by_role("button", name="Lacak").first.click()
    anybody.sees("Perlu perbaikan")
    assert "Sari" not in anybody.page.inner_text("main")

    sari.go("/permohonan/")
    sari.follow("Surat Keterangan Penelitian")
    sari.sees("Foto KTP terpotong")
    sari.follow("Perbaiki")
    sari.upload("ktp_el", ["png"])
    sari.press("Kirim perbaikan")
    sari.sees("Perbaikan sudah kami terima")
    assert Application.objects.get().status == "in_review"
