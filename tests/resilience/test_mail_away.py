"""The mail server is gone, silent or slow: an SMS and the other tasks go on as if nothing had happened."""

import socket
import time
from contextlib import contextmanager

import pytest

from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from foundation.registry.clock import database_now
from tests.foundation.gateway_server import TOKEN, GatewayServer
from tests.foundation.scene import an_entry, person
from tests.resilience.files import emails
from tests.resilience.mail_sink import MailSink

DELIVER, SWEEP = "foundation.notifications.tasks.deliver_due", "sla.tasks.sweep"
BOUND = 10.0  # seconds; a silent mail server is waited for fifteen
LETTERS = 6


@contextmanager
def closed():
    """Nobody listens; yields port and what has come."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    yield port, list


@contextmanager
def silent():
    """Half open: it lets anybody in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        yield mute.getsockname()[1], list


@contextmanager
def slow():
    with MailSink(pause=4.0) as sink:
        yield sink.port, sink.ids


def tell(who, number: int) -> None:
    for _ in range(number):
        notify([who], an_entry(who), at=database_now())


@pytest.mark.parametrize("mail_server", [closed, silent, slow])
def test_other_channels_and_tasks_are_not_delayed(stage, mail_server):
    sari, wayan = person("Sari"), person("Wayan", email=None, phone="+6281234567890")
    with GatewayServer() as gateway, mail_server() as (port, arrived):
        mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "False"}
        stage.start_worker(SMS_GATEWAY_URL=gateway.url, SMS_GATEWAY_TOKEN=TOKEN, **mail)
        tell(sari, LETTERS)
        for _ in range(3):
            stage.nudge(DELIVER)
        stage.until(lambda: emails("pending").filter(tries__gt=0), "a letter on its way")
        for number in range(1, 4):
            swept = stage.times_done(SWEEP)
            tell(wayan, 1)
            started = time.monotonic()
            stage.nudge(DELIVER)
            stage.nudge(SWEEP)
            stage.until(lambda: len(gateway.taken) == number, "the SMS")  # noqa: B023
            stage.until(lambda: stage.times_done(SWEEP) > swept, "a sweep")  # noqa: B023
            assert time.monotonic() - started < BOUND
        assert len(arrived()) <= 3, "the mail was not held up: this test shows nothing"
    assert emails("pending").count() >= LETTERS - 3
    assert not emails("failed")
    assert Notification.objects.filter(channel="sms", state="sent").count() == 3
