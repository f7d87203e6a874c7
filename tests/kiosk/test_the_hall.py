"""Sixty people behind one address, and the questions they ask within half an hour: nobody is refused."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from complaints.models import Complaint
from foundation.registry.numbers import show_tracking_code
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now
from tests.applications.scenes import finished
from tests.complaints.at_the_form import filled
from tests.kiosk.hall import is_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
HALL = "203.0.113.60"
PEOPLE = 60


@pytest.fixture
def file():
    cache.clear()
    now = local_now()
    return finished(cast.submitted(SERVICE, now=now), now=now)


def browser() -> Client:
    return Client(REMOTE_ADDR=HALL)


def slip(code: str) -> str:
    """As people type it: one sign of it wrong."""
    return code[:3] + ("7" if code[3] != "7" else "8") + code[4:]


def test_sixty_people_track_check_and_mistype_behind_one_address(file):
    answers = []
    for _person in range(PEOPLE):
        client = browser()
        for page in ("track", "kiosk_track"):
            answers += [
                client.get(reverse(page), {"kode": slip(file.tracking_code)}).status_code,
                client.get(reverse(page), {"kode": show_tracking_code(file.tracking_code)}).status_code,
            ]
        answers.append(client.get(reverse("permit_check", args=[file.permit.code])).status_code)
        answers.append(client.get(reverse("kiosk_permit"), {"kode": file.permit.code}).status_code)
    assert answers == [404, 200, 404, 200, 200, 200] * PEOPLE


def test_sixty_accounts_sign_in_from_one_address_each_at_the_second_try():
    for number in range(PEOPLE):
        user = cast.account("Sari", f"sari{number}@contoh.id")
        client = browser()
        for password, status in (("lupa-kata-sandi", 400), (cast.PASSWORD, 302)):
            posted = {"login": user.email, "password": password}
            assert client.post(reverse("account_login"), posted).status_code == status, number
        assert is_signed_in(client)


def test_sixty_people_complain_without_an_account_from_one_address():
    for number in range(PEOPLE):
        key = f"kunci-yang-baru-22-hu{number:02}"
        answer = browser().post(reverse("complaint_file"), filled(kunci=key))
        assert answer.status_code == 200 and "Simpan nomor dan kode rahasia" in answer.content.decode()
    assert Complaint.objects.count() == PEOPLE
