"""Where apps come for their tokens (RFC 6749, 7009): allauth's answers, held back when asked too often."""

from functools import wraps

from allauth.idp.oidc import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.rest.throttles import WINDOW, count_address


def _held_back(view):
    @csrf_exempt
    @login_not_required
    @require_POST
    @wraps(view)
    def answer(request):
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return JsonResponse({"error": "invalid_request", "error_description": "Use https."}, status=400)
        if count_address(request) > settings.API_RATES["address"]:
            late = {"error": "temporarily_unavailable", "error_description": "Too many requests."}
            return JsonResponse(late, status=429, headers={"Retry-After": WINDOW})
        if any("\0" in word for words in request.POST.lists() for word in (words[0], *words[1])):
            # PostgreSQL knows no text with a zero byte in it.
            broken = {"error": "invalid_request", "error_description": "A zero byte is no text."}
            return JsonResponse(broken, status=400)
        response = view(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


token = _held_back(views.token)
revoke = _held_back(views.revoke)
