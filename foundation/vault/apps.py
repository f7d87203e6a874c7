from django.apps import AppConfig
from django.core import checks

from foundation.vault.checks import keys_are_usable


class VaultConfig(AppConfig):
    name = "foundation.vault"
    label = "vault"

    def ready(self):
        checks.register(keys_are_usable, checks.Tags.security)
