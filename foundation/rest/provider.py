"""How this portal gives tokens to apps; the mechanism is allauth's."""

import secrets

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from foundation.rest.scopes import SCOPES


class Provider(DefaultOIDCAdapter):
    scope_display = SCOPES

    def generate_client_secret(self) -> str:
        """256 random bits."""
        return secrets.token_urlsafe(32)
