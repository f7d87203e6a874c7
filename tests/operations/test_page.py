"""Keadaan sistem: what works, what waits, and stuck work that an administrator starts once more."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from applications.models import Permit
from applications.models.permit import MOST_TRIES
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from foundation.registry.clock import database_now
from operations import stuck
from tests import cast
from tests.accounts.people import holding
from tests.applications.at_the_counter import text_of
from tests.foundation.scene import an_entry, person

PAGE = "/petugas/operasi/"


def browser(role: str) -> Client:
    client = Client()
    client.force_login(holding("Ratna", role))
    return client


@pytest.fixture
def failed_notice(db) -> Notification:
    sari = person("Sari")
    notify([sari], an_entry(sari), at=database_now())
    Notification.objects.filter(channel="email").update(state="failed", reason="away", tries=12)
    return Notification.objects.get(channel="email")


@pytest.fixture
def failed_permit(catalogue, now) -> Permit:
    file = cast.decided(cast.submitted("izin-pemakaman", by=cast.citizen("Sari"), now=now), now=now)
    Permit.objects.filter(application=file).update(tries=MOST_TRIES, tried_at=now)
    return Permit.objects.get(application=file)


def test_it_says_what_has_stopped_in_words(db):
    text = text_of(browser(Role.COORDINATOR).get(PAGE))
    assert "Ada yang berhenti" in text
    assert "Belum pernah bekerja. Jalankan worker dan beat." in text


def test_the_menu_leads_there(db):
    assert f'href="{PAGE}"' in browser(Role.ADMINISTRATOR).get(reverse("people")).content.decode()
    assert f'href="{PAGE}"' not in browser(Role.CATALOGUE_EDITOR).get(reverse("catalogue")).content.decode()


def test_a_failed_notice_is_sent_once_more(failed_notice):
    client = browser(Role.ADMINISTRATOR)
    page = client.get(PAGE).content.decode()
    assert "Server pengirim tidak menjawab." in page
    address = reverse("notice_retry", args=[failed_notice.pk])
    assert f'action="{address}"' in page
    assert client.post(address).url == PAGE
    failed_notice.refresh_from_db()
    assert failed_notice.state == "pending"
    assert "dikirim sekali lagi" in text_of(client.get(PAGE))
    assert client.post(address).status_code == 409, "it has not failed any more"
    assert Entry.objects.filter(action="notification.retried").count() == 1


def test_a_failed_print_is_started_once_more(failed_permit):
    client = browser(Role.ADMINISTRATOR)
    page = client.get(PAGE).content.decode()
    address = reverse("permit_retry", args=[failed_permit.pk])
    assert failed_permit.number in page and f'action="{address}"' in page
    assert client.post(address).url == PAGE
    failed_permit.refresh_from_db()
    assert failed_permit.tries == MOST_TRIES - 1
    assert client.post(address).status_code == 409


def test_nobody_is_named_on_it(failed_notice, failed_permit):
    page = browser(Role.ADMINISTRATOR).get(PAGE).content.decode()
    for told in (failed_notice.address, failed_notice.recipient.name, failed_permit.holder_name):
        assert told and told not in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR])
def test_who_only_watches_is_shown_no_button(failed_notice, failed_permit, role):
    client = browser(role)
    assert "sekali lagi" not in client.get(PAGE).content.decode()
    assert client.post(reverse("notice_retry", args=[failed_notice.pk])).status_code == 403
    assert client.post(reverse("permit_retry", args=[failed_permit.pk])).status_code == 403


def test_a_long_row_of_failures_says_how_many_more(failed_notice, monkeypatch):
    monkeypatch.setattr(stuck, "MOST", 1)
    for name in ("Budi", "Wayan"):
        other = person(name)
        notify([other], an_entry(other), at=database_now())
    Notification.objects.filter(channel="email").update(state="failed")
    assert "Masih ada 2 lagi." in text_of(browser(Role.ADMINISTRATOR).get(PAGE))
