"""What people type into each kind of field, and what is kept of it."""

from decimal import Decimal

import pytest

from services.forms import build_form
from tests.services.fields import CHOICES, TODAY, kept, one_form, refused, row


@pytest.mark.parametrize("typed", ["23-11-2026", "23/11/2026", "2026-11-23", " 23-11-2026 "])
def test_a_date_is_read_in_three_ways(typed):
    assert kept(typed, "date") == "2026-11-23"


@pytest.mark.parametrize(
    "typed",
    [
        "31-02-2026",
        "29-02-2027",
        "0000-00-00",
        "9999-12-31",
        "01-01-1899",
        "2026-13-01",
        "tomorrow",
        "11/23/2026",
    ],
)
def test_a_date_that_is_none_is_refused_with_an_example(typed):
    assert refused(typed, "date") == (
        "Tanggal ini tidak dikenal. Tulis hari, bulan, dan tahun, contoh: 17-08-1990."
    )


def test_a_birth_date_is_not_tomorrow():
    assert refused("24-11-2026", "date", constraints={"max_date": "today"}) == (
        "Terlalu jauh. Pilih tanggal 23 Nov 2026 atau sebelumnya."
    )


def test_what_was_typed_for_a_date_stays_in_the_box():
    page = str(one_form("31-02-2026", "date")["isi"])
    assert 'type="text"' in page and 'value="31-02-2026"' in page
    assert 'type="date"' in str(one_form("23/11/2026", "date")["isi"])


def test_two_dates_are_compared():
    rows = [
        row("mulai", "date"),
        row("selesai", "date", constraints={"after_field": "mulai", "max_span_days": 3}),
    ]

    def said(start, end):
        data = {"isian-mulai": start, "isian-selesai": end}
        return build_form(rows, data=data, today=TODAY).errors.get("selesai")

    assert said("23-11-2026", "23-11-2026") is None
    assert said("23-11-2026", "26-11-2026") is None
    assert said("23-11-2026", "22-11-2026") == ["Pilih tanggal yang sama atau sesudah “Mulai”."]
    assert said("23-11-2026", "27-11-2026") == ["Paling lama 3 hari sesudah “Mulai”."]
    assert said("bukan tanggal", "27-11-2026") is None


def test_a_line_break_counts_as_one_letter():
    assert kept("12\r\n45", "textarea", constraints={"max_length": 5}) == "12\n45"
    assert refused("12\r\n456", "textarea", constraints={"max_length": 5}) == (
        "Paling banyak 5 huruf, sekarang 6. Persingkat isian ini."
    )


def test_endless_text_is_refused_with_its_limit():
    assert refused("x" * 1_000_000, "textarea").startswith("Paling banyak 4.000 huruf, sekarang 1.000.000.")
    assert refused("x" * 251).startswith("Paling banyak 250 huruf, sekarang 251.")


@pytest.mark.parametrize(
    "typed", ["O'Connor", 'Ni Luh "Ayu"', "Robert'); DROP TABLE", "<b>{{7*7}}</b>", "ꦱꦫꦶ", "ساري"]
)
def test_any_name_is_kept_as_it_is(typed):
    assert kept(typed) == typed


def test_several_lines_in_a_box_of_one_line_become_one():
    assert kept("Jalan Mawar\r\nNomor 7") == "Jalan Mawar Nomor 7"


def test_a_zero_byte_is_refused():
    assert refused("a\x00b")


def test_the_sentence_for_a_pattern_names_the_digits():
    assert (
        refused("12", constraints={"pattern": r"^\d{13}$"}) == "Tulis 13 angka, tanpa spasi dan tanda lain."
    )
    assert "petunjuk" in refused("x", constraints={"pattern": "^[0-9]+$"}, help="Dua angka.")


