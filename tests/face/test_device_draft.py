"""A broken line harms nothing, the device forgets what is sent, and pages are light."""

import gzip
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from applications import workflow
from applications.models import Application
from complaints.models import Complaint
from foundation.registry.clock import database_now
from mpp_portal.expired import WRITER
from mpp_portal.middleware import SENT
from services.forms import AnswersForm
from services.models import Standard
from tests import cast
from tests.face.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

SERVICE, PAPER = "izin-reklame-permanen", "ktp_el"


@pytest.fixture
def sari():
    return cast.citizen("Sari")


# --- A line that breaks while sending ----------------------------------------------------------------


def test_pressing_again_after_a_cut_answer_gives_the_same_receipt(sari):
    visitor = Visitor(sari)
    now = database_now()
    draft = cast.drafted(SERVICE, by=sari, now=now)
    address = reverse("apply_check", args=[draft.pk])
    data = visitor.form(address) | {"setuju": "on"}
    first, again = visitor.send(address, data), visitor.send(address, data)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    page = visitor.client.get(again["Location"]).content.decode()
    sent = Application.objects.get(pk=draft.pk)
    assert sent.number in page
    assert Application.objects.exclude(number="").count() == 1


def test_a_nameless_complaint_sent_twice_has_one_number_and_one_secret():
    visitor = Visitor()
    address = reverse("complaint_file")
    data = visitor.form(address) | COMPLAINT | {"anonymous": "on", "category": "listrik-padam"}
    first, again = (visitor.send(address, data).content.decode() for _ in range(2))
    told = re.compile(r'class="[^"]*big-code[^"]*"[^>]*>([^<]+)<')
    assert told.findall(first) == told.findall(again) != []
    assert Complaint.objects.count() == 1


# --- What stays on the device ------------------------------------------------------------------------

COMPLAINT = {
    "kind": "complaint",
    "title": "Antrean panjang",
    "text": "Loket tutup sebelum waktunya.",
    "about": "",
}


def test_the_device_is_told_to_forget_a_draft_only_once_it_is_taken(sari):
    visitor = Visitor(sari)
    address = reverse("complaint_file")
    data = visitor.form(address) | COMPLAINT
    assert data["draf"] == "", "a browser that keeps nothing has nothing to forget"
    data["draf"] = "laporan.baru"
    not_taken = visitor.send(address, data)
    assert not_taken.status_code == 400 and SENT not in not_taken.cookies
    assert 'data-draft="laporan.baru" data-bound' in not_taken.content.decode()
    taken = visitor.send(address, data | {"category": "listrik-padam"})
    assert taken.status_code == 302
    assert taken.cookies[SENT].value == "laporan.baru"
    assert not taken.cookies[SENT]["httponly"] and taken.cookies[SENT]["samesite"] == "Lax"


def test_a_page_that_takes_a_file_but_not_the_words_leaves_the_draft(sari):
    now = database_now()
    file = returned(sari, now)
    visitor = Visitor(sari)
    address = reverse("correct", args=[file.pk])
    data = visitor.form(address) | {
        "draf": f"perbaikan.{file.pk}",
        "unggah": PAPER,
        f"berkas-{PAPER}": cast.upload(["pdf"]),
    }
    answer = visitor.send(address, data)
    assert answer.status_code == 200 and SENT not in answer.cookies


def returned(sari, now):
    """A file that came back with one paper to mend."""
    file = cast.submitted(SERVICE, by=sari, now=now)
    review, who = cast.claimed(file, now=now)
    verdicts = cast.fits(file) | {PAPER: ("mend", "Gambar kurang jelas.")}
    workflow.return_for_correction(file.pk, review.pk, by=who, now=now, verdicts=verdicts)
    return file


def test_signing_out_makes_the_device_forget_all(sari):
    visitor = Visitor(sari)
    answer = visitor.send(reverse("account_logout"), {"csrfmiddlewaretoken": token(visitor)})
    assert answer.cookies[SENT].value == "semua.draf"
    again = visitor.send(reverse("account_logout"), {"csrfmiddlewaretoken": token(visitor), WRITER: "x"})
    assert again.status_code == 302, "a session that has ended already is no reason to ask for a sign-in"


def token(visitor: Visitor) -> str:
    return visitor.client.cookies["csrftoken"].value


@pytest.mark.parametrize("forged", ["semua draf", "a.b; Path=/", "x", "a." + "b" * 99, "A.B", "a.b\r\nX: y"])
def test_no_post_writes_what_it_likes_into_a_cookie(sari, forged):
    visitor = Visitor(sari)
    address = reverse("complaint_file")
    data = visitor.form(address) | COMPLAINT | {"category": "listrik-padam", "draf": forged}
    answer = visitor.send(address, data)
    assert answer.status_code == 302 and SENT not in answer.cookies


def test_every_number_of_a_person_in_the_catalogue_is_marked_as_private():
    rows = [row for standard in Standard.objects.published() for row in standard.fields.all()]
    form = AnswersForm(rows, regions=[], today=database_now().date())
    kept = [name for name, field in form.fields.items() if not field.widget.attrs.get("data-private")]
    named = [name for name in kept if re.search(r"nik|(^|_)(no_)?kk$|npwp|paspor|nomor_kk|rekening", name)]
    assert len(kept) > 100 and not named
    by_type = {row.key: row.type for row in rows}
    assert not [name for name in kept if by_type[name] in ("nik", "phone", "email")]


def test_a_complaint_by_its_secret_keeps_nothing_on_the_device():
    visitor = Visitor()
    address = reverse("complaint_file")
    data = visitor.form(address) | COMPLAINT | {"anonymous": "on", "category": "listrik-padam"}
    number, secret = re.findall(r"big-code[^>]*>([^<]+)<", visitor.send(address, data).content.decode())[:2]
    look = visitor.form(reverse("complaint_track")) | {"nomor": number, "kode": secret}
    page = visitor.send(reverse("complaint_track"), look).content.decode()
    assert "Tulis tanggapan" in page and 'name="draf"' not in page and "draft.js" not in page


# --- What goes over the wire -------------------------------------------------------------------------


def test_pages_travel_compressed_and_of_changing_length():
    client = Client(headers={"Accept-Encoding": "gzip"})
    pages = [client.get("/") for _ in range(4)]
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert len({len(page.content) for page in pages}) > 1, "BREACH measures lengths"
    assert b"<!doctype html>" in gzip.decompress(pages[0].content)
    plain = Client().get("/")
    assert "Content-Encoding" not in plain and "Accept-Encoding" in plain["Vary"]


def test_documents_and_the_api_are_not_compressed_again(sari):
    now = database_now()
    file = cast.drafted(SERVICE, by=sari, now=now)
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.force_login(sari)
    paper = client.get(reverse("document", args=[file.attachments.current().first().pk]))
    assert paper.status_code == 200 and "Content-Encoding" not in paper
    assert "Content-Encoding" not in client.get("/api/v1/services/")


@pytest.mark.parametrize("name", ["draft.js", "leaving.js", "once.js", "conditions.js"])
def test_a_script_weighs_less_than_two_kilobytes(name):
    path = settings.BASE_DIR / "static" / "js" / name
    assert len(gzip.compress(path.read_bytes(), 9)) <= 2000
