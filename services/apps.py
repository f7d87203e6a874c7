from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"

    def ready(self):
        from foundation.audit import sentences
        from services.workflow import SENTENCES

        sentences.register(SENTENCES)
