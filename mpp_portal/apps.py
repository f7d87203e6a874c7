from django.apps import AppConfig


class MppPortalConfig(AppConfig):
    name = "mpp_portal"
