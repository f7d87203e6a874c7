from decimal import Decimal

import pytest

from services.amounts import read_decimal, read_rupiah, read_whole, show_number, show_rupiah


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "1250": 1250,
        "1.250": 1250,
        "1,250": 1250,
        "1 250 000": 1250000,
        "-3": -3,
        " 7 ": 7,
        "１２": 12,
        "0": 0,
    }.items(),
)
def test_a_whole_number_is_read(text, number):
    assert read_whole(text) == number


@pytest.mark.parametrize(
    "text", ["", "1.5", "1.25", "12.50", "1,2,3", "1..250", "tiga", "1e3", "٣", "9" * 19]
)
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        read_whole(text)


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "1.250,5": "1250.5",
        "1,250.5": "1250.5",
        "1250,5": "1250.5",
        "1250.5": "1250.5",
        "1.250.000": "1250000",
        "-7,753": "-7.753",
        "-7.753": "-7.753",
        "1.250": "1.250",
        "5": "5",
    }.items(),
)
def test_a_decimal_is_read(text, number):
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", ",", ".5,", "1.2.3", "1.25,000.1", "NaN", "Infinity", "1e5", "--1"])
def test_what_is_no_decimal_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        read_decimal(text)


@pytest.mark.parametrize(
    "text", ["Rp1.250.000", "Rp 1.250.000,00", "rp. 1.250.000,-", "IDR 1,250,000", "1250000"]
)
def test_rupiah_are_read_with_and_without_their_sign(text):
    assert read_rupiah(text) == 1_250_000


@pytest.mark.parametrize("text", ["Rp", "Rp1,5", "gratis", "1.250.00", "Rp-"])
def test_rupiah_have_no_fraction(text):
    with pytest.raises(ValueError, match="not a"):
        read_rupiah(text)


def test_numbers_are_shown_as_people_write_them():
    assert show_number("1250.50") == "1.250,50"
    assert show_number(-7) == "-7"
    assert show_rupiah(1_250_000) == "Rp1.250.000"


def test_a_comma_at_the_end_is_forgiven():
    assert read_decimal("5,") == 5
