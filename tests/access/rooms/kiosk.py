"""Doors of the screens in the hall: row of the matrix -> doors; routes that are parts of a row."""

from django.urls import reverse

from tests.access.doors import Door, page
from tests.access.stage import SERVICE


def switched(stage, actor):
    return reverse("kiosk_switch"), {"mode": "kios"}


def ended(stage, actor):
    return reverse("kiosk_end"), {}


PAGES = ("start", "find", "track", "permit", "complain", "own", "staff", "present", "idle")

DOORS: dict[str, list[Door]] = {
    "kios.pakai": [
        *(page(f"kiosk_{name}") for name in PAGES),
        page("kiosk_event", "sekolah"),
        page("kiosk_service", SERVICE),
        page("kiosk_service_slip", SERVICE),
        Door("post", "kiosk_end", ended),
    ],
    "kios.atur": [page("kiosk_switch"), Door("post", "kiosk_switch", switched)],
}
PARTS: dict[str, str] = {}
