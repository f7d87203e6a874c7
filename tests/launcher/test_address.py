"""The demo is reached on this machine and reaches nothing beyond it."""

import socket

import pytest

from launcher.address import hosts_of, is_loopback, listen, refuse_elsewhere
from launcher.steps import Trouble


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "127.8.0.1", "::1", "[::1]", "/tmp/mpp-x"])
def test_it_takes_this_machine_for_loopback(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "10.0.0.7", "mpp.probolinggokota.go.id", "localhost.evil.id"]
)
def test_it_takes_nothing_else_for_loopback(host):
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://mpp@db.go.id/mpp",
        "postgres://mpp:127.0.0.1@db.go.id:5432/mpp",
        "postgres://mpp@127.0.0.1,db.go.id/mpp",
        "postgres://mpp@/mpp?host=db.go.id",
        "postgres://mpp@localhost/mpp?hostaddr=10.0.0.7",
        "postgres://mpp@localhost/mpp?service=production",
        "postgres://mpp@[2001:db8::1]:5432/mpp",
        "redis://10.0.0.7:6379/0",
    ],
)
def test_it_refuses_a_server_elsewhere_however_it_is_named(url):
    with pytest.raises(Trouble, match="this machine only"):
        refuse_elsewhere("DATABASE_URL", url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "postgres://mpp:db.go.id@127.0.0.1:5432/mpp",
        "postgres://mpp@%2Ftmp%2Fmpp-abc/mpp",
        "postgres://mpp@[::1]:5432/mpp",
        "postgres:///mpp",
        "redis://localhost:6379/0",
        "unix:///tmp/mpp-abc/valkey.sock",
    ],
)
def test_it_accepts_a_server_here(url):
    refuse_elsewhere("DATABASE_URL", url)
    assert all(is_loopback(host) for host in hosts_of(url))


def test_it_binds_the_port_it_is_given(taken_port):
    free = _free_port()
    listener, remark = listen("127.0.0.1", free)
    with listener:
        assert listener.getsockname() == ("127.0.0.1", free)
        assert remark == ""


def test_a_named_port_that_is_taken_is_refused_in_a_sentence(taken_port):
    with pytest.raises(Trouble, match=f"Port {taken_port} cannot be used .* --port"):
        listen("127.0.0.1", taken_port)


def test_the_usual_port_gives_way_to_the_next_free_one_and_says_so(taken_port, monkeypatch):
    monkeypatch.setattr("launcher.address.USUAL_PORT", taken_port)
    listener, remark = listen("127.0.0.1", None)
    with listener:
        found = listener.getsockname()[1]
        assert found != taken_port
        assert remark == f"Port {taken_port} is taken, so the demo uses {found}."


def test_it_turns_a_visitor_away_until_somebody_serves():
    listener, _ = listen("127.0.0.1", _free_port())
    with listener, socket.socket() as visitor:
        assert visitor.connect_ex(listener.getsockname()) != 0


@pytest.mark.parametrize("host", ["0.0.0.0", "", "/tmp/socket", "mpp.go.id"])
def test_it_listens_nowhere_but_on_loopback(host):
    with pytest.raises(Trouble, match="127.0.0.1"):
        listen(host, None)


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as holder:
        yield holder.getsockname()[1]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
