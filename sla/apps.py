from django.apps import AppConfig


class SlaConfig(AppConfig):
    name = "sla"

    def ready(self):
        from foundation.audit import sentences
        from sla.workflow.registers import SENTENCES

        sentences.register(SENTENCES)
