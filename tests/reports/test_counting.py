"""What the report counts, against numbers worked out by hand on files that the real verbs moved."""

import pytest

from applications import workflow
from reports.counting import NUMBERS, count
from reports.files import share, table
from reports.period import Period, last_month
from reports.permissions import Scope
from services.models import Service
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import copies
from tests.reports.october import (
    CARD,
    CARDS,
    EVERYWHERE,
    LETTER,
    LETTERS,
    OCTOBER,
    REPORTED,
    at,
    play,
    sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def id_of(code: str) -> int:
    return Service.objects.get(code=code).pk


def numbers(code: str = LETTER, *, period=OCTOBER, now=REPORTED) -> dict:
    return count(period, EVERYWHERE, now=now).get(id_of(code), dict.fromkeys(NUMBERS, 0))


def test_a_month_by_hand():
    play()
    assert count(OCTOBER, EVERYWHERE, now=REPORTED) == {id_of(LETTER): LETTERS, id_of(CARD): CARDS}


def test_an_open_overdue_file_stands_against_the_promise_until_and_after_it_ends():
    file = sent(LETTER, at(12))
    assert numbers(now=at(19, 13))["due"] == 0
    late = {"due": 1, "kept": 0, "late_open": 1}
    assert late.items() <= numbers(now=at(19, 14)).items(), "its due time itself is late, as the sweep says"
    assert late.items() <= numbers(now=at(19, 15)).items()
    workflow.withdraw(file.pk, by=cast.citizen("Sari"), now=at(20))
    assert {"due": 1, "kept": 0, "late_open": 0}.items() <= numbers().items()


@pytest.mark.parametrize(
    ("moment", "is_in"),
    [
        (at(30, 23, 59, second=59, month=9), False),
        (at(1, 0, 0), True),
        (at(31, 23, 59, second=59), True),
        (at(1, 0, 0, month=11), False),
    ],
)
def test_a_period_begins_and_ends_at_midnight_of_the_mall(moment, is_in):
    sent(LETTER, moment)
    assert numbers()["received"] == is_in


def test_in_another_zone_midnight_is_another_moment(settings):
    settings.TIME_ZONE = "Asia/Makassar"
    sent(LETTER, at(30, 23, 30, month=9))  # half past midnight in Makassar
    sent(LETTER, at(31, 23, 30))
    assert numbers()["received"] == 1
    settings.TIME_ZONE = "Asia/Jakarta"
    assert numbers()["received"] == 1
    assert numbers(period=Period(at(1).date(), at(30).date()))["received"] == 0


def test_an_agency_gets_its_own_services_only():
    play()
    card = Service.objects.get(code=CARD)
    own = Scope("signatory", frozenset([card.agency_id]))
    assert count(OCTOBER, own, now=REPORTED) == {card.pk: CARDS}
    assert count(OCTOBER, Scope("signatory", frozenset()), now=REPORTED) == {}


def test_sums_of_agencies_and_of_all():
    play()
    report = table(OCTOBER, EVERYWHERE, now=REPORTED)
    assert [(row.level, row.code) for row in report.rows] == [
        ("layanan", CARD),
        ("instansi", ""),
        ("layanan", LETTER),
        ("instansi", ""),
        ("semua", ""),
    ]
    assert report.groups[0].total.numbers == CARDS and report.groups[1].total.numbers == LETTERS
    assert report.total.numbers == {name: LETTERS[name] + CARDS[name] for name in NUMBERS}


def test_a_share_is_never_rounded_up():
    assert share({"due": 0, "kept": 0}) == ""
    assert share({"due": 3, "kept": 2}) == "66,6"
    assert share({"due": 2000, "kept": 1999}) == "99,9"
    assert share({"due": 7, "kept": 7}) == "100,0"


def test_the_last_month_of_january_is_december():
    assert last_month(at(15, month=1).date()) == Period(
        at(1, month=12).date().replace(year=2025), at(31, month=12).date().replace(year=2025)
    )


def test_queries_stay_the_same_however_many_files():
    play()
    with counted() as few:
        before = table(OCTOBER, EVERYWHERE, now=REPORTED)
    copies(cast.open_review(sent(LETTER, at(20))), 30)
    with counted() as many:
        after = table(OCTOBER, EVERYWHERE, now=REPORTED)
    assert after.total.numbers["received"] == before.total.numbers["received"] + 31
    assert len(few) == len(many) <= 8
