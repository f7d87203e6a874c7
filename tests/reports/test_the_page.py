"""The page of the report and its file: who reads whose numbers, what is said about odd periods."""

import csv
import io
from pathlib import Path

import pytest

from accounts.models import Agency, Role
from foundation.audit.models import Entry
from foundation.registry.sheets import safe, write_csv
from reports import files
from reports.files import COLUMNS, HEADER
from tests import cast
from tests.applications.at_the_counter import text_of
from tests.applications.counting import counted
from tests.applications.desk import copies, look, signed_in
from tests.reports.october import CARD, LETTER, OCTOBER, REPORTED, at, play, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
MONTH = {"dari": "01-10-2026", "sampai": "31-10-2026"}


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    """The doors read this moment from the clock; every figure below was worked out for it."""
    monkeypatch.setattr("reports.views.database_now", lambda: REPORTED)


@pytest.fixture
def ratna():
    return cast.officer("Ratna", Role.COORDINATOR)


def rows_of(answer) -> list[dict]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_without_dates_it_shows_the_last_month(ratna):
    play()
    page = look(ratna, "reports")
    assert page.context["period"] == OCTOBER
    for words in ("Jumlah DPMPTSP", "2 dari 5 (40,0%)", "3 berkas, 4 kali", "2 dari 6 (33,3%)"):
        assert words in text_of(page)


def test_each_column_says_what_it_counts(ratna):
    play()
    page, paper = text_of(look(ratna, "reports")), Path("docs/reports.md").read_text()
    for column in COLUMNS:
        assert str(column.meaning) in page
        assert " ".join(str(column.meaning).split()) in " ".join(paper.split())


def test_the_file_says_the_same_and_each_column_is_in_the_dictionary(ratna):
    play()
    answer = look(ratna, "reports_csv", **MONTH)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        'attachment; filename="laporan-permohonan-2026-10-01-2026-10-31.csv"'
    )
    assert answer.content.startswith(b"\xef\xbb\xbfbaris;kode_instansi;")
    rows = rows_of(answer)
    assert [(row["baris"], row["kode_layanan"]) for row in rows] == [
        ("layanan", CARD), ("instansi", ""), ("layanan", LETTER), ("instansi", ""), ("semua", ""),
    ]  # fmt: skip
    letter = rows[2]
    assert (letter["kode_instansi"], letter["dari"], letter["sampai"]) == (
        "dpmptsp",
        "2026-10-01",
        "2026-10-31",
    )
    assert [letter[name] for name in HEADER[7:-1]] == [
        "9", "3", "2", "1", "1", "1", "5", "2", "40,0", "2", "3", "4",
    ]  # fmt: skip
    assert letter["dibuat"] == "2026-11-02T09:00+07:00"
    dictionary = Path("docs/reports.md").read_text()
    assert all(f"| `{name}` |" in dictionary for name in HEADER)


def test_nothing_in_it_is_a_persons(ratna):
    play()
    for route in ("reports", "reports_csv"):
        text = look(ratna, route, **MONTH).content.decode()
        assert "MPP-2026-" not in text and "Sari" not in text


def test_who_decides_reads_about_her_own_agency_whatever_the_address_says():
    play()
    wayan = cast.officer("Wayan", Role.SIGNATORY, "dispendukcapil")
    rows = rows_of(look(wayan, "reports_csv", **MONTH))
    assert {row["kode_instansi"] for row in rows} == {"dispendukcapil", ""}
    assert rows[-1]["diterima"] == "1", "the sum is of her own, too"
    other = look(wayan, "reports_csv", instansi="dpmptsp", **MONTH)
    assert other.status_code == 400 and b"DPMPTSP" not in other.content
    assert "DPMPTSP" not in text_of(look(wayan, "reports", **MONTH))
    unknown = look(wayan, "reports", instansi="tidak-ada", **MONTH)
    assert text_of(other) == text_of(unknown), "another agency looks like one that does not exist"


def test_the_coordinator_may_ask_for_one_agency(ratna):
    play()
    rows = rows_of(look(ratna, "reports_csv", instansi="dpmptsp", **MONTH))
    assert {row["kode_instansi"] for row in rows[:-1]} == {"dpmptsp"}


