"""Dates, numbers and spans in the Indonesian of official letters."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SMALL_NUMBERS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def in_words(number: int) -> str:
    """The number in Indonesian words, 0 to 999,999; ValueError beyond."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{number} is not written in words.")
    if number < 12:
        return SMALL_NUMBERS[number]
    if number < 20:
        return f"{SMALL_NUMBERS[number - 10]} belas"
    size, name, one = next(
        step
        for step in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh"))
        if number >= step[0]
    )
    many, rest = divmod(number, size)
    words = one if many == 1 else f"{in_words(many)} {name}"
    return f"{words} {in_words(rest)}" if rest else words


def in_full(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def span_in_words(start: date, end: date) -> str:
    """ "1 (satu) tahun" or "6 (enam) bulan" when the span is whole months to the day; "" otherwise."""
    for months in (m := (end.year - start.year) * 12 + end.month - start.month, m + 1):
        if months > 0 and end in ((later := months_later(start, months)), later - timedelta(days=1)):
            amount, unit = (months // 12, "tahun") if months % 12 == 0 else (months, "bulan")
            return f"{amount} ({in_words(amount)}) {unit}"
    return ""
