from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from foundation.audit import sentences
        from foundation.notifications import messages
        from reports.notices import MESSAGES, SENTENCES

        sentences.register(SENTENCES)
        messages.register(MESSAGES)
