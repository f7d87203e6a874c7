from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "foundation.notifications"
    label = "notifications"

    def ready(self):
        from django.core.checks import register

        from foundation.audit import sentences
        from foundation.notifications import checks, choosing, retrying

        register(checks.gateway_is_safe)
        sentences.register({**choosing.SENTENCES, **retrying.SENTENCES})
