"""SMS by a real HTTP server that speaks the gateway's protocol: kind, busy, slow, silent, or somebody else."""

import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core import mail
from django.core.cache import cache

from foundation.notifications import gateway
from foundation.notifications.checks import gateway_is_safe
from foundation.notifications.letters import sms
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from foundation.notifications.tasks import deliver_due
from foundation.registry.clock import database_now
from tests.foundation.gateway_server import TOKEN, GatewayServer, self_signed
from tests.foundation.scene import an_entry, person

pytestmark = pytest.mark.usefixtures("told")
PHONE = "+6281234567890"


def point_to(settings, server):
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = server.url, TOKEN


@pytest.fixture
def server(settings):
    with GatewayServer() as running:
        point_to(settings, running)
        yield running


@pytest.fixture
def wayan(db):
    return person("Wayan", email=None, phone=PHONE)


@pytest.fixture
def row(wayan) -> Notification:
    notify([wayan], an_entry(wayan, number="REG/7"), at=database_now())
    return Notification.objects.get(channel="sms")


def outcome(row) -> tuple[str, str]:
    deliver_due()
    row.refresh_from_db()
    return row.state, row.reason


def wait_of(row) -> int:
    """Minutes until the next try."""
    return round((row.next_try_at - database_now()).total_seconds() / 60)


def test_it_is_handed_over_once_with_its_id(server, row):
    assert outcome(row) == ("sent", "")
    assert server.taken == [{"to": PHONE, "text": sms(row), "id": str(row.pk)}]
    Notification.objects.filter(pk=row.pk).update(state="pending", next_try_at=database_now())
    assert outcome(row) == ("sent", "")
    assert (server.asked, len(server.taken)) == (2, 1)


def test_the_sender_is_named_where_one_is_set(server, row, settings):
    settings.SMS_GATEWAY_SENDER = "MPP"
    deliver_due()
    assert server.taken[0]["from"] == "MPP"


def test_without_a_gateway_the_text_is_kept(row):
    assert outcome(row) == ("kept", "")
    assert "REG/7" in sms(row)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "unknown"), (410, "unknown"), (400, "refused"), (422, "refused"), (403, "denied")],
)
def test_what_will_never_be_taken_fails_at_once(server, row, status, reason):
    server.answer = (status, {})
    assert outcome(row) == ("failed", reason)
    assert (server.asked, row.tries) == (1, 1)


def test_a_wrong_token_fails_at_once_and_can_be_sent_again(server, row, settings, caplog):
    settings.SMS_GATEWAY_TOKEN = "yang-lain"
    assert outcome(row) == ("failed", "denied")
    assert not server.taken
    assert PHONE not in caplog.text and "yang-lain" not in caplog.text


@pytest.mark.parametrize("status", [429, 500, 502, 503, 408, 301])
def test_what_may_be_taken_later_is_tried_later(server, row, status):
    server.answer = (status, {})
    assert outcome(row) == ("pending", "away")
    assert wait_of(row) == 1
    server.answer = (200, {})
    cache.clear()
    Notification.objects.update(next_try_at=database_now())
    assert outcome(row) == ("sent", "")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "minutes"), [("600", 10), ("5", 1), ("tak jelas", 1), ("-7", 1), ("9" * 20, 1440)]
)
def test_it_waits_as_long_as_the_gateway_asks(server, row, status, asked, minutes):
    server.answer = (status, {"Retry-After": asked})
    outcome(row)
    assert wait_of(row) == minutes


def test_it_waits_until_the_date_the_gateway_names(server, row):
    then = datetime.now(UTC) + timedelta(minutes=20)
    server.answer = (503, {"Retry-After": format_datetime(then, usegmt=True)})
    outcome(row)
    assert wait_of(row) == 20


def test_the_others_wait_as_well_while_it_is_busy(server, wayan, row):
    notify([wayan], an_entry(wayan), at=database_now())
    server.answer = (429, {"Retry-After": "600"})
    deliver_due()
    deliver_due()
    assert server.asked == 1
    assert sorted(Notification.objects.filter(channel="sms").values_list("tries", flat=True)) == [0, 1]


def test_one_message_it_stumbles_over_holds_up_no_other(server, wayan, row):
    notify([wayan], an_entry(wayan), at=database_now())
    server.answer = (500, {})
    deliver_due()
    assert server.asked == 2


def test_a_redirect_is_never_followed(server, row):
    with GatewayServer() as elsewhere:
        server.answer = (307, {"Location": elsewhere.url})
        assert outcome(row) == ("pending", "away")
        assert elsewhere.asked == 0


def test_a_certificate_nobody_vouches_for_is_refused(settings, row, tmp_path):
    with GatewayServer(self_signed(tmp_path)) as running:
        point_to(settings, running)
        assert outcome(row) == ("pending", "away")
        assert (running.asked, running.taken) == (0, [])


def test_a_closed_port_and_what_is_no_http_are_tried_later(settings, row):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
    assert outcome(row) == ("pending", "away")


@pytest.mark.parametrize("is_http", [True, False])
def test_a_silent_gateway_costs_its_patience_and_no_letter_by_mail(
    settings, row, server, monkeypatch, is_http
):
    """Half open: the connection stands and nothing comes; what is due by mail goes in the same run."""
    monkeypatch.setattr(gateway, "PATIENCE", 0.5)
    server.hold_open = True
    sari = person("Sari")
    notify([sari], an_entry(sari), at=database_now())
    for _ in range(3):
        notify([row.recipient], an_entry(row.recipient), at=database_now())
    with socket.create_server(("127.0.0.1", 0)) as mute:
        if not is_http:
            settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        started = time.monotonic()
        assert outcome(row) == ("pending", "away")
    assert time.monotonic() - started < 2.5, "one message waited, the other three were left for later"
    assert len(mail.outbox) == 1
    assert Notification.objects.filter(channel="sms", tries=0).count() == 3


@pytest.mark.parametrize(
    ("url", "token", "faults"),
    [
        ("", "", []),
        ("https://sms.contoh.id/kirim", TOKEN, []),
        ("http://127.0.0.1:9000/", TOKEN, []),
        ("http://10.2.3.4/", TOKEN, []),
        ("http://gerbang:8080/kirim", TOKEN, []),
        ("http://sms.contoh.id/", TOKEN, ["E002"]),
        ("http://8.8.8.8/", TOKEN, ["E002"]),
        ("https://sms.contoh.id/", "", ["E003"]),
        ("sms.contoh.id", TOKEN, ["E001"]),
        ("file:///etc/passwd", TOKEN, ["E001"]),
        ("http://[::1", TOKEN, ["E001"]),
        ("https://sms.contoh.id:delapan/", TOKEN, ["E001"]),
    ],
)
def test_a_gateway_that_is_set_up_wrongly_is_found_by_the_check(settings, url, token, faults):
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = url, token
    assert [one.id for one in gateway_is_safe(None)] == [f"notifications.{fault}" for fault in faults]
