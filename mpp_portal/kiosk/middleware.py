"""Every page on a screen in the hall: a visit that nobody goes on with is over, and nothing of it stays."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render

from mpp_portal.kiosk import mode
from mpp_portal.kiosk.staying import kept_inside

# Asks whether the visit goes on; a browser left alone asks by itself, so asking is no sign of life.
ASKING = "kiosk_idle"


class KioskMiddleware:
    """Asks of the cookie alone: it costs other browsers nothing. Comes after the session and the language."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not mode.is_on(request):
            return self.get_response(request)
        if mode.is_over(request.session):
            return mode.end_visit(request)
        response = self.get_response(request)
        if getattr(request.resolver_match, "url_name", None) != ASKING:
            mode.mark_seen(request.session)
        if _stands_alone(request, response):
            response = render(request, "kiosk/paper.html", {"address": request.path})
        response.headers["Cache-Control"] = "no-store"
        if not response.streaming:
            _keep_inside(request, response)
        return response


def _stands_alone(request, response) -> bool:
    """What is no page and would fill the whole screen, where nothing ends the visit: it is shown within one."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return not is_page and response.status_code == 200 and request.headers.get("Sec-Fetch-Dest") == "document"


def _keep_inside(request, response) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        hosts = {request.get_host(), urlsplit(settings.PORTAL_URL).netloc}
        response.content = kept_inside(response.content.decode(response.charset), hosts).encode(
            response.charset
        )
    elif (saved := response.headers.get("Content-Disposition", "")).startswith("attachment"):
        # Papers and pictures are shown and printed, never saved: the next person would find them.
        response.headers["Content-Disposition"] = saved.replace("attachment", "inline", 1)
