from django.apps import AppConfig

from mpp_portal import logs


class MppPortalConfig(AppConfig):
    name = "mpp_portal"

    def ready(self):
        logs.configure()
