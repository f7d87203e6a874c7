"""Routes of apps and their tokens that take a POST, and what their addresses take."""

from allauth.idp.oidc.models import Client, Token

from accounts.workflow.connections import create_app

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"app_consent", "disconnect_app"}


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    return {"client": _app_of(scene)} if route.name == "disconnect_app" else {}


def _app_of(scene) -> str:
    """An app that Sari let act for her."""
    found = Client.objects.filter(token__user=scene.sari).first()
    if found is None:
        addresses = ["https://aplikasi.contoh.id/kembali"]
        found, _secret = create_app(
            "Aplikasi contoh", redirect_uris=addresses, scopes=["profile"], by=None, now=scene.now
        )
        Token.objects.create(client=found, user=scene.sari, type=Token.Type.REFRESH_TOKEN, hash="sari")
    return found.pk
