"""`manage.py due_date`: the calendar as a tool for officers, in words and as JSON."""

import json
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from accounts.models import Agency
from sla.models import Holiday, OfficeHours

pytestmark = pytest.mark.usefixtures("mall_calendar")
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


@pytest.fixture
def told(capsys):
    def tell(line: str) -> str:
        call_command("due_date", *line.split())
        return capsys.readouterr().out.rstrip("\n")

    return tell


@pytest.fixture
def counted(told):
    return lambda line: json.loads(told(f"{line} --json"))


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ("3", "2026-11-26T14:00:00+07:00"),
        ("5", "2026-11-30T14:00:00+07:00"),
        ("10", "2026-12-07T14:00:00+07:00"),
        ("14", "2026-12-11T11:00:00+07:00"),
        ("1", "2026-11-24T14:00:00+07:00"),
        ("0.5", "2026-11-23T11:00:00+07:00"),
        ("0,25", "2026-11-23T09:30:00+07:00"),
        ("1,5", "2026-11-25T11:00:00+07:00"),
        ("4.5", "2026-11-30T11:00:00+07:00"),
        ("3.00", "2026-11-26T14:00:00+07:00"),
        ("400", "2028-07-04T14:00:00+07:00"),
    ],
)
def test_working_days_from_the_opening_of_monday_23_november(counted, days, due):
    assert counted(f"--received 2026-11-23 --days {days}")["due"] == due


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("--received 2026-11-23 --at 09:30 --days 3", "2026-11-26T14:00:00+07:00"),
        ("--received 2026-11-23 --at 13.59 --days 0.5", "2026-11-24T10:59:00+07:00"),
        ("--received 2026-11-23 --at 14:00 --days 3", "2026-11-27T11:00:00+07:00"),
        ("--received 2026-11-23 --at 07:00 --hours 1", "2026-11-23T09:00:00+07:00"),
        ("--received 2026-11-23 --hours 8", "2026-11-24T10:00:00+07:00"),
        ("--received 2026-11-23 --at 09:30 --hours 4,5", "2026-11-23T14:00:00+07:00"),
        ("--received 2026-11-27 --days 0.5", "2026-11-27T09:30:00+07:00"),
        ("--received 2026-11-27 --at 11:00 --days 1", "2026-12-01T14:00:00+07:00"),
        ("--received 2026-11-22 --days 3", "2026-11-26T14:00:00+07:00"),
        ("--received 2026-12-25 --at 10:00 --hours 1", "2026-12-28T09:00:00+07:00"),
    ],
    ids=[
        "in hours", "shortly before closing", "at closing", "before opening", "over night", "to closing",
        "Friday", "Friday at closing", "Sunday", "holiday",
    ],
)  # fmt: skip
def test_the_moment_of_receipt_counts_by_the_rule(counted, line, due):
    assert counted(line)["due"] == due


def test_it_prints_the_moment_and_a_sentence(told):
    assert told("--received 2026-11-23 --days 3").split("\n") == [
        "2026-11-26T14:00:00+07:00",
        "Jatuh tempo Kamis, 26 November 2026 pukul 14.00 WIB: 3 hari kerja sejak diterima "
        "Senin, 23 November 2026 pukul 08.00 WIB, menurut jam layanan mal.",
    ]


def test_the_object_names_everything_that_was_asked(counted):
    answer = counted("--received 2026-11-27 --at 09:30 --hours 1,50")
    assert answer == {
        "received": "2026-11-27T09:30:00+07:00",
        "due": "2026-11-27T11:00:00+07:00",
        "unit": "working_hours",
        "amount": 1.5,
        "agency": None,
        "provisional": False,
        "sentence": "Jatuh tempo Jumat, 27 November 2026 pukul 11.00 WIB: 1,5 jam kerja sejak diterima "
        "Jumat, 27 November 2026 pukul 09.30 WIB, menurut jam layanan mal.",
    }


def test_a_whole_amount_is_a_whole_number(counted):
    answer = counted("--received 2026-11-23 --days 400")
    assert (answer["amount"], answer["unit"]) == (400, "working_days")
    assert isinstance(answer["amount"], int)
    assert ": 400 hari kerja sejak" in answer["sentence"]


def test_a_closed_day_has_no_opening_time_to_name(counted):
    answer = counted("--received 2026-11-22 --days 1")
    assert answer["received"] == "2026-11-22T00:00:00+07:00"
    assert "sejak diterima Minggu, 22 November 2026, menurut" in answer["sentence"]


def test_a_year_without_a_decree_is_marked_provisional(counted, told):
    line = "--received 2027-12-30 --days 3"
    answer = counted(line)
    assert answer["provisional"] is True
    for text in (answer["sentence"], told(line)):
        assert "Ini sementara: hari libur salah satu tahunnya belum ditetapkan" in text
    decreed = counted("--received 2027-12-27 --days 3")
    assert decreed["provisional"] is False
    assert "sementara" not in decreed["sentence"]


