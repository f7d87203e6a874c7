"""The lines that web and worker write on a server: JSON, one for each event, tied by the request, without secrets."""

import re

from celery import Celery

from tests.deploy.server import HOST, token_in

NIK, PHONE, EMAIL = "3574011508900001", "081234567890", "sari.rahasia@contoh.id"
CODE, PUBLIC = "7K3PD9QW2XA", "01ABCDEFGHJKMNPQRSTVWXYZ23"
TOKEN = "aB3dE5fG7hI9jK1lM3nO5pQ7"
SESSION = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6"
PASSWORD = "kuda-terbang-malam-9"
SECRETS = (NIK, PHONE, EMAIL, CODE, "7K3PD-9QW2X-A", PUBLIC, TOKEN, SESSION, PASSWORD)
REQUEST_ID = re.compile(r"[0-9a-f]{32}")


def of_request(server, request_id: str, name: str = "web") -> list[dict]:
    return [line for line in server.lines(name) if line.get("request_id") == request_id]


def everything(server) -> str:
    return "".join(server.log(name).read_text() for name in ("web", "worker", "beat"))


def plant(server) -> list[str]:
    """Ask for many things with secrets in every corner; the ids of the requests."""
    ids = []
    for path in (
        f"/lacak/?kode={CODE}", "/lacak/?kode=7K3PD-9QW2X-A", f"/v/{PUBLIC}/", f"/{NIK}/", f"/berkas/{TOKEN}/",
        f"/layanan/?q={PHONE}", f"/{EMAIL}", f"/{CODE.lower()}/x%0d%0aSet-Cookie:{NIK}", "/masuk/?next=/%1b[31mmerah",
    ):  # fmt: skip
        headers = {
            "User-Agent": f"Peramban {NIK} {'x' * 1000}", "Referer": f"https://x.id/?nik={NIK}",
            "Cookie": f"sessionid={SESSION}; lain={TOKEN}", "Authorization": f"Bearer {TOKEN}", "X-Request-ID": NIK,
        }  # fmt: skip
        ids.append(server.visit(path, **headers)[1]["X-Request-ID"])
    server.visit(
        "/masuk/",
        f"login={EMAIL}&password={PASSWORD}",
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )
    server.visit("/", Host=f"{NIK}.example")
    return ids


def test_each_line_is_json_and_none_holds_a_secret(server):
    ids = plant(server)
    assert all(REQUEST_ID.fullmatch(one) for one in ids) and len(set(ids)) == len(ids)
    with Celery(broker=server.redis.replace("unix", "redis+socket", 1)) as app:
        app.send_task("tidak.ada", queue="default", args=[NIK, EMAIL], kwargs={"token": TOKEN})
    server.until(lambda: "tidak.ada" in server.log("worker").read_text(), "the worker's complaint")
    for name in ("web", "worker", "beat"):
        lines = server.lines(name)
        assert lines and all({"timestamp", "level", "logger", "event"} <= set(line) for line in lines)
    written = everything(server)
    assert not [secret for secret in SECRETS if secret.lower() in written.lower()]
    assert "?" not in "".join(line["path"] for line in server.lines("web") if "path" in line)


def test_a_request_has_one_line_with_the_real_address_and_a_short_agent(server):
    _, headers, _ = server.visit("/layanan/", **{"User-Agent": "<script>" + "u" * 1000})
    (line,) = of_request(server, headers["X-Request-ID"])
    assert (line["method"], line["route"], line["path"], line["status"]) == (
        "GET",
        "catalogue",
        "/layanan/",
        200,
    )
    assert line["ip"] == "203.0.113.9"
    assert len(line["user_agent"]) <= 256


def test_the_proxys_id_is_kept(server):
    given = "0123456789abcdef0123456789abcdef"
    _, headers, _ = server.visit("/", **{"X-Request-ID": given})
    assert headers["X-Request-ID"] == given
    assert of_request(server, given)


def test_who_complains_is_not_written_down(server):
    _, headers, _ = server.visit("/pengaduan/", **{"User-Agent": "Peramban Sari"})
    (line,) = of_request(server, headers["X-Request-ID"])
    assert not {"ip", "user_agent", "user_id"} & set(line)


def test_a_fault_shows_the_reference_under_which_its_traceback_is_found(server):
    server.ask("ALTER TABLE services_standard RENAME TO services_standard_away")
    try:
        status, headers, page = server.visit(f"/layanan/?q={NIK}")
    finally:
        server.ask("ALTER TABLE services_standard_away RENAME TO services_standard")
    assert status == 500
    shown = re.search(r'<span class="code">([0-9a-f]{8})</span>', page)[1]
    assert headers["X-Request-ID"].startswith(shown)
    lines = of_request(server, headers["X-Request-ID"])
    assert any("services_standard" in line.get("exception", "") for line in lines)
    assert NIK not in everything(server)


def test_a_page_that_is_not_there_shows_its_reference(server):
    status, headers, page = server.visit("/tidak-ada/")
    assert status == 404
    assert f'<span class="code">{headers["X-Request-ID"][:8]}</span>' in page


def test_a_task_that_a_request_woke_carries_its_id(server):
    _, headers, page = server.visit("/daftar/")
    cookie = re.search(r"csrftoken=([^;]+)", headers["Set-Cookie"])[1]
    key = re.search(r'name="kunci" value="([^"]+)"', page)[1]
    form = f"csrfmiddlewaretoken={token_in(page)}&kunci={key}&name=Sari&email={EMAIL}&password1={PASSWORD}"
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={cookie}"}
    status, headers, page = server.visit("/daftar/", form, Referer=f"https://{HOST}/daftar/", **sent)
    assert status == 302, page
    server.until(lambda: of_request(server, headers["X-Request-ID"], "worker"), "the task that it woke")
    told = of_request(server, headers["X-Request-ID"], "worker")
    assert any("deliver_due" in line["event"] for line in told)
    assert EMAIL not in everything(server) and PASSWORD not in everything(server)
