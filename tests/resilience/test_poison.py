"""What fails each time, or kills its worker each time, keeps nobody else waiting."""

from datetime import timedelta

import pytest
from django.db.models import F

from applications import tasks
from applications.models import Application
from foundation.notifications.channels import SENDERS, Mail
from foundation.notifications.delivery import LEASE, TRIES
from foundation.notifications.models import Notification
from foundation.notifications.tasks import deliver_due
from foundation.registry.clock import database_now
from tests import cast
from tests.foundation.scene import an_entry
from tests.resilience.files import approved, emails, ids_of, short_permit, waiting

LETTERS = 8
ROUNDS = 40


class Killed(BaseException):
    """Like the death of the process: nothing behind it is done."""


@pytest.fixture
def deadly_letter(transactional_db, monkeypatch):
    """The first of eight that become due together."""
    now = database_now() - timedelta(days=1)
    sari = cast.account("Sari")
    for number in range(LETTERS):
        entry = an_entry(sari, "application.submit", number=f"MPP-2026-{number:06d}")
        Notification.objects.create(
            recipient=sari, address=sari.email, entry=entry, channel="email", next_try_at=now,
            created_at=now + timedelta(seconds=number),
        )  # fmt: skip
    deadly = emails("pending").earliest("created_at")

    class Deadly(Mail):
        def send(self, row):
            if row.pk == deadly.pk:
                raise Killed
            super().send(row)

    monkeypatch.setitem(SENDERS, "email", Deadly)
    return deadly


def test_a_letter_that_kills_its_worker_fails_alone(deadly_letter):
    for _ in range(TRIES):
        with pytest.raises(Killed):
            while True:
                deliver_due()
                emails("pending").update(next_try_at=F("next_try_at") - LEASE)
    emails("pending").update(next_try_at=F("next_try_at") - LEASE)
    deliver_due()
    assert ids_of(emails("failed")) == {str(deadly_letter.pk)}
    assert len(emails("sent")) == LETTERS - 1


def test_a_permit_that_cannot_be_made_keeps_no_other_waiting(
    transactional_db, catalogue, monkeypatch, caplog
):
    monkeypatch.setattr(tasks, "BATCH", 1)
    now = database_now() - timedelta(days=1)
    short_permit(now)
    approved(2, now=now)
    broken = Application.objects.get(permit=waiting()[0])
    broken.identity = {}
    broken.save(update_fields=["identity"])
    for _ in range(ROUNDS):
        tasks.produce_permits()
    assert [permit.application_id for permit in waiting()] == [broken.pk]
    assert "left for the next round" in caplog.text
