from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "foundation.vault"
    label = "vault"
