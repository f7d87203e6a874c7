"""Numbers for eyes are gap-free; codes for access forgive the reader and nobody else."""

import pytest
from django.db import transaction

from foundation.registry.models import Series
from foundation.registry.numbers import (
    CROCKFORD,
    new_public_code,
    new_tracking_code,
    next_number,
    read_tracking_code,
    show_tracking_code,
)
from tests.foundation.scene import at_once

THREADS, EACH = 8, 10


class Abandoned(Exception):
    pass


def test_numbers_count_up_by_series_and_year(db):
    drawn = [next_number(*series) for series in (("REG", 2026), ("REG", 2026), ("REG", 2027), ("IZN", 2026))]
    assert drawn == [1, 2, 1, 1]


def test_a_number_of_an_abandoned_transaction_is_drawn_again(db):
    assert next_number("REG", 2026) == 1
    with pytest.raises(Abandoned), transaction.atomic():
        assert next_number("REG", 2026) == 2
        raise Abandoned
    assert next_number("REG", 2026) == 2


@pytest.mark.django_db(transaction=True)
def test_no_number_is_drawn_outside_a_transaction():
    with pytest.raises(RuntimeError):
        next_number("REG", 2026)
    assert not Series.objects.exists()


def draw_many(draw):
    """Each thread draws ten; every third is abandoned."""

    def act(number):
        kept = []
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    drawn = draw("REG", 2026)
                    if (number + turn) % 3 == 0:
                        raise Abandoned
                kept.append(drawn)
            except Abandoned:
                continue
        return kept

    return sorted(number for kept in at_once(THREADS, act) for number in kept)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_twin_under_eight_threads():
    kept = draw_many(next_number)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) > THREADS * EACH // 2


@pytest.mark.django_db(transaction=True)
def test_reading_and_writing_apart_would_give_twins():
    """The control: the race above is a race."""
    Series.objects.create(name="REG", year=2026)

    def careless(name, year):
        series = Series.objects.get(name=name, year=year)
        Series.objects.filter(pk=series.pk).update(last=series.last + 1)
        return series.last + 1

    kept = draw_many(careless)
    assert len(set(kept)) < len(kept)


def test_a_tracking_code_is_read_as_people_write_it():
    code = new_tracking_code()
    spoken = show_tracking_code(code)
    assert len(code) == 11
    for typed in (
        code,
        spoken,
        code.lower(),
        f"  {spoken} ",
        spoken.replace("-", " "),
        spoken.replace("0", "O").replace("1", "l"),
    ):
        assert read_tracking_code(typed) == code


def test_every_single_wrong_character_is_noticed():
    code = new_tracking_code()
    for place in range(len(code)):
        for character in CROCKFORD.replace(code[place], ""):
            assert read_tracking_code(code[:place] + character + code[place + 1 :]) is None


def test_neighbours_swapped_are_noticed():
    code = new_tracking_code()
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or read_tracking_code(swapped) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        "ABCDE",
        "A" * 12,
        "A" * 100_000,
        "%" * 11,
        "\0" * 11,
        "١٢٣٤٥٦٧٨٩٠١",
        "3574015708900001",
        "'; --",
    ],
)
def test_what_is_no_code_is_none(typed):
    assert read_tracking_code(typed) is None


def test_codes_are_dictated_without_signs():
    codes = {new_tracking_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert set("".join(codes)) <= set(CROCKFORD)


def test_public_codes_are_long_and_never_alike():
    codes = {new_public_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert {len(code) for code in codes} == {26}
    assert set("".join(codes)) <= set(CROCKFORD)
