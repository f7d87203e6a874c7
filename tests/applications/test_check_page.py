"""The public check page: is this paper known here, and does it hold today?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Permit
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now, text_of
from tests.applications.counting import counted
from tests.applications.scenes import finished

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def issued(code: str = SERVICE) -> Permit:
    now = local_now()
    return finished(cast.submitted(code, now=now), now=now).permit


def check(code: str):
    return Client().get(reverse("permit_check", args=[code]))


def test_a_permit_in_force_is_said_in_big_words():
    permit = issued()
    answer = check(permit.code)
    words = text_of(answer)
    assert answer.status_code == 200
    assert "BERLAKU" in words
    for told in (permit.number, permit.product, permit.agency.name):
        assert told in words


def test_only_a_masked_name_is_shown():
    permit = issued()
    Permit.objects.filter(pk=permit.pk).update(holder_name="Sari Wulandari")
    page = check(permit.code).content.decode()
    assert "S*** W********" in page
    for secret in (
        "Sari",
        "Wulandari",
        cast.NIKS["Sari"],
        permit.application.number,
        str(permit.application_id),
    ):
        assert secret not in page


def test_an_expired_permit_is_said_in_big_words():
    permit = issued()
    yesterday = local_now().date() - timedelta(days=1)
    Permit.objects.filter(pk=permit.pk).update(valid_until=yesterday)
    words = text_of(check(permit.code))
    assert "HABIS MASA BERLAKU" in words
    assert "Dokumen ini tercatat di sini." not in words


def test_the_last_day_still_counts():
    permit = issued()
    Permit.objects.filter(pk=permit.pk).update(valid_until=local_now().date())
    assert "HABIS MASA BERLAKU" not in text_of(check(permit.code))


def test_a_product_from_outside_says_who_issued_it():
    permit = issued("kk-baru")
    words = text_of(check(permit.code))
    assert "LUAR/1" in words
    assert f"Produk ini diterbitkan {permit.agency.name}." in words
    assert "S***" in words


@pytest.mark.parametrize(
    "code", ["4YFH9CMFM6AJK5DGK2BT35P9DK", "x", "A" * 3000, "'--", "%00", "500.16.7", "🙂"]
)
def test_an_unknown_code_is_not_registered(code):
    answer = check(code)
    assert answer.status_code == 404
    assert "TIDAK TERDAFTAR" in text_of(answer)
    assert "http://localhost:8000/v/" in text_of(answer)


def test_not_even_a_nul_disturbs_it():
    assert Client().get("/v/%00/").status_code == 404


def test_a_code_may_be_typed_in_small_letters():
    assert check(issued().code.lower()).status_code == 200


def test_no_search_engine_keeps_it():
    answer = check(issued().code)
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_it_costs_two_queries_and_the_hours_and_announcements_of_the_shell():
    code = issued().code
    with counted() as queries:
        check(code)
    assert len(queries) == 4, "\n".join(queries)
