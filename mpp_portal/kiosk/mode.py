"""Whether this browser is a screen in the hall, and how a visit there ends. See docs/kiosk.md."""

import time
from contextlib import suppress
from http.cookies import CookieError
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

COOKIE = "mpp_kiosk"
KEPT = 400 * 24 * 60 * 60  # seconds; longer is cut by browsers. Renewed at the end of every visit.
SEEN = "kiosk_seen"  # in the session: when this visit was last heard of, in seconds


class Limits(NamedTuple):
    """Seconds: a visit ends after `idle` without a sign of life; for the last `warning` it is announced."""

    idle: int
    warning: int


LIMITS = Limits(idle=180, warning=30)


def is_on(request) -> bool:
    """The cookie only takes away: whoever forges it makes her own browser stricter, so it needs no signature."""
    return COOKIE in request.COOKIES


def limits(request) -> Limits | None:
    return LIMITS if is_on(request) else None


def is_over(session) -> bool:
    """Nobody was here for longer than allowed; never of a visit that left nothing on the server."""
    seen = session.get(SEEN)
    return seen is not None and time.time() - seen > LIMITS.idle


def mark_seen(session) -> None:
    """Keeps a visit alive; makes no session where there is none."""
    if session.session_key is not None or not session.is_empty():
        session[SEEN] = int(time.time())


def end_visit(request):
    """Signed out, and back at the start in Indonesian; the browser is told to forget all but the mode itself."""
    logout(request)
    with override(settings.LANGUAGE_CODE):
        response = redirect(reverse("kiosk_start"))
    for name in request.COOKIES:
        if name != COOKIE:
            # A neighbour below the same domain may have set one under a name that we cannot write.
            with suppress(CookieError):
                response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    if is_on(request):
        switch_on(response)
    return response


def switch_on(response) -> None:
    response.set_cookie(
        COOKIE, "1", max_age=KEPT, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def switch_off(response) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
