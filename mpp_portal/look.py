"""A mall's own logo and colours: from the environment to our own address, where they may be kept for good."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mpp_portal import colours

KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
LARGEST_LOGO = 100_000  # bytes: every page shows it
ONE_YEAR = "public, max-age=31536000, immutable"
# An SVG that is opened by itself runs nothing and fetches nothing.
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class File(NamedTuple):
    name: str  # with a sign of its content: another content has another address
    kind: str
    content: bytes


def logo_path() -> Path:
    return settings.BASE_DIR / settings.MALL["logo"]


def logo() -> File | None:
    return _logo(logo_path()) if settings.MALL["logo"] else None


@lru_cache(maxsize=2)
def _logo(path: Path) -> File:
    content = path.read_bytes()
    return File(f"logo-{_sign(content)}{path.suffix.lower()}", KINDS[path.suffix.lower()], content)


def sheet() -> File | None:
    own = settings.MALL["colours"]
    if not own["light"]:
        return None
    content = colours.sheet(own["light"], own["dark"]).encode()
    return File(f"warna-{_sign(content)}.css", "text/css", content)


def addresses() -> dict[str, str]:
    """Where the pages find them; "" for what this mall has not."""
    files = {"logo": logo(), "sheet": sheet()}
    return {what: reverse("mall_look", args=[one.name]) if one else "" for what, one in files.items()}


@login_not_required
@require_safe
def mall_look(request, name: str):
    for one in (logo(), sheet()):
        if one is not None and one.name == name:
            headers = {
                "Cache-Control": ONE_YEAR,
                "Content-Security-Policy": SEALED,
                "X-Content-Type-Options": "nosniff",
            }
            return HttpResponse(one.content, content_type=one.kind, headers=headers)
    raise Http404


def _sign(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
