"""Tracking by code: for anybody, quick, and silent about whose file it is."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from applications import workflow
from applications.models import Application
from applications.timeline import OUTLOOK
from foundation.registry.numbers import new_tracking_code, show_tracking_code
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now, text_of
from tests.applications.counting import counted
from tests.applications.scenes import finished, open_steps, returned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
UNKNOWN = "Kode ini tidak kami kenal. Periksa lagi kode lacak pada tanda terima, lalu coba sekali lagi."


@pytest.fixture(autouse=True)
def _no_misses_yet():
    cache.clear()


@pytest.fixture
def sent():
    return cast.submitted(SERVICE, now=local_now())


def track(code: str, client: Client | None = None, address: str = "10.0.0.1"):
    return (client or Client()).get(reverse("track"), {"kode": code}, REMOTE_ADDR=address)


def test_a_code_shows_how_far_the_file_is(sent):
    words = text_of(track(sent.tracking_code))
    for told in (
        sent.standard.name,
        sent.standard.service.agency.name,
        "Terkirim",
        "Permohonan menunggu diperiksa",
        "Giliran kami, paling lambat",
        *(tier.name for tier in sent.standard.tiers.all()),
    ):
        assert told in words
    assert "Di meja kami: 0 hari kerja Di tangan pemohon: 0 hari kerja" in words


def test_nothing_personal_is_told(sent):
    page = track(sent.tracking_code).content.decode()
    title = page.split("</title>")[0]
    assert sent.tracking_code not in title
    for secret in ("Sari", sent.number, cast.NIKS["Sari"], str(sent.pk), "sari@contoh.id", "Jalan Mawar"):
        assert secret not in page


@pytest.mark.parametrize(
    "spoil", [str.lower, show_tracking_code, lambda code: f"  {code[:5]} {code[5:10]}.{code[10:]} "]
)
def test_a_code_is_read_as_people_write_it(sent, spoil):
    assert track(spoil(sent.tracking_code)).status_code == 200


def test_no_search_engine_keeps_it(sent):
    answer = track(sent.tracking_code)
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_hit_costs_six_queries_at_most(sent):
    """The file, its clock, the calendar, and the steps behind it and before it."""
    track(sent.tracking_code)
    with counted() as queries:
        assert track(sent.tracking_code).status_code == 200
    assert 1 < len(queries) <= 6, "\n".join(queries)


def test_the_sealed_answers_are_not_even_read(sent):
    with counted() as queries:
        track(sent.tracking_code)
    for sealed in (
        '"answers"',
        '"identity"',
        '"applicant_name"',
        '_review"."reason"',
        '_review"."legal_ground"',
    ):
        assert not any(sealed in query for query in queries)


@pytest.mark.parametrize(
    "code",
    [
        "YVJS96DJVDR",
        "ABC",
        "%",
        "' OR 1=1 --",
        "<script>",
        "A" * 5000,
        "\0",
        "１２３",
        "MPP-2026-000001",
    ],
)
def test_what_is_unknown_and_what_is_no_code_get_the_same_page(code):
    answer, other = track(code), track(new_tracking_code())
    assert answer.status_code == other.status_code == 404
    assert UNKNOWN in text_of(answer)

    def without_code(page):
        shown = page.content.decode().split('name="kode"')[0]
        return re.sub(r'\?kode=[^"]*', "", shown)  # the way to the other language keeps what was asked

    assert without_code(answer) == without_code(other)


def test_the_number_opens_nothing(sent):
    assert track(sent.number).status_code == 404


def test_without_a_code_there_is_only_the_box():
    answer = Client().get(reverse("track"))
    assert answer.status_code == 200
    assert UNKNOWN not in text_of(answer)


def test_misses_are_counted_by_address_and_hits_never(sent):
    for _ in range(60):
        assert track(new_tracking_code()).status_code == 404
    limited = track(new_tracking_code())
    assert limited.status_code == 429
    assert limited["Retry-After"] == "600"
    assert "tunggu beberapa menit" in text_of(limited)
    assert track(sent.tracking_code).status_code == 200
    assert track("SALAH").status_code == 404
    assert track(new_tracking_code(), address="10.0.0.2").status_code == 404


def test_after_ten_minutes_a_miss_is_answered_again():
    with time_machine.travel("2026-11-23 10:00:00+07:00") as clock:
        for _ in range(61):
            limited = track(new_tracking_code())
        assert limited.status_code == 429
        clock.shift(601)
        assert track(new_tracking_code()).status_code == 404


def test_a_hall_behind_one_address_is_not_limited(sent):
    client = Client()
    for _ in range(70):
        assert track(sent.tracking_code, client).status_code == 200


def test_a_return_tells_the_last_day_and_stops_the_clock(sent):
    returned(open_steps(sent)[0], now=local_now())
    words = text_of(track(sent.tracking_code))
    assert "Perlu perbaikan" in words
    assert "Masuk ke akun Anda untuk melihat daftarnya." in words
    assert "Perbaikan ditunggu sampai" in words
    assert "Menunggu pemohon" in words
    assert "Buram" not in words


def test_a_finished_file_tells_when_it_was_decided(sent):
    finished(sent, now=local_now())
    words = text_of(track(sent.tracking_code))
    assert "Selesai" in words
    assert "Diputuskan" in words
    assert str(OUTLOOK["issued"].public) in words


def test_a_late_file_says_so():
    file = cast.submitted(SERVICE, now=local_now() - timedelta(days=60))
    words = text_of(track(file.tracking_code))
    assert "Terlambat lewat" in words


def test_a_withdrawn_file_keeps_no_promise(sent):
    workflow.withdraw(sent.pk, by=cast.citizen("Sari"), now=local_now())
    words = text_of(track(sent.tracking_code))
    assert "Dibatalkan" in words
    assert "Jatuh tempo" not in words


def test_a_draft_has_no_code_to_track():
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=local_now())
    assert Application.objects.get(pk=draft.pk).tracking_code is None


def test_tracking_only_reads(sent):
    assert Client().post(reverse("track"), {"kode": sent.tracking_code}).status_code == 405