def test_a_decimal_keeps_its_places_as_text():
    assert kept("1.250,50", "decimal", constraints={"decimal_places": 2}) == "1250.50"
    assert refused("1,255", "decimal", constraints={"decimal_places": 2}) == (
        "Tulis paling banyak 2 angka di belakang koma, contoh: 12,5."
    )


def test_a_thousand_written_with_a_dot_is_not_taken_for_one():
    assert "di belakang koma" in refused("1.250", "decimal", constraints={"decimal_places": 2})


@pytest.mark.parametrize(("low", "high"), [(0.3, 8), (Decimal("0.3"), Decimal("8"))])
def test_bounds_belong_to_the_range(low, high):
    limits = {"constraints": {"min": low, "max": high, "decimal_places": 1}}
    assert kept("0,3", "decimal", **limits) == "0.3"
    assert kept("8", "decimal", **limits) == "8"
    assert refused("0,2", "decimal", **limits) == "Terlalu kecil. Tulis 0,3 atau lebih."
    assert refused("8,1", "decimal", **limits) == "Terlalu besar. Tulis paling banyak 8."


def test_money_is_whole_rupiah_and_not_below_nothing():
    assert kept("Rp1.250.000", "money") == 1_250_000
    assert refused("-5", "money") == "Terlalu kecil. Tulis Rp0 atau lebih."
    assert refused("12,5", "money").startswith("Ini bukan angka.")


def test_a_phone_number_is_kept_in_one_form():
    for typed in ("0812 3456 7890", "+62 812-3456-7890", "6281234567890"):
        assert kept(typed, "phone") == "+6281234567890"
    assert refused("08123", "phone") == "Nomor HP tidak dikenal. Contoh: 0812 3456 7890"


def test_a_nik_is_kept_as_sixteen_digits():
    assert kept("3574 0157 0890 0001", "nik") == "3574015708900001"
    assert refused("35740157089000", "nik") == "NIK harus 16 angka."


def test_an_address_for_mail_cannot_carry_a_second_line():
    assert kept(" sari@contoh.id ", "email") == "sari@contoh.id"
    for typed in ("a@b", "a@b.c\nBcc: x@y", "x" * 320 + "@contoh.id"):
        assert refused(typed, "email")


def test_few_choices_are_buttons_and_many_a_list():
    few = str(one_form("baru", "choice", choices=CHOICES)["isi"])
    many = str(
        one_form("p1", "choice", choices=[{"value": f"p{n}", "label": f"P{n}"} for n in range(6)])["isi"]
    )
    assert 'type="radio"' in few and "<select" in many
    assert (
        refused("lain", "choice", choices=CHOICES) == "Pilihan ini tidak ada. Pilih salah satu dari daftar."
    )


def test_a_choice_that_may_stay_open_can_be_taken_back():
    assert "Tidak diisi" in str(one_form("baru", "choice", choices=CHOICES, required=False)["isi"])
    assert kept("", "choice", choices=CHOICES, required=False) is None


def test_a_box_is_kept_whether_ticked_or_not():
    assert kept("on", "boolean", required=False) is True
    assert kept(None, "boolean", required=False) is False
    assert refused(None, "boolean") == "Centang kotak ini untuk melanjutkan."


def test_help_of_the_catalogue_is_no_markup():
    form = one_form("x", help="<script>alert(1)</script>")
    assert "<script>" not in form["isi"].as_field_group()


def test_what_was_typed_is_kept_for_a_draft_even_when_wrong():
    rows = [row("tanggal", "date"), row("luas", "decimal"), row("kuasa", "boolean")]
    form = build_form(rows, data={"isian-tanggal": "besok", "isian-luas": "1.250,5"}, today=TODAY)
    assert not form.is_valid()
    assert form.raw_answers() == {"tanggal": "besok", "luas": "1.250,5", "kuasa": False}
    again = build_form(rows, initial={**form.raw_answers(), "dahulu": "hilang"}, today=TODAY)
    assert 'value="besok"' in str(again["tanggal"]) and 'value="1250,5"' in str(again["luas"])
