"""Allauth's pages as this portal routes them: sign in, sign up, codes, passwords."""

from functools import wraps
from http import HTTPStatus

from allauth.account import views as allauth
from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.http import Http404


def _answered(view):
    """A form that is drawn again answers 400; a limit that allauth leaves to its caller answers 429."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except RateLimited:
            return respond_429(request)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == HTTPStatus.OK and form is not None and form.errors:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    return answer


def _where_phones_sign_in(view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not settings.PHONE_SIGNUP:
            raise Http404
        return view(request, *args, **kwargs)

    return answer


login = _answered(allauth.login)
signup = _answered(allauth.signup)
logout = allauth.logout
inactive = allauth.account_inactive
email_code = _answered(allauth.email_verification_sent)
phone_code = _answered(_where_phones_sign_in(allauth.verify_phone))
password_forgotten = _answered(allauth.password_reset)
password_code = _answered(allauth.confirm_password_reset_code)
password_new = _answered(allauth.complete_password_reset)
password_done = allauth.password_reset_from_key_done
password_change = _answered(allauth.password_change)
password_set = _answered(allauth.password_set)
reauthenticate = _answered(allauth.reauthenticate)
email_change = _answered(allauth.email)
phone_change = _answered(_where_phones_sign_in(allauth.change_phone))
