from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        from applications import receivers
        from applications.notices import MESSAGES, SENTENCES
        from foundation.audit import sentences
        from foundation.notifications import messages

        receivers.connect()
        sentences.register(SENTENCES)
        messages.register(MESSAGES)
