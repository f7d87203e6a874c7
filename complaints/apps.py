from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self):
        from complaints import receivers
        from complaints.notices import LETTERS, SENTENCES
        from complaints.workflow.registers import SENTENCES as SENTENCES_OF_REGISTERS
        from foundation.audit import sentences
        from foundation.notifications import messages

        receivers.connect()
        sentences.register(SENTENCES | SENTENCES_OF_REGISTERS)
        messages.register(LETTERS)
