import time

import pytest

from services import patterns
from tests.catalogue import reader


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", r"(\d+)*x", "(x|x)*y", "(.*)*z", r"^(\w+\s?)*$", r"(\S+)+\S$", r"\s*\s*\s*\s*x"]
)
def test_a_pattern_that_backtracks_without_end_is_found_in_time(pattern):
    started = time.monotonic()
    assert "lambat" in patterns.fault(pattern)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "a{2,1}", "(?P<a>x)(?P<a>y)"])
def test_a_pattern_that_cannot_be_read_is_found(pattern):
    assert "tidak dapat dibaca" in patterns.fault(pattern)


def test_every_pattern_of_the_real_catalogue_is_quick():
    fields = [field for item in reader.services().values() for field in item["form_fields"]]
    found = {field["constraints"]["pattern"] for field in fields if "pattern" in field["constraints"]}
    assert found and [patterns.fault(pattern) for pattern in found] == [None] * len(found)


def test_the_whole_value_must_fit():
    assert patterns.fits(r"\d{3}", "123")
    assert not patterns.fits(r"\d{3}", "1234")
    assert not patterns.fits(r"^\d{3}$", "123\n")


def test_endless_text_is_not_even_tried():
    assert not patterns.fits(r".*", "x" * 4001)
