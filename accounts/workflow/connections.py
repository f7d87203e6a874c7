"""Verbs about apps: registered by the operator, allowed by a person, and taken back by her."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.trail import record
from foundation.rest.scopes import SCOPES

GRANTS = [Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN]
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _check_address(address: str) -> None:
    """https, http on the machine itself (RFC 8252), or a scheme of an app's own, which has a dot in it."""
    parts = urlsplit(address)
    is_own = "." in parts.scheme
    is_web = bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    )
    if not (is_own or is_web) or parts.fragment or "*" in address:
        raise ValidationError(
            _("Alamat kembali harus https, tanpa tanda # dan *, contoh: https://aplikasi.contoh.id/kembali.")
        )


@transaction.atomic
def create_app(
    name: str,
    *,
    redirect_uris: Iterable[str],
    scopes: Iterable[str],
    public: bool = False,
    by: User | None,
    now: datetime,
) -> tuple[Client, str]:
    """Register an app; returns it with its secret, which is kept as a hash only ("" for a public app).

    `public`: the app cannot keep a secret (on a phone, in a page) and proves itself by PKCE.
    """
    addresses, wanted = list(redirect_uris), list(dict.fromkeys(scopes))
    unknown = [scope for scope in wanted if scope not in SCOPES]
    if unknown or not wanted:
        raise ValidationError(
            _("Cakupan tidak dikenal. Pilih dari: %(known)s."), params={"known": ", ".join(SCOPES)}
        )
    if not addresses:
        raise ValidationError(_("Tulis paling sedikit satu alamat kembali."))
    for address in addresses:
        _check_address(address)
    secret = "" if public else get_adapter().generate_client_secret()
    client = Client(name=name, type=Client.Type.PUBLIC if public else Client.Type.CONFIDENTIAL)
    client.set_secret(secret or get_adapter().generate_client_secret())
    client.set_scopes(wanted)
    client.set_default_scopes(wanted)
    client.set_grant_types(GRANTS)
    client.set_redirect_uris(addresses)
    client.save()
    record("app.created", client, by=by, at=now, scopes=wanted, public=public)
    return client, secret


@transaction.atomic
def note_allowed(client: Client, scopes: Iterable[str], *, by: User, now: datetime) -> None:
    """The person lets the app act for her; the token itself is drawn when the app comes for it."""
    record("app.allowed", client, by=by, at=now, scopes=sorted(scopes))


@transaction.atomic
def disconnect(client: Client, *, by: User, now: datetime) -> int:
    """Every token that the person gave the app is gone; returns how many. None: nothing is written."""
    gone, _of_kinds = Token.objects.filter(user=by, client=client).delete()
    if gone:
        record("app.disconnected", client, by=by, at=now)
    return gone


@transaction.atomic
def disconnect_all(user: User, *, by: User | None, now: datetime) -> None:
    """No app acts for her any more: what was allowed before a new password may not have been hers to allow."""
    for client in Client.objects.filter(token__user=user).distinct():
        record("app.disconnected", client, by=by, at=now)
    Token.objects.filter(user=user).delete()
