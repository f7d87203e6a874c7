"""What anybody may read: never a confidential one, never a word of the reporter's own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints import workflow
from complaints.models import Complaint
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.complaints.at_the_form import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
HIDDEN = "belum ditampilkan"


def listed(**params) -> str:
    return browser().get(reverse("public_complaints"), params).content.decode()


def feed() -> str:
    return browser().get(reverse("public_complaints_feed")).content.decode()


def shown(complaint: Complaint):
    return browser().get(reverse("public_complaint", args=[complaint.pk]))


def test_text_and_answer_are_shown_once_they_are_released(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    page = shown(complaint).content.decode()
    assert HIDDEN in page and "BPPKAD" in page and "Mayangan" in page and "23 Nov 2026" in page
    assert "sudah kami perbaiki" not in page
    workflow.release(complaint.pk, text="Tagihan beda.", answer="Beres.", by=scenes.handler(), now=now)
    page = shown(complaint).content.decode()
    assert "Tagihan beda." in page and "Beres." in page and HIDDEN not in page
    assert "Tagihan beda." in listed() and "Beres." in feed()


@pytest.mark.parametrize("status", ["filed", "archived", "confidential"])
def test_what_is_not_public_is_nowhere(status, now):
    complaint = scenes.filed(now=now, confidential=status == "confidential")
    if status == "archived":
        scenes.archived(complaint, now=now)
    if status == "confidential":
        scenes.answered(complaint, now=now)
    address = reverse("public_complaint", args=[complaint.pk])
    assert shown(complaint).status_code == 404
    assert address not in listed() and address not in feed()


def test_what_is_made_confidential_vanishes(now):
    complaint = scenes.released(scenes.filed(now=now), now=now)
    assert "Tagihan berbeda." in listed() + feed()
    workflow.conceal(complaint.pk, by=scenes.handler(), now=now)
    assert shown(complaint).status_code == 404
    assert "Tagihan berbeda." not in listed() + feed()


def test_it_is_searched_in_released_words_only(now):
    complaint = scenes.answered(scenes.filed(now=now, text="Kata rahasia: pisang."), now=now)
    address = reverse("public_complaint", args=[complaint.pk])
    assert all(address not in listed(q=words) for words in ("pisang", "Tagihan", complaint.number))
    workflow.release(complaint.pk, text="Soal mangga.", answer="Beres.", by=scenes.handler(), now=now)
    assert address in listed(q="MANGGA") and address not in listed(q="pisang")
    assert address in listed(q="\0mangga") and address not in listed(q="mangga pisang")


def test_it_is_filtered_by_what_is_offered_and_by_nothing_else(now):
    bill = scenes.answered(scenes.filed(now=now), now=now)
    parked = scenes.forwarded(scenes.filed(now=now, category="parkir-liar"), now=now, agency="dishub")
    of_bill, of_parked = (reverse("public_complaint", args=[one.pk]) for one in (bill, parked))
    for params in ({"kategori": "parkir"}, {"instansi": "dishub"}, {"status": "forwarded"}):
        page = listed(**params)
        assert of_parked in page and of_bill not in page
    for params in (
        {"kategori": "tidak-ada"},
        {"status": "filed"},
        {"reporter": "1"},
        {"instansi": "' OR 1=1"},
    ):
        page = listed(**params)
        assert of_parked in page and of_bill in page


def test_small_numbers_are_not_told(now):
    for hour in range(5):
        scenes.closed(scenes.filed(now=now + timedelta(hours=3 * hour)), now=now + timedelta(hours=3 * hour))
    scenes.verified(scenes.filed(now=now + timedelta(days=1)), now=now + timedelta(days=1))
    page = " ".join(listed().split())
    assert '<th scope="row">Selesai</th><td class="right">5</td>' in page
    assert '<th scope="row">Diverifikasi</th><td class="right">&lt; 5</td>' in page


def test_many_cost_no_more_than_one(now):
    scenes.verified(scenes.filed(now=now), now=now)
    listed()
    with counted() as few:
        listed()
        feed()
    for hour in range(1, 10):
        later = now + timedelta(hours=3 * hour)
        scenes.verified(scenes.filed(now=later), now=later)
    with counted() as many:
        listed()
        feed()
    assert len(few) == len(many) <= 6


def test_the_feed_tells_days_and_no_hours(now):
    scenes.verified(scenes.filed(now=now), now=now)
    text = feed()
    assert "application/atom+xml" in browser().get(reverse("public_complaints_feed"))["Content-Type"]
    assert "2026-11-23T00:00:00+07:00" in text and "09:30" not in text
