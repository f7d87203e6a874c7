"""The coordinator's first page: each number is that of the list it leads to, and nobody else opens it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Role
from applications import workflow
from applications.models import Review
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import FIVE_TIERS, OUTSIDE, SERVICE, before, copies, look, signed_in, words
from tests.applications.scenes import returned
from tests.complaints import scenes as telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def ratna(catalogue):
    return cast.officer("Ratna", Role.COORDINATOR)


@pytest.fixture
def budi(catalogue):
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


@pytest.fixture
def trouble(budi):
    """Late, nearly late, untouched, waiting for the citizen, unprinted, and a complaint nobody looked at."""
    sari = cast.citizen("Sari")
    cast.submitted(SERVICE, by=sari, now=before(days=30))
    held = cast.submitted(FIVE_TIERS, by=sari, now=before(days=25))
    workflow.claim(held.pk, cast.open_review(held).pk, by=budi, now=before(days=1))
    cast.submitted(OUTSIDE, by=sari, now=before(hours=20))
    waiting = cast.submitted(OUTSIDE, by=sari, now=before(days=12))
    returned(cast.open_review(waiting), now=before(days=10))
    cast.decided(cast.submitted(SERVICE, by=sari, now=before(days=5)), now=before(hours=3))
    telling.filed(now=before(days=30))


def listed(page) -> int:
    return page.context["page"].paginator.count


def test_every_number_is_that_of_the_list_it_leads_to(trouble, ratna):
    client = signed_in(ratna)
    page = client.get(reverse("overview"))
    alone = [one for one in page.context["numbers"] if one.count and one.url.startswith("/")]
    in_tables = [
        number for section in page.context["sections"] for line in section.rows for number in line.numbers
    ]
    assert len(alone) >= 5
    for number in alone + [one for one in in_tables if one.count]:
        assert listed(client.get(number.url)) == number.count, number


def test_the_tables_add_up_to_the_numbers_above(trouble, ratna):
    context = look(ratna, "overview").context
    steps, promises, complaints = context["sections"]
    sums = [sum(line.numbers[column].count for line in steps.rows) for column in range(3)]
    sums += [sum(line.numbers[column].count for line in promises.rows) for column in range(2)]
    sums += [sum(line.numbers[0].count for line in complaints.rows)]
    late, near, promised, promised_near, long, with_citizen, unmade, told = (
        one.count for one in context["numbers"]
    )
    assert sums == [late, near, long, promised, promised_near, told]
    assert (with_citizen, unmade, told) == (1, 1, 1)


def test_it_says_whose_it_is_and_no_citizens_name(trouble, ratna):
    page = words(look(ratna, "overview"))
    assert "Budi1" in page
    assert "Belum diambil" in page
    assert "Dispendukcapil" in page
    assert "Sari" not in page


def test_every_number_but_none_is_a_link(trouble, ratna):
    page = unescape(look(ratna, "overview").content.decode())
    tiles = page.split('<ul class="grid tiles">')[1].split("</ul>")[0]
    for tile in tiles.split("<li")[1:]:
        count = int(re.search(r"<strong>(\d+)</strong>", tile).group(1))
        assert ("<a href=" in tile) == bool(count)


def test_a_quiet_morning_says_so(ratna):
    page = words(look(ratna, "overview"))
    assert "Semua aman" in page
    assert "<table" not in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER])
def test_it_is_no_page_of(role, catalogue):
    assert look(cast.officer("Joko", role), "overview").status_code == 403


def test_neither_officer_nor_citizen_gets_in(budi):
    assert look(budi, "overview").status_code == 403
    assert look(cast.citizen("Joko"), "overview").status_code == 403


def test_the_coordinator_begins_there_and_an_officer_at_her_queue(ratna, budi):
    assert signed_in(ratna).get(reverse("landing")).url == reverse("overview")
    assert signed_in(budi).get(reverse("landing")).url == reverse("desk_queue")


def test_it_costs_twelve_queries_however_many_files(ratna):
    file = cast.submitted(SERVICE, now=before(days=30))
    client = signed_in(ratna)
    with counted() as few:
        client.get(reverse("overview"))
    copies(Review.objects.select_related("application__timer", "timer", "tier").get(application=file), 30)
    with counted() as many:
        page = client.get(reverse("overview"))
    assert page.context["numbers"][0].count == 31
    assert len(few) == len(many) <= 12, "\n".join(many)
