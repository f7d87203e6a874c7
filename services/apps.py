from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"

    def ready(self):
        from accounts.registers import SENTENCES as REGISTER_SENTENCES
        from foundation.audit import sentences
        from services.workflow import SENTENCES

        sentences.register(REGISTER_SENTENCES | SENTENCES)
