from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts import receivers  # noqa: F401
        from accounts.sentences import MESSAGES, SENTENCES
        from foundation.audit import sentences
        from foundation.notifications import messages

        sentences.register(SENTENCES)
        messages.register(MESSAGES)
