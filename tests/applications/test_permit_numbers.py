from datetime import date

import pytest

from applications.permit_numbers import permit_number, roman_month

DAY = date(2026, 4, 17)
USUAL = "500.16.7/{seq:03d}/{agency}/{roman_month}/{year}"


@pytest.mark.parametrize(
    ("seq", "number"),
    [
        (1, "500.16.7/001/DPMPTSP/IV/2026"),
        (999, "500.16.7/999/DPMPTSP/IV/2026"),
        (1000, "500.16.7/1000/DPMPTSP/IV/2026"),
    ],
)
def test_the_width_is_a_minimum(seq, number):
    assert permit_number(USUAL, seq=seq, agency="DPMPTSP", issued_on=DAY) == number


def test_it_writes_the_other_local_habits():
    pattern = "500.16.7.4/{seq:04d}/433.114/{month:02d}/{year}/{service}"
    written = permit_number(pattern, seq=1, agency="X", service="SIPA", issued_on=DAY)
    assert written == "500.16.7.4/0001/433.114/04/2026/SIPA"


def test_braces_in_a_name_are_only_braces():
    assert permit_number("{seq}/{agency}/{{x}}", seq=7, agency="{year}", issued_on=DAY) == "7/{year}/{x}"


@pytest.mark.parametrize(
    "pattern",
    [
        "{seq}/{secret}",
        "{seq}/{}",
        "{seq}/{0}",
        "{seq.real}",
        "{seq!r}",
        "{seq:>3}",
        "{seq:099999999d}",
        "{seq:{year}d}",
        "{seq}/{agency:03d}",
        "{seq}/{agency.__class__}",
        "{seq}/{service}",
        "{seq",
        "500/{year}",
    ],
)
def test_it_refuses_a_pattern_it_cannot_fill(pattern):
    with pytest.raises(ValueError):
        permit_number(pattern, seq=1, agency="DPMPTSP", issued_on=DAY)


def test_months_are_roman_from_january_to_december():
    written = " ".join(roman_month(month) for month in range(1, 13))
    assert written == "I II III IV V VI VII VIII IX X XI XII"


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_other_month(month):
    with pytest.raises(ValueError):
        roman_month(month)
