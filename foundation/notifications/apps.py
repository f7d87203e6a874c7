from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "foundation.notifications"
    label = "notifications"

    def ready(self):
        from foundation.audit import sentences
        from foundation.notifications import choosing, retrying

        sentences.register({**choosing.SENTENCES, **retrying.SENTENCES})
