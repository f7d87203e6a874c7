from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "foundation.registry"
    label = "registry"