@pytest.mark.parametrize(
    ("role", "agency"),
    [
        (Role.FRONT_OFFICE, "dpmptsp"),
        (Role.FRONT_OFFICE, "dispendukcapil"),
        (Role.VERIFIER, "bakesbangpol"),
        (Role.ADMINISTRATOR, None),
        (Role.COMPLAINT_OFFICER, "dpmptsp"),
    ],
)
def test_others_are_refused(role, agency):
    who = cast.officer("Budi", role, agency)
    assert {look(who, route, **MONTH).status_code for route in ("reports", "reports_csv")} == {403}
    assert not Entry.objects.filter(action__startswith="report.").exists()


def test_joko_does_not_get_in():
    assert look(cast.citizen("Joko"), "reports").status_code == 403


def test_an_auditors_reading_and_every_download_are_entries(ratna):
    auditor = cast.officer("Sari", Role.AUDITOR)
    look(auditor, "reports", **MONTH)
    look(ratna, "reports", **MONTH)
    look(ratna, "reports_csv", **MONTH)
    look(auditor, "reports_csv", dari="31-12-2026", sampai="01-01-2026")
    entries = Entry.objects.filter(action__startswith="report.").order_by("id")
    assert [(one.action, one.actor, one.role, one.params) for one in entries] == [
        (action, who, role, {"first": "2026-10-01", "last": "2026-10-31"})
        for action, who, role in (
            ("report.view", auditor, "auditor"),
            ("report.download", ratna, "coordinator"),
        )
    ]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"dari": "", "sampai": "31-10-2026"}, "Tulis tanggal awal."),
        ({"dari": "31-02-2026", "sampai": "31-10-2026"}, "Tanggal ini tidak ada."),
        ({"dari": "02-10-2026", "sampai": "01-10-2026"}, "Tanggal awal tidak boleh sesudah tanggal akhir."),
        ({"dari": "01-10-2026", "sampai": "03-11-2026"}, "Tanggal akhir tidak boleh sesudah hari ini."),
        ({"dari": "01-10-2025", "sampai": "31-10-2026"}, "Satu laporan memuat paling lama satu tahun."),
        ({"dari": "' or 1=1", "sampai": "9" * 300}, "Tanggal ini tidak ada."),
        ({"instansi": "dpmptsp' --"}, "Pilih instansi dari daftar ini."),
    ],
)
def test_an_odd_period_is_said_and_nothing_is_counted(ratna, asked, sentence):
    for route in ("reports", "reports_csv"):
        page = look(ratna, route, **asked)
        assert page.status_code == 400
        assert sentence in text_of(page)
        assert "Unduh CSV" not in text_of(page)


def test_a_period_without_anything_says_so(ratna):
    page = text_of(look(ratna, "reports"))
    assert "Belum ada angka dalam masa ini" in page and "Unduh CSV" not in page


def test_the_page_asks_the_same_queries_however_many_files(ratna):
    client = signed_in(ratna)
    play()
    with counted() as few:
        client.get("/petugas/laporan/", MONTH)
    copies(cast.open_review(sent(LETTER, at(20))), 30)
    with counted() as many:
        client.get("/petugas/laporan/", MONTH)
    # Session, user, roles, bell, agencies to choose from; three counts and the names of the services.
    assert len(few) == len(many) == 9


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\ufeff@"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(begins):
    assert safe(f'{begins}HYPERLINK("http://x")').startswith("'")


def test_other_cells_stay_as_they_are():
    assert [safe(cell) for cell in (0, 12, "40,0", "KK; baru", None)] == ["0", "12", "40,0", "KK; baru", ""]
    assert write_csv(["a"], [["KK; baru"], ['si "A"']]) == b'\xef\xbb\xbfa\r\n"KK; baru"\r\n"si ""A"""\r\n'


def test_a_hostile_name_of_an_agency_cannot_run_in_the_file(ratna):
    play()
    Agency.objects.filter(code="dpmptsp").update(short_name="=cmd|' /C calc'!A1")
    rows = rows_of(look(ratna, "reports_csv", **MONTH))
    assert "'=cmd|' /C calc'!A1" in {row["instansi"] for row in rows}
    assert files.HEADER == tuple(rows[0])
