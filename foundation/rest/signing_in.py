"""Who asks: a browser by its session, an app by the token that a person gave it."""

import re

from allauth.idp.oidc.models import Token
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication

from foundation.audit.trail import record
from foundation.registry.clock import database_now
from foundation.rest.refusal import Refusal

REALM = 'Bearer realm="mpp"'
_BEARER = re.compile(r"[Bb]earer ([A-Za-z0-9._~+/-]{1,512}=*)")
IN_ADDRESS = ("access_token", "token", "bearer_token", "id_token", "refresh_token")
UNKNOWN_TOKEN = _("Token ini tidak dikenal, sudah dicabut, atau sudah habis masanya. Minta token baru.")
ONE_HEADER = _("Kepala Authorization harus satu, berbentuk: Bearer lalu tokennya.")
NOT_IN_ADDRESS = _("Token tidak boleh ditulis di alamat. Token itu kami cabut; minta yang baru.")
FORGED = _("Kiriman dari peramban harus membawa kepala X-CSRFToken. Muat ulang halaman, lalu kirim lagi.")


def _refuse(sentence, code: str) -> Refusal:
    refusal = Refusal(401, sentence, code=code)
    refusal.auth_header = f'{REALM}, error="invalid_token"'
    return refusal


class BearerAuthentication(BaseAuthentication):
    """`request.auth` is the token. One without a user belongs to a machine: nobody is signed in by it."""

    def authenticate(self, request):
        _revoke_what_stands_in(request.query_params)
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        found = _BEARER.fullmatch(header)
        if found is None:
            raise _refuse(ONE_HEADER, "authorization")
        token = (
            Token.objects.valid()
            .by_value(found[1])
            .filter(type=Token.Type.ACCESS_TOKEN)
            .select_related("user", "client")
            .first()
        )
        if token is None or (token.user is not None and not token.user.is_active):
            raise _refuse(UNKNOWN_TOKEN, "token")
        return token.user or AnonymousUser(), token

    def authenticate_header(self, request):
        return REALM


def _revoke_what_stands_in(query) -> None:
    """An address is kept in logs and histories: a token that stood in one is known to others."""
    given = [value for name in IN_ADDRESS for value in query.getlist(name)]
    if not given:
        return
    for value in given[:5]:
        for token in Token.objects.by_value(value):
            record("app.token_revoked", token, by=None, at=database_now(), client=token.client_id or "")
            token.delete()
    raise _refuse(NOT_IN_ADDRESS, "token_in_address")


class BrowserAuthentication(SessionAuthentication):
    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except Exception as error:
            raise Refusal(403, FORGED, code="csrf") from error