def test_an_agencys_own_hours_and_closures_count(counted):
    clinic = Agency.objects.create(code="dinkes", name="Dinas Kesehatan", short_name="Dinkes")
    for weekday in range(6):
        OfficeHours.objects.create(agency=clinic, weekday=weekday, opens=time(7), closes=time(12))
    Holiday.objects.create(
        date=date(2026, 11, 24), name="Tutup", kind="libur_khusus", basis="-", agency=clinic
    )
    answer = counted("--received 2026-11-23 --days 5 --agency dinkes")
    assert (answer["received"], answer["due"]) == ("2026-11-23T07:00:00+07:00", "2026-11-30T12:00:00+07:00")
    assert answer["agency"] == "dinkes"
    assert answer["sentence"].endswith("menurut jam layanan Dinas Kesehatan.")


@pytest.mark.parametrize(
    ("zone", "offset", "name"),
    [
        ("Asia/Makassar", "+08:00", "WITA"),
        ("Asia/Jayapura", "+09:00", "WIT"),
        ("Asia/Pontianak", "+07:00", "WIB"),
    ],
)
def test_the_zone_is_the_malls_and_has_its_indonesian_name(counted, settings, zone, offset, name):
    settings.TIME_ZONE = zone
    answer = counted("--received 2026-11-23 --days 3")
    assert answer["due"] == f"2026-11-26T14:00:00{offset}"
    assert f"pukul 14.00 {name}:" in answer["sentence"]


def test_it_speaks_indonesian_whatever_language_is_active(told):
    with translation.override("en"):
        assert "Jatuh tempo Kamis, 26 November 2026 pukul 14.00 WIB" in told("--received 2026-11-23 --days 3")


NO_DAY = "Tanggal “%s” tidak ada. Tulis tahun, bulan, dan hari, misalnya 2026-11-23."
NO_TIME = "Jam “%s” tidak ada. Tulis jam dari 00:00 sampai 23:59, misalnya 09:30."
NO_AMOUNT = "Jumlah “%s” tidak dapat dihitung. Tulis angka di atas nol, misalnya 3 atau 0,5."
OUTSIDE = "Jatuh tempo itu di luar kalender. Pilih tanggal antara tahun 1970 dan 2199."
CHOOSE = "Pilih salah satu: --days untuk hari kerja atau --hours untuk jam kerja."
UNREADABLE = "Perintah ini tidak terbaca. Lihat caranya dengan manage.py due_date --help."
WRONG = [
    ("--days 3", "Tulis tanggal terima, misalnya --received 2026-11-23."),
    ("--received 2026-02-31 --days 3", NO_DAY % "2026-02-31"),
    ("--received 23-11-2026 --days 3", NO_DAY % "23-11-2026"),
    ("--received besok --days 3", NO_DAY % "besok"),
    ("--received 2026-11-23", CHOOSE),
    ("--received 2026-11-23 --days 3 --hours 4", CHOOSE),
    ("--received 2026-11-23 --days 3 --at 25:00", NO_TIME % "25:00"),
    ("--received 2026-11-23 --days 3 --at 9", NO_TIME % "9"),
    ("--received 2026-11-23 --days -3", NO_AMOUNT % "-3"),
    ("--received 2026-11-23 --days 0", NO_AMOUNT % "0"),
    ("--received 2026-11-23 --hours 0,00", NO_AMOUNT % "0,00"),
    ("--received 2026-11-23 --days tiga", NO_AMOUNT % "tiga"),
    ("--received 2026-11-23 --days nan", NO_AMOUNT % "nan"),
    ("--received 2026-11-23 --days 1e3", NO_AMOUNT % "1e3"),
    ("--received 2026-11-23 --days 1.000,5", NO_AMOUNT % "1.000,5"),
    ("--received 2026-11-23 --days ٣", NO_AMOUNT % "٣"),
    ("--received 2026-11-23 --days 3 --agency lain", "Instansi “lain” tidak ditemukan. Periksa kodenya."),
    ("--received 1969-12-31 --days 3", OUTSIDE),
    ("--received 0001-01-01 --days 3", OUTSIDE),
    ("--received 9999-12-31 --days 3", OUTSIDE),
    ("--received 2026-11-23 --days 999999", OUTSIDE),
    ("--received 2026-11-23 --hours 999999", OUTSIDE),
    ("--received 2026-11-23 --days", UNREADABLE),
    ("--received 2026-11-23 --days -3,5", UNREADABLE),
    ("--received 2026-11-23 --days 3 --lain", UNREADABLE),
]  # fmt: skip


@pytest.mark.parametrize(("line", "sentence"), WRONG, ids=[line for line, _ in WRONG])
def test_bad_input_gets_one_sentence(line, sentence, capsys):
    with pytest.raises(CommandError) as refusal:
        call_command("due_date", *line.split())
    assert str(refusal.value) == sentence
    assert refusal.value.returncode == 1
    assert capsys.readouterr().out == ""


def test_without_hours_it_says_what_to_load(told):
    OfficeHours.objects.all().delete()
    with pytest.raises(CommandError) as refusal:
        told("--received 2026-11-23 --days 3")
    assert str(refusal.value) == "Jam layanan belum ada. Jalankan manage.py load_calendar lebih dulu."


@pytest.mark.parametrize("line", ["--received 2026-02-31 --days 3", "--received 2026-11-23 --days"])
def test_on_the_command_line_it_ends_with_1_and_no_trace(line, tmp_path):
    ran = subprocess.run(  # noqa: S603
        [sys.executable, MANAGE, "due_date", *line.split()], capture_output=True, text=True, cwd=tmp_path
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.removeprefix("CommandError: ").startswith(
        ("Tanggal “2026-02-31” tidak ada", "Perintah ini")
    )
