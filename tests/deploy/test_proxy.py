"""The proxy's file says what the portal relies on. It is run by hand, not here: see docs/operations.md."""

import re

import pytest
from django.conf import settings

from tests.deploy.compose import ROOT, services

FOLDER = ROOT / "deploy" / "nginx"


@pytest.fixture
def conf() -> str:
    """Without its comments."""
    return re.sub(r"^\s*#.*$", "", (FOLDER / "nginx.conf").read_text(), flags=re.M)


def told(conf: str, name: str) -> list[str]:
    return re.findall(rf"^\s*{name}\s+(.+?);$", conf, flags=re.M)


def test_what_a_visitor_claims_is_overwritten(conf):
    headers = dict(line.split(None, 1) for line in told(conf, "proxy_set_header"))
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    assert headers["X-Request-ID"] == "$request_id"
    assert {headers[name] for name in ("X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP", "Forwarded")} == {
        '""'
    }
    # A location that set one of its own would lose all of these.
    assert conf.index("proxy_set_header") < conf.index("server {")
    assert "proxy_set_header" not in conf[conf.index("    server {\n") :]


def test_it_takes_what_the_portal_takes_and_no_more(conf):
    assert told(conf, "client_max_body_size") == ["26m"]
    assert 26 * 1024 * 1024 >= settings.UPLOAD_MAX_BYTES
    number, size = told(conf, "large_client_header_buffers")[0].split()
    assert int(number) * int(size.removesuffix("k")) == 16
    assert told(conf, "proxy_request_buffering") == ["on"]
    assert (told(conf, "client_header_timeout"), told(conf, "client_body_timeout")) == (["10s"], ["60s"])


def test_it_writes_no_addresses_down(conf):
    assert told(conf, "access_log") == ["off"]
    assert told(conf, "error_log") == ["/dev/stderr crit"]


def test_pages_are_compressed_by_the_portal_alone(conf):
    assert told(conf, "gzip") == ["off"]
    assert "Accept-Encoding" not in conf, "else the portal would not know what the browser reads"


def test_readiness_is_for_the_house_at_both_ports(conf):
    shared = (FOLDER / "both-servers.conf").read_text()
    assert conf.count("include /etc/nginx/both-servers.conf;") == 2
    assert re.search(r"location = /readyz \{[^}]*deny all;", shared)


def test_each_file_it_names_is_mounted(conf):
    mounted = {mount.split(":")[1] for mount in services()["proxy"]["volumes"] if mount.startswith("./")}
    assert {"/etc/nginx/nginx.conf", "/etc/nginx/both-servers.conf", "/etc/nginx/pages"} <= mounted
    for page in re.findall(r"error_page[^;]*(/[\w-]+\.html);", conf):
        text = (FOLDER / "pages" / page.strip("/")).read_text()
        assert '<html lang="id">' in text and "<script" not in text and "style=" not in text
