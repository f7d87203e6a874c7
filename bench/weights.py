"""What each page weighs on the line and how many requests it makes, seen by a real Chromium.

    .venv/bin/python bench/weights.py http://127.0.0.1:8000

asks a running demo (`./mpp demo`). First visit: nothing is kept. Later: home was seen before, in the same browser.
Exit code 1 when a page is over its limit. Bytes are of bodies and headers as they were sent, in kB of 1000 bytes.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, sync_playwright

FIRST, LATER = 60_000, 15_000
PASSWORD = "demo-mpp-2026"  # noqa: S105 - of the demo only
SERVICE = "surat-keterangan-penelitian"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
PUBLIC = {"home": "/", "list": "/layanan/", "service": f"/layanan/{SERVICE}/", "kiosk": "/kiosk/"}


class Seen:
    """What went over the line while one page was opened."""

    def __init__(self, context: BrowserContext, address: str):
        self.bytes = self.requests = 0
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", self._finished)
        self.status = page.goto(address, wait_until="networkidle").status
        page.close()

    def _finished(self, event: dict) -> None:
        if event["encodedDataLength"] > 0:
            self.requests += 1
            self.bytes += int(event["encodedDataLength"])


def signed_in(browser: Browser, base: str, who: str) -> BrowserContext:
    context = browser.new_context(base_url=base, viewport={"width": 360, "height": 800}, locale="id-ID")
    page = context.new_page()
    page.goto("/masuk/")
    page.fill("input[name=login]", f"{who}@mpp.demo")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: not address.endswith("/masuk/"))
    page.close()
    return context


def path_of(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def of_a_citizen(context: BrowserContext) -> Iterator[tuple[str, str]]:
    """The pages of one application, by a draft that is begun for it; and the tracking of a file that was sent."""
    page = context.new_page()
    yield "apply: begin", f"/permohonan/baru/{SERVICE}/"
    page.goto(f"/permohonan/baru/{SERVICE}/")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/permohonan/[0-9a-f-]{36}/"))
    draft = re.search(r"/permohonan/[0-9a-f-]{36}/", page.url).group()
    for name, step in (
        ("tasks", "draf/"),
        ("form", "isian/"),
        ("documents", "dokumen/"),
        ("check", "periksa/"),
    ):
        if page.goto(f"{draft}{step}").ok:
            yield f"apply: {name}", f"{draft}{step}"
    page.goto("/permohonan/")
    yield "my files", "/permohonan/"
    code = ""
    for link in [one.get_attribute("href") for one in page.locator("main a[href*='/permohonan/']").all()]:
        if re.search(r"/permohonan/[0-9a-f-]{36}/$", link) and not code:
            page.goto(link)
            code = next(
                iter(re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]\b", page.inner_text("main"))), ""
            )
    yield "track", f"/lacak/?kode={code}"
    page.close()


def of_an_officer(context: BrowserContext) -> Iterator[tuple[str, str]]:
    page = context.new_page()
    page.goto("/petugas/")
    yield "queue", "/petugas/"
    file = page.locator("main a[href*='/petugas/berkas/']").first.get_attribute("href")
    yield "desk file", file
    page.close()


def measured(
    browser: Browser, base: str, state: dict | None, pages: Iterator[tuple[str, str]]
) -> Iterator[tuple]:
    """(name, address, first visit, later visit) of each page."""

    def fresh() -> BrowserContext:
        return browser.new_context(base_url=base, storage_state=state, locale="id-ID")

    warm = fresh()
    Seen(warm, "/")
    for name, address in pages:
        cold = fresh()
        yield name, address, Seen(cold, address), Seen(warm, address)
        cold.close()
    warm.close()


def show(rows: Iterator[tuple]) -> bool:
    """Print the table; whether every page keeps to its limit. What images of documents weigh is said, not limited."""
    print(f"{'page':<18}{'status':>7}{'first kB':>10}{'requests':>10}{'later kB':>10}{'requests':>10}")
    kept = True
    for name, _address, first, later in rows:
        over = first.bytes > FIRST or later.bytes > LATER
        kept = kept and not over
        print(
            f"{name:<18}{first.status:>7}{first.bytes / 1000:>10.1f}{first.requests:>10}"
            f"{later.bytes / 1000:>10.1f}{later.requests:>10}{'  OVER' if over else ''}",
            flush=True,
        )
    print(f"limits: first visit {FIRST / 1000:.0f} kB, later page {LATER / 1000:.0f} kB")
    return kept


def every_row(browser: Browser, base: str) -> Iterator[tuple]:
    yield from measured(browser, base, None, iter(PUBLIC.items()))
    for who, pages in (("pemohon", of_a_citizen), ("loket", of_an_officer)):
        context = signed_in(browser, base, who)
        yield from measured(browser, base, context.storage_state(), pages(context))
        context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        kept = show(every_row(browser, asked.base))
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
