"""Ways to learn who told a complaint, or to shut its reporter out, that were open once: each is tried again."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from complaints.secrets import secret_of
from foundation.registry.clock import database_now
from tests.api.test_complaints import HOME, TOLD, App
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture(autouse=True)
def _no_guesses_before():
    cache.clear()


def test_wrong_secrets_of_a_public_complaint_do_not_lead_to_its_number():
    """Its line in the public list has an id and no number; locking by the one must not show in the other."""
    complaint = scenes.verified(scenes.filed(now=database_now(), anonymous=True), now=database_now())
    stranger = App(secret="0" * 26)
    for _each in range(12):
        stranger.get(f"{HOME}{complaint.pk}/")
    given = {"nomor": complaint.number, "kode": secret_of(complaint.pk)}
    assert Client().post(reverse("complaint_track"), given).status_code == 200


def test_the_file_of_an_anonymous_photo_does_not_tell_the_minute():
    now = database_now().replace(minute=37, second=11)
    filed = scenes.filed(now=now, anonymous=True, photos=1)
    kept = filed.photos.get().document
    (path,) = Path(settings.DOCUMENT_ROOT).glob(f"??/{kept.pk}")
    assert path.stat().st_mtime % 3600 == 0


def test_one_address_cannot_fill_the_desk_and_the_disk():
    here = Client(REMOTE_ADDR="203.0.113.78")
    statuses = []
    for number in range(120):
        key = {"Idempotency-Key": f"banjir-{number}"}
        answer = here.post(HOME, TOLD | {"anonymous": True}, content_type="application/json", headers=key)
        statuses.append(answer.status_code)
    assert statuses[:60] == [201] * 60 and statuses[-1] == 429
    assert App().post(HOME, **TOLD).status_code == 201
