"""Two changes of one's own data at the same moment by REST: what one leaves out, the other's change stays."""

import pytest
from django.test import Client

from accounts.models import CitizenProfile, Organisation
from tests import cast
from tests.applications.at_once import DONE, Company

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("catalogue")]
ROUNDS = 6


@pytest.fixture
def company():
    members = Company(2)
    yield members
    members.go_home()


def change(user, address: str, **body):
    client = Client()
    client.force_login(user)

    def call():
        answer = client.patch(address, body, content_type="application/json")
        assert answer.status_code == 200, answer.json()

    return call


def test_two_changes_of_a_profile_are_both_kept(company):
    sari = cast.citizen("Sari")
    for number in range(ROUNDS):
        place, name = f"Kota {number}", f"Sari Ke {'I' * (number + 1)}"
        address = "/api/v1/profile/"
        acts = [change(sari, address, birth_place=place), change(sari, address, full_name=name)]
        assert company.at_once(*acts) == [DONE, DONE]
        kept = CitizenProfile.objects.get(user=sari)
        assert (kept.birth_place, kept.full_name) == (place, name)


def test_two_changes_of_an_organisation_are_both_kept(company):
    sari = cast.citizen("Sari")
    firm = Organisation.objects.create(representative=sari.profile, name="CV Mawar")
    address = f"/api/v1/organisations/{firm.pk}/"
    for number in range(ROUNDS):
        name, nib = f"CV Mawar {number}", f"123456789012{number}"
        acts = [change(sari, address, name=name), change(sari, address, nib=nib)]
        assert company.at_once(*acts) == [DONE, DONE]
        firm.refresh_from_db()
        assert (firm.name, firm.nib) == (name, nib)
