"""Apps that people let act for them, and their tokens."""

from datetime import timedelta

from allauth.idp.oidc.models import Client, Token
from django.utils import timezone

from accounts.models import User
from accounts.workflow.connections import create_app
from foundation.rest.scopes import SCOPES

RETURN = "https://aplikasi.contoh.id/kembali"


def app(name: str = "Aplikasi contoh", **options) -> tuple[Client, str]:
    options = {"redirect_uris": [RETURN], "scopes": SCOPES, "by": None, "now": timezone.now()} | options
    return create_app(name, **options)


def token(
    user: User | None,
    *,
    value: str = "token-sari",
    scopes=tuple(SCOPES),
    kind: str = Token.Type.ACCESS_TOKEN,
    lives: timedelta = timedelta(hours=1),
) -> str:
    """A token as the portal draws it, good for these scopes."""
    client, _secret = app()
    row = Token(client=client, user=user, type=kind, expires_at=timezone.now() + lives)
    row.set_value(value)
    row.set_scopes(list(scopes))
    row.save()
    return value


def bearer(value: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {value}"}
