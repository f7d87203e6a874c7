"""What looks like somebody's number, code, token or address is taken out of a line, and our own ids stay."""

import logging
import subprocess
import sys

import pytest
import structlog
from django.conf import settings

from mpp_portal.logs import as_json, as_line, logging_for, masked
from mpp_portal.masking import GONE, mask, mask_path

TAKEN = {
    "NIK 3574011508900001 sudah dipakai": "NIK … sudah dipakai",
    "35.74.01.150890.0001": GONE,
    "hp 0812-3456-7890, 081234567890, +62 812 3456 7890": "hp …, …, …",
    "DETAIL: Key (email)=(sari@contoh.id) already exists": "DETAIL: Key (email)=(…) already exists",
    "GET /lacak/?kode=7K3PD-9QW2X-A HTTP": "GET /lacak/… HTTP",
    "kode 7k3pd-9qw2x-a atau 7K3PD9QW2XA": "kode … atau …",
    "/v/01ABCDEFGHJKMNPQRSTVWXYZ23/": "/v/…/",
    "Authorization: Bearer abc.def-123": "Authorization: Bearer …",
    "lewat Bearer aaaabbbbcccc": "lewat Bearer …",
    "sessionid=q1w2e3; csrftoken='x9'": "sessionid=…; csrftoken='…'",
    "{'password': 'kuda-terbang'}": "{'password': '…'}",
    "redis://:rahasia@127.0.0.1:6379/0": "redis://…127.0.0.1:6379/0",
    "aB3dE5fG7hI9jK1lM3nO5p": GONE,
}
KEPT = [
    "MPP-2026-000123",
    "2026-11-22 19:12:58",
    "Task sla.tasks.sweep[6f0e8d3a-1c1e-4a2b-9d8e-123456789012] succeeded in 0.0123456789s: {'rang': 0}",
    "172.30.100.200 dan 192.168.100.200",
    'File "/srv/mpp/venv/lib/python3.11/site-packages/django/core/handlers/base.py", line 197',
    "celery@e1f2a3b4c5d6 ready.",
    "Timer 12345678 could not be announced",
    "surat-keterangan-penelitian",
]


@pytest.mark.parametrize(("said", "written"), TAKEN.items())
def test_it_takes_out(said, written):
    assert mask(said) == written


@pytest.mark.parametrize("said", KEPT)
def test_it_keeps(said):
    assert mask(said) == said


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (
            "/permohonan/6f0e8d3a-1c1e-4a2b-9d8e-123456789012/",
            "/permohonan/6f0e8d3a-1c1e-4a2b-9d8e-123456789012/",
        ),
        ("/layanan/surat-keterangan-penelitian/", "/layanan/surat-keterangan-penelitian/"),
        ("/api/v1/me", "/api/v1/me"),
        ("/7k3pd9qw2xa/", "/…/"),
        ("/7k3pd-9qw2x-a/", "/…/"),
        ("/3574011508900001.pdf", "/…"),
        ("/Sari Wulandari/\x1b[31m", "/…/…"),
    ],
)
def test_of_a_path_only_words_and_ids_of_ours_stay(path, written):
    assert mask_path(path) == written


HOSTILE = """
from mpp_portal.masking import mask, mask_path
for text in ("1 " * 4000, "a@" * 4000, "?a=" * 3000, "aA1-" * 2000, "-" * 8000, "token=" * 1500):
    mask(text)
    mask_path(f"/{text}")
"""
ENOUGH = 60  # seconds: a pattern that tries every way would need days


def test_it_ends_on_what_nobody_writes():
    done = subprocess.run([sys.executable, "-c", HOSTILE], cwd=settings.BASE_DIR, timeout=ENOUGH)  # noqa: S603
    assert done.returncode == 0


def test_values_within_values_are_masked_too():
    event = masked(
        None, "", {"event": "x", "args": [{"nik": 3574011508900001}, ("sari@contoh.id",)], "ms": 12}
    )
    assert event == {"event": "x", "args": [{"nik": GONE}, [GONE]], "ms": 12}


@pytest.mark.parametrize("form", [as_json, as_line])
@pytest.mark.parametrize("typed", ["a\r\nINFO palsu", "\x1b[31mmerah", "a\u2028b", "\x9b31m", "gpj\u202eexe"])
def test_nothing_typed_breaks_a_line_or_colours_it(form, typed):
    line = form(None, "", {"timestamp": "t", "level": "info", "logger": "x", "event": typed, "agent": typed})
    assert line.isprintable()


def test_a_librarys_traceback_is_masked(capsys):
    handler = logging.StreamHandler()
    formatter = dict(logging_for("json", "INFO")["formatters"]["line"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    try:
        raise ValueError("NIK 3574011508900001 milik sari@contoh.id")
    except ValueError:
        record = logging.LogRecord("lib", logging.ERROR, "", 1, "gagal %s", ("081234567890",), None)
        record.exc_info = __import__("sys").exc_info()
    line = handler.format(record)
    assert (
        "ValueError: NIK … milik …" in line.encode().decode("unicode_escape").replace("\\u2026", "…")
        or GONE in line
    )
    assert not [one for one in ("3574011508900001", "sari@contoh.id", "081234567890") if one in line]


def test_structlog_and_the_standard_library_write_alike(capsys):
    structlog.contextvars.bind_contextvars(request_id="0123456789abcdef0123456789abcdef")
    handler = logging.StreamHandler()
    formatter = dict(logging_for("json", "INFO")["formatters"]["line"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    line = handler.format(logging.LogRecord("lib", logging.INFO, "", 1, "halo", (), None))
    structlog.contextvars.clear_contextvars()
    assert '"request_id": "0123456789abcdef0123456789abcdef"' in line
    assert '"event": "halo"' in line and '"level": "info"' in line
