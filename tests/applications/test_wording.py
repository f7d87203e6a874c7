from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.wording import in_full, in_words, months_later, span_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (36, "tiga puluh enam"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (250, "dua ratus lima puluh"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_001, "seratus ribu satu"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_are_written_in_words(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_other_numbers_are_not_written(number):
    with pytest.raises(ValueError):
        in_words(number)


def test_no_two_numbers_share_their_words():
    assert len({in_words(number) for number in range(20_000)}) == 20_000


def test_a_day_is_written_in_full():
    assert in_full(date(2026, 8, 17)) == "17 Agustus 2026"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 5), 11, date(2026, 12, 5)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(start, months, end):
    assert months_later(start, months) == end


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 23), date(2027, 11, 22), "1 (satu) tahun"),
        (date(2026, 11, 23), date(2027, 11, 23), "1 (satu) tahun"),
        (date(2026, 1, 1), date(2030, 12, 31), "5 (lima) tahun"),
        (date(2026, 11, 23), date(2026, 12, 22), "1 (satu) bulan"),
        (date(2026, 11, 23), date(2028, 5, 22), "18 (delapan belas) bulan"),
        (date(2026, 11, 23), date(2026, 12, 20), ""),
        (date(2026, 11, 23), date(2026, 11, 23), ""),
        (date(2026, 11, 23), date(2026, 11, 1), ""),
    ],
)
def test_a_span_is_written_only_where_it_is_whole(start, end, words):
    assert span_in_words(start, end) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_any_whole_span_is_found_again(start, months):
    amount = f"{months // 12} " if months % 12 == 0 else f"{months} "
    assert span_in_words(start, months_later(start, months) - timedelta(days=1)).startswith(amount)
