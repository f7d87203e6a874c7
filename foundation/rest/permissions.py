"""What a token opens: no more than the person agreed to, and nothing that a view did not name."""

from allauth.idp.oidc.models import Token
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission

from foundation.rest.refusal import Refusal

OUTSIDE = _("Aplikasi ini tidak Anda izinkan untuk itu. Izinkan lagi dengan cakupan yang sesuai.")
NO_MACHINES = _("Token tanpa orang belum diterima di sini. Pakai token yang diberikan seseorang.")


class InScope(BasePermission):
    """A person's session opens what she may do; a token also needs the view's `scope` among its own."""

    def has_permission(self, request, view) -> bool:
        token = request.auth
        if not isinstance(token, Token):
            return True
        if token.user_id is None:
            return _pass(view.machines, NO_MACHINES, "machine")
        return view.public or _pass(view.scope in token.get_scopes(), OUTSIDE, "scope", view.scope)


def _pass(allowed: bool, sentence, code: str, scope: str | None = None) -> bool:
    if not allowed:
        refusal = Refusal(403, sentence, code=code)
        if scope:
            refusal.auth_header = f'Bearer realm="mpp", error="insufficient_scope", scope="{scope}"'
        raise refusal
    return True
