"""What failed is listed, and goes once more when an administrator says so."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import Role
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify, post
from foundation.notifications.retrying import TRIES, retry
from foundation.notifications.tasks import deliver_due
from foundation.registry.clock import database_now
from tests.accounts.people import holding
from tests.foundation.scene import an_entry, person

pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def ratna(db):
    return holding("Ratna", Role.ADMINISTRATOR)


@pytest.fixture
def failed(db) -> Notification:
    sari = person("Sari")
    notify([sari], an_entry(sari), at=database_now())
    Notification.objects.filter(channel="email").update(state="failed", reason="away", tries=TRIES)
    return Notification.objects.get(channel="email")


def test_only_what_failed_is_listed(failed):
    budi = person("Budi")
    notify([budi], an_entry(budi), at=database_now())
    assert list(Notification.objects.failed()) == [failed]


def test_it_is_sent_once_more_and_leaves_an_entry(failed, ratna):
    retry(failed.pk, by=ratna, now=database_now())
    failed.refresh_from_db()
    assert (failed.state, failed.tries, failed.reason) == ("pending", TRIES - 1, "")
    entry = Entry.objects.get(action="notification.retried")
    assert (entry.target_id, entry.actor, entry.role) == (str(failed.pk), ratna, "administrator")
    assert sentence(entry) == "Pemberitahuan yang gagal dikirim sekali lagi."
    assert deliver_due() == 1
    failed.refresh_from_db()
    assert failed.state == "sent"


def test_it_goes_to_the_address_its_person_has_now(failed, ratna):
    failed.recipient.email = "sari.baru@contoh.id"
    failed.recipient.save()
    assert retry(failed.pk, by=ratna, now=database_now()).address == "sari.baru@contoh.id"


def test_a_code_never_goes_to_another_address(failed, ratna):
    sari = failed.recipient
    entry, now = an_entry(sari), database_now()
    post(address="lama@contoh.id", channel="email", subject="", text="1", entry=entry, at=now, recipient=sari)
    Notification.objects.filter(entry=entry).update(state="failed")
    row = Notification.objects.get(entry=entry)
    assert retry(row.pk, by=ratna, now=now).address == "lama@contoh.id"


@pytest.mark.parametrize("state", ["pending", "sent", "kept"])
def test_what_has_not_failed_stays_as_it_is(failed, ratna, state):
    Notification.objects.filter(pk=failed.pk).update(state=state)
    with pytest.raises(ValidationError) as refusal:
        retry(failed.pk, by=ratna, now=database_now())
    assert refusal.value.code == "state"
    assert not Entry.objects.filter(action="notification.retried").exists()


def test_one_of_two_clicks_is_refused(failed, ratna):
    retry(failed.pk, by=ratna, now=database_now())
    with pytest.raises(ValidationError):
        retry(failed.pk, by=ratna, now=database_now())


@pytest.mark.parametrize("role", [None, Role.COORDINATOR, Role.AUDITOR, Role.COMPLAINT_OFFICER])
def test_nobody_else_may(failed, role):
    joko = holding("Joko", role) if role else person("Joko")
    with pytest.raises(PermissionDenied):
        retry(failed.pk, by=joko, now=database_now())


def test_there_must_be_one(ratna):
    with pytest.raises(Http404):
        retry("00000000-0000-4000-8000-000000000000", by=ratna, now=database_now())
