from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        from foundation.audit import sentences
        from foundation.notifications import messages
        from pages.sentences import MESSAGES, SENTENCES

        sentences.register(SENTENCES)
        messages.register(MESSAGES)
