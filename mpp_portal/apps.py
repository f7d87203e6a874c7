from django.apps import AppConfig

from mpp_portal import checks, logs  # noqa: F401 - checks register themselves


class MppPortalConfig(AppConfig):
    name = "mpp_portal"

    def ready(self):
        logs.configure()
