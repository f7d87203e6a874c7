"""Where a request came from and what became of it. Broken rules become answers: the same sentence and the right
status at every page. No page outlives its session, and no form its writer.
"""

import re
import secrets
import time
from ipaddress import ip_address, ip_network

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import ValidationError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from foundation.registry.refusals import status_of
from mpp_portal import expired
from mpp_portal.masking import mask_path

log = structlog.get_logger("mpp_portal.requests")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID")
REQUEST_ID = re.compile(r"(?=.*[a-f])[0-9a-f]{32}")
REFERENCE = 8  # signs of it that an error page shows: enough to find the lines of the log
LONGEST_AGENT = 256
SIGN_OUT = "account_logout"
DRAFT, ALL_DRAFTS = re.compile(r"[a-z]+\.[0-9a-z.-]{1,80}"), "semua.draf"
SENT, SENT_SECONDS = "terkirim", 7 * 24 * 60 * 60  # as long as a draft may lie there
# Whoever complains may stay nameless: no line says from where, with what, or as whom somebody came here.
NAMELESS = re.compile(r"/(en/)?(kiosk/)?pengaduan(/|$)|/api/v1/complaint(s|-tracking)(/|$)")


class RealAddressMiddleware:
    """REMOTE_ADDR becomes the address that a trusted proxy saw; what anybody else forwards is dropped.

    Of several addresses the last one that is not a trusted proxy itself is taken.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.networks = [ip_network(text) for text in settings.TRUSTED_PROXIES]

    def __call__(self, request):
        if self._is_trusted(request.META.get("REMOTE_ADDR", "")):
            hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request.META["REMOTE_ADDR"] = self._seen(hops) or request.META["REMOTE_ADDR"]
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)

    def _seen(self, hops: list[str]) -> str:
        seen = ""
        for hop in reversed(hops):
            address = _address(hop)
            if address is None:
                break
            seen = str(address)
            if not self._is_trusted(seen):
                break
        return seen

    def _is_trusted(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self.networks)


def _address(text: str):
    """None for what is no address; one of IPv4 within IPv6 is told as it is."""
    try:
        address = ip_address(text.strip()[:45])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def reference(request) -> str:
    """What somebody reads to us from an error page; "" where the request never had an id."""
    return getattr(request, "request_id", "")[:REFERENCE]


class RequestLogMiddleware:
    """One line for each request, and an id that its other lines, its tasks and its answer carry.

    The line knows neither query nor cookie, and of the path only what is plainly a word or an id of ours.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = request.headers.get("X-Request-ID", "")
        request.request_id = sent if REQUEST_ID.fullmatch(sent) else secrets.token_hex(16)
        began = time.monotonic()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        try:
            response = self.get_response(request)
            self._write(request, response.status_code, time.monotonic() - began)
        finally:
            structlog.contextvars.clear_contextvars()
        response.headers["X-Request-ID"] = request.request_id
        return response

    def _write(self, request, status: int, seconds: float) -> None:
        found = request.resolver_match
        facts = {"method": request.method[:10], "route": found.view_name if found else None}
        facts |= {"path": mask_path(request.path), "status": status, "ms": round(seconds * 1000)}
        if not NAMELESS.match(request.path):
            # Asked of what is there already: the line costs no query.
            user = getattr(request, "_cached_user", None)
            facts |= {"user_id": getattr(user, "pk", None), "ip": request.META.get("REMOTE_ADDR", "")}
            facts["user_agent"] = request.headers.get("User-Agent", "")[:LONGEST_AGENT]
        (log.error if status >= 500 else log.info)("request", **facts)


class BrokenRuleMiddleware:
    """A ValidationError that no form caught is shown as a page with its sentence; a stale state answers 409.

    Nor is a page blank where only a form leads, as when its answer is asked for in the other language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "404.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request, exception):
        if not isinstance(exception, ValidationError):
            return None
        status = status_of(exception)
        return render(
            request,
            "409.html" if status == 409 else "400.html",
            {"sentences": exception.messages},
            status=status,
        )


class NotKeptMiddleware:
    """What somebody signed in was shown is kept by no browser and no proxy: the next person at that screen
    who presses "back" finds nothing. A page that says itself how long it may be kept is left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class WriterMiddleware(LoginRequiredMiddleware):
    """Pages are for whoever signed in, and a form is for the account it was drawn for.

    A form whose session ended is answered with what was typed. Once a view has taken a form that is kept on
    the device as well, a cookie tells the device's script to forget it; signing out makes it forget all.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        is_ours = expired.is_form(request) and not getattr(view_func, "csrf_exempt", False)
        name = request.resolver_match.view_name
        if is_ours and name != SIGN_OUT and expired.is_from_another(request):
            return expired.sign_in_first(request)
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        if is_ours and refusal is None:
            request.draft_sent = ALL_DRAFTS if name == SIGN_OUT else request.POST.get("draf", "")
        return refusal

    def handle_no_permission(self, request, view_func):
        if expired.is_form(request) and expired.is_same_origin(request):
            return expired.sign_in_first(request)
        return super().handle_no_permission(request, view_func)

    def process_response(self, request, response):
        draft = getattr(request, "draft_sent", "")
        if DRAFT.fullmatch(draft) and _is_taken(response, draft):
            secure = settings.CSRF_COOKIE_SECURE
            response.set_cookie(SENT, draft, max_age=SENT_SECONDS, samesite="Lax", secure=secure)
        return response


def _is_taken(response, draft: str) -> bool:
    """A form that is shown again, be it to mend it or beside an uploaded file, was not taken."""
    if response.status_code == 200 and not response.streaming:
        return f'data-draft="{draft}"'.encode() not in response.content
    return response.status_code in (301, 302, 303)


class PagesGZipMiddleware(GZipMiddleware):
    """Pages travel compressed, with random bytes against BREACH, which a proxy would not add.

    Documents and pictures are compressed already, static files lie compressed on the disk.
    """

    def process_response(self, request, response):
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response
