"""Allauth's pages as this portal routes them: sign in, sign up, codes, passwords."""

from functools import wraps
from http import HTTPStatus

from allauth.account import views as allauth
from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect


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


def _where_codes_are_sent(view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not settings.PHONE_CODES_SENT:
            raise Http404
        return view(request, *args, **kwargs)

    return answer


class PasswordForgotten(allauth.PasswordResetView):
    def form_valid(self, form):
        """Where the code waits at the desk nobody is looked up, so that no number is answered otherwise."""
        return redirect("desk_code_wait") if form.waits_at_desk else super().form_valid(form)


login = _answered(allauth.login)
signup = _answered(allauth.signup)
logout = allauth.logout
inactive = allauth.account_inactive
email_code = _answered(allauth.email_verification_sent)
phone_code = _answered(_where_codes_are_sent(allauth.verify_phone))
password_forgotten = _answered(PasswordForgotten.as_view())
password_code = _answered(allauth.confirm_password_reset_code)
password_new = _answered(allauth.complete_password_reset)
password_done = allauth.password_reset_from_key_done
password_change = _answered(allauth.password_change)
password_set = _answered(allauth.password_set)
reauthenticate = _answered(allauth.reauthenticate)
email_change = _answered(allauth.email)
phone_change = _answered(_where_codes_are_sent(allauth.change_phone))
