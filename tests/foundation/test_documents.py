"""Documents on the disk and on their way out."""

import hashlib
import os
import time
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from foundation.documents.checks import Checked
from foundation.documents.models import Document
from foundation.documents.serving import serve
from foundation.documents.storing import path_of, read, store, store_product
from foundation.documents.tasks import sweep_orphans
from foundation.vault.crypto import WrongKey
from tests.foundation.bodies import BODIES
from tests.foundation.scene import NOW, person

CANARY = b"NIK 3574015708900001 Sari"
HOURS = 60 * 60


@pytest.fixture
def sari(db):
    return person("Sari")


@pytest.fixture
def root(settings) -> Path:
    return Path(settings.DOCUMENT_ROOT)


def kept(by, name="ktp.pdf", kind="application/pdf", data=CANARY) -> Document:
    return store(Checked(name, kind, data), by=by, at=NOW)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def age(path: Path, hours: float) -> None:
    then = time.time() - hours * HOURS
    os.utime(path, (then, then))


def test_a_document_comes_back_byte_by_byte(sari):
    document = Document.objects.get(pk=kept(sari).pk)
    assert read(document) == CANARY
    assert (document.size, document.sha256) == (len(CANARY), hashlib.sha256(CANARY).hexdigest())
    assert (document.uploaded_by, document.created_at, document.name) == (sari, NOW, "ktp.pdf")


def test_a_stolen_folder_shows_nothing(sari, root):
    document = kept(sari)
    [path] = files(root)
    assert path.relative_to(root).parts == (document.pk.hex[:2], str(document.pk))
    assert b"3574015708900001" not in path.read_bytes()
    assert b"ktp" not in str(path).encode()
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_file_put_in_anothers_place_does_not_open(sari):
    mine, other = kept(sari), kept(sari)
    path_of(mine).write_bytes(path_of(other).read_bytes())
    with pytest.raises(WrongKey):
        read(mine)


def test_a_file_that_is_not_the_one_stored_is_noticed(sari):
    document = kept(sari)
    Document.objects.filter(pk=document.pk).update(sha256=hashlib.sha256(b"lain").hexdigest())
    document.refresh_from_db()
    with pytest.raises(WrongKey):
        read(document)


def test_a_disk_that_refuses_leaves_nothing_behind(sari, root):
    """A file stands where the folder should be: as good as a full disk, for root as well."""
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_bytes(b"")
    with pytest.raises(ValidationError) as caught:
        kept(sari)
    assert caught.value.code == "storage"
    assert not Document.objects.exists()


def test_a_product_is_a_pdf_with_a_clean_name(sari):
    document = store_product("Izin 500/16\u202e", BODIES["pdf"](), by=None, at=NOW)
    assert (document.name, document.kind, document.uploaded_by) == ("16.pdf", "application/pdf", None)


def test_orphans_are_swept_after_two_hours(sari, root):
    document = kept(sari)
    with transaction.atomic():
        orphan = path_of(kept(sari))
        young = path_of(kept(sari))
        transaction.set_rollback(True)
    part = path_of(document).with_name(f"{uuid.uuid4()}.part")
    part.write_bytes(b"setengah")
    stray = path_of(document).with_name("catatan.txt")
    stray.write_bytes(b"")
    for path in (path_of(document), orphan, part, stray):
        age(path, 2.1)
    age(young, 1.9)
    assert sweep_orphans() == 3
    assert sorted(files(root)) == sorted([path_of(document), young])
    assert read(document) == CANARY
    assert sweep_orphans() == 0


def test_sweeping_asks_the_database_in_batches(sari, django_assert_num_queries):
    for _number in range(3):
        age(path_of(kept(sari)), 3)
    with django_assert_num_queries(1):
        assert sweep_orphans() == 0


def headers_of(client_answer) -> dict:
    return {name: client_answer[name] for name in client_answer.headers}


@pytest.mark.parametrize("download", [True, False])
def test_a_document_is_never_a_page_of_the_portal(sari, download):
    answer = serve(kept(sari), download=download)
    assert answer.content == CANARY
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    assert answer["Cache-Control"] == "private, no-store"
    kind = "attachment" if download else "inline"
    assert answer["Content-Disposition"] == f'{kind}; filename="ktp.pdf"'
    assert answer["X-Frame-Options"] == ("DENY" if download else "SAMEORIGIN")


def through_the_middleware(answer: HttpResponse) -> HttpResponse:
    """As the portal's own middleware lets it out."""
    from csp.middleware import CSPMiddleware
    from django.middleware.clickjacking import XFrameOptionsMiddleware
    from django.middleware.security import SecurityMiddleware

    inner = XFrameOptionsMiddleware(lambda request: answer)
    return SecurityMiddleware(CSPMiddleware(inner))(RequestFactory().get("/berkas/"))


def test_the_middleware_does_not_loosen_it(sari):
    """The control: an ordinary page does get the portal's own policy and DENY."""
    page = through_the_middleware(HttpResponse("halaman"))
    assert "sandbox" not in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    shown = through_the_middleware(serve(kept(sari), download=False))
    assert shown["Content-Security-Policy"].startswith("sandbox;")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("surat izin.pdf", 'attachment; filename="surat izin.pdf"'),
        ('a"b; c.pdf', 'attachment; filename="a\\"b; c.pdf"'),
        ("Café.pdf", "attachment; filename*=utf-8''Caf%C3%A9.pdf"),
        ("%0d%0aSet-Cookie:.pdf", 'attachment; filename="%0d%0aSet-Cookie:.pdf"'),
    ],
)
def test_any_name_is_a_safe_header(sari, name, disposition):
    answer = serve(kept(sari, name=name), download=True)
    assert answer["Content-Disposition"] == disposition
    assert "Set-Cookie" not in answer.headers
