"""The same act on the Indonesian and on the English page leaves the same rows: words are made when they are read."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.translation import override

from applications import workflow
from applications.models import Application, Permit
from applications.products import sheet_for
from applications.tasks import produce
from complaints.models import Complaint
from tests import cast
from tests.applications import desk
from tests.applications.at_the_counter import local_now
from tests.applications.scenes import answered, finished, open_steps, passed_until, returned
from tests.complaints import scenes
from tests.complaints.at_the_form import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ROOMS = ("applications", "complaints", "sla", "audit", "notifications", "documents", "registry", "accounts")
# Drawn anew each time, or the moment it happened.
DRAWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|\d{4}-\d\d-\d\d[T ][\d:.+]+"
)
CODES = {"tracking_code", "code", "secret_hash", "key", "password", "sha256", "storage_key", "name", "scope"}


class Undone(Exception):
    """Ends a world, so that the next one begins as this one did."""


def world(language: str, play) -> Counter:
    """Every text that `play` left in a row, when all of it happened on pages in that language."""
    try:
        with transaction.atomic(), override(language):
            play()
            found = texts()
            raise Undone
    except Undone:
        return found


def texts() -> Counter:
    found = Counter()
    for label in ROOMS:
        for model in apps.get_app_config(label).get_models():
            fields = [one for one in model._meta.concrete_fields if one.name not in CODES]
            for row in model.objects.all():
                for field in fields:
                    value = getattr(row, field.attname)
                    if isinstance(value, str | dict | list) and value:
                        found[model.__name__, field.name, DRAWN.sub("*", str(value))] += 1
    return found


def a_file_goes_to_and_fro():
    now = local_now()
    file = cast.submitted(desk.SERVICE, now=now)
    review = open_steps(file)[0]
    officer = cast.desk_of(review)
    assert desk.act(officer, file, review, "ambil").status_code == 302
    workflow.release(file.pk, review.pk, by=officer, now=now)
    returned(open_steps(file)[0], now=now)
    answered(file, now=now)
    finished(file, now=now)
    produce(file.pk)


def a_file_is_refused():
    now = local_now()
    file = cast.submitted(desk.SERVICE, now=now)
    passed_until(file, max(tier.order for tier in file.standard.tiers.all()), now=now)
    review, who = cast.claimed(file, now=now)
    workflow.reject(
        file.pk, review.pk, by=who, now=now, legal_ground="Perwali 93/2020", reason="Di luar kota."
    )


def a_file_is_taken_back():
    file = cast.submitted(desk.SERVICE, now=local_now())
    workflow.withdraw(file.pk, by=cast.citizen("Sari"), now=local_now())


def a_complaint_is_answered_and_disputed():
    now = local_now()
    assert send(cast.citizen("Sari")).status_code == 302
    complaint = Complaint.objects.get()
    scenes.disputed(complaint, now=now)


def a_complaint_without_an_account_is_answered():
    assert send(phone="0812-3456-7890", email="", name="Sari").status_code == 200
    scenes.archived(Complaint.objects.get(), now=local_now())


@pytest.mark.parametrize(
    "play",
    [
        a_file_goes_to_and_fro,
        a_file_is_refused,
        a_file_is_taken_back,
        a_complaint_is_answered_and_disputed,
        a_complaint_without_an_account_is_answered,
    ],
)
def test_both_languages_leave_the_same_rows(play):
    indonesian, english = world("id", play), world("en", play)
    assert sum(indonesian.values()) > 50
    assert indonesian - english == english - indonesian == Counter()


def test_a_product_is_indonesian_on_whatever_page_it_is_made():
    file = finished(cast.submitted(desk.SERVICE, now=local_now()), now=local_now())
    permit = Permit.objects.get(application=Application.objects.get(pk=file.pk))
    now = local_now()
    with override("en"):
        english = sheet_for(permit, now=now)
    with override("id"):
        assert english == sheet_for(permit, now=now)
    assert english.language == "id" and "/en/" not in english.check_url
