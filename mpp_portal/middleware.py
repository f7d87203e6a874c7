"""Broken rules become answers: the same sentence and the right status at every page. No page outlives its session."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render

from foundation.registry.refusals import status_of


class BrokenRuleMiddleware:
    """A ValidationError that no form caught is shown as a page with its sentence; a stale state answers 409."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

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
