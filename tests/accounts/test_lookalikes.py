"""Letters that only look like a to z make another address: refused where an account or a role would get it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Role, RoleChange, User
from accounts.workflow import open_account, propose_role
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from tests.accounts.people import PASSWORD, account, administrator
from tests.applications.at_the_counter import text_of

SENTENCE = "Surel ini memuat huruf yang bukan a sampai z. Tulis ulang dengan huruf biasa."
LOOKALIKES = {
    "cyrillic a": "s\u0430ri@contoh.id",
    "cyrillic o in the domain": "sari@c\u043entoh.id",
    "dotless i": "sar\u0131@contoh.id",
    "kelvin": "\u212aari@contoh.id",
    "full width": "\uff53ari@contoh.id",
    "zero width": "sa\u200bri@contoh.id",
}


@pytest.fixture(params=LOOKALIKES.values(), ids=LOOKALIKES)
def lookalike(request):
    return request.param


def test_nobody_signs_up_with_one(client, lookalike):
    data = {"kunci": "kunci-1", "name": "Joko", "email": lookalike, "password1": PASSWORD}
    answer = client.post(reverse("account_signup"), data)
    assert answer.status_code == 400 and SENTENCE in text_of(answer)
    assert not User.objects.exists()


def test_nobody_gets_a_role_by_one(client, lookalike):
    ratna = administrator("Ratna")
    client.force_login(ratna)
    data = {
        "kunci": "kunci-1",
        "email": lookalike,
        "name": "Joko",
        "role": Role.AUDITOR,
        "starts_on": "01-12-2030",
    }
    answer = client.post(reverse("person_add"), data)
    assert answer.status_code == 400 and SENTENCE in text_of(answer)
    with pytest.raises(ValidationError, match="huruf biasa"):
        propose_role(
            email=lookalike, name="Joko", role=Role.AUDITOR, agency=None,
            starts_on=database_now().date(), by=ratna, now=database_now(),
        )  # fmt: skip
    with pytest.raises(ValidationError, match="huruf biasa"):
        open_account(email=lookalike, name="Joko", by=None, now=database_now())
    assert not RoleChange.objects.exists()


def test_no_code_for_an_account_goes_to_one(client, lookalike):
    account("Sari")
    answer = client.post(reverse("account_reset_password"), {"email": lookalike})
    assert answer.status_code == 400
    assert not Notification.objects.exists()
