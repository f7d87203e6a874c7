"""NIK by the table of the field, and the other numbers people type."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from accounts.validators import (
    clean_kk,
    clean_nib,
    clean_nik,
    clean_npwp,
    clean_phone,
    mask_nik,
    nik_hash,
    nik_sex,
    nik_warnings,
)

CASES = json.loads((Path(__file__).parent.parent / "corpus" / "nik.json").read_text())
KNOWN = {"35", "65", "93", "95", "96", "35.74", "35.74.01", "35.74.02"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_nik_is_read_by_the_table(case):
    if "is" in case:
        assert clean_nik(case["typed"]) == case["is"]
        assert bool(nik_warnings(case["is"], known_regions=KNOWN)) == case.get("warns", False)
        return
    with pytest.raises(ValidationError) as refused:
        clean_nik(case["typed"])
    assert refused.value.code == case["code"]


def test_a_refusal_never_repeats_the_number():
    for typed in ("3574018108450001", "357401810845000"):
        with pytest.raises(ValidationError) as refused:
            clean_nik(typed)
        assert typed[6:12] not in str(refused.value.messages)


@pytest.mark.parametrize(
    ("declared", "part"),
    [
        ({"birth_date": date(1945, 8, 18)}, "Tanggal lahir"),
        ({"sex": "P"}, "Jenis kelamin"),
        ({"region_code": "73.72.01.1004"}, "daerah lain"),
        ({"region_code": "73"}, "daerah lain"),
    ],
)
def test_a_difference_to_what_is_declared_warns(declared, part):
    (sentence,) = nik_warnings("3574011708450001", known_regions=KNOWN, **declared)
    assert part in sentence


def test_what_agrees_does_not_warn():
    agreeing = {"birth_date": date(1945, 8, 17), "sex": "L", "region_code": "35.74.02.1001"}
    assert nik_warnings("3574011708450001", known_regions=KNOWN, **agreeing) == []
    assert nik_warnings("3574011708450001", birth_date=date(2045, 8, 17)) == []


def test_forty_more_than_the_day_is_a_womans():
    assert nik_sex("3574015708450001") == "P"
    assert nik_sex("3574011708450001") == "L"


@pytest.mark.parametrize(
    ("clean", "typed", "number"),
    [
        (clean_kk, "3574 0117 0820 0012", "3574011708200012"),
        (clean_nib, "9120 3012 3456 7", "9120301234567"),
        (clean_npwp, "01.312.166.0-091.000", "013121660091000"),
        (clean_npwp, "0013121660091000", "0013121660091000"),
        (clean_npwp, "09.254.294.3-407.000", "092542943407000"),
        (clean_npwp, "6501011708450001", "6501011708450001"),
        (clean_phone, "0812 3456 7890", "+6281234567890"),
        (clean_phone, "+62 812-3456-7890", "+6281234567890"),
        (clean_phone, "6281234567890", "+6281234567890"),
        (clean_phone, "0811123456", "+62811123456"),
        (clean_phone, "(0335) 421-234", "+62335421234"),
    ],
)
def test_a_number_is_brought_to_one_form(clean, typed, number):
    assert clean(typed) == number


@pytest.mark.parametrize(
    ("clean", "typed"),
    [
        (clean_kk, "3574015708200012"),
        (clean_kk, "357401170820001"),
        (clean_nib, "912030123456"),
        (clean_npwp, "013121661091000"),
        (clean_npwp, "123456789012345"),
        (clean_npwp, "0" * 15),
        (clean_npwp, "0" * 16),
        (clean_npwp, "3574018108450001"),
        (clean_phone, "08123"),
        (clean_phone, "08123456789012"),
        (clean_phone, "112"),
        (clean_phone, "Sari"),
    ],
)
def test_a_wrong_number_is_refused(clean, typed):
    with pytest.raises(ValidationError):
        clean(typed)


def test_only_the_last_four_digits_are_shown():
    assert mask_nik("3574011708450001") == "••••••••••••0001"
    assert mask_nik("") == ""


def test_the_hash_is_the_same_for_the_same_number_only():
    assert nik_hash("3574011708450001") == nik_hash("3574011708450001") != nik_hash("3574011708450002")
