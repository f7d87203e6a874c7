from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self):
        from complaints.workflow import SENTENCES
        from foundation.audit import sentences

        sentences.register(SENTENCES)
