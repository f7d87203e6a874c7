"""Broken rules become answers: the same sentence and the right status at every page."""

from django.core.exceptions import ValidationError
from django.shortcuts import render

STATUS_OF_CODE = {"state": 409, "idempotency": 422, "idempotency_key": 400, "too_many": 429}


class BrokenRuleMiddleware:
    """A ValidationError that no form caught is shown as a page with its sentence; a stale state answers 409."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ValidationError):
            return None
        first = exception.error_list[0] if hasattr(exception, "error_list") else None
        status = STATUS_OF_CODE.get(getattr(first, "code", None), 400)
        return render(
            request,
            "409.html" if status == 409 else "400.html",
            {"sentences": exception.messages},
            status=status,
        )
