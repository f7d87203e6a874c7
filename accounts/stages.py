"""What must be proved between the right password and a session: the one address that signs in."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.phone_verification import PhoneVerificationStageProcess
from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage
from django.conf import settings
from django.shortcuts import redirect


class PhoneStage(PhoneVerificationStage):
    """Asks for the code of an unproved phone; allauth's own asks only where its sign-up field names it."""

    def handle(self):
        phone = self.login.phone
        if self.login.user:
            phone, proved = get_adapter().get_phone(self.login.user) or ("", True)
            phone = "" if proved else phone
        if not phone:
            return None, True
        if not settings.PHONE_CODES_SENT:
            # Her code waits at the desk, for any day and any device: nothing of this attempt is kept.
            return redirect("desk_code_wait"), False
        PhoneVerificationStageProcess.initiate(stage=self, phone=phone)
        return redirect(self.urlname), True


class EmailStage(EmailVerificationStage):
    """Asks for the code of an unproved e-mail; who has none signs in by phone and is not asked."""

    def handle(self):
        address = self.login.user.email if self.login.user else self.login.email
        return super().handle() if address else (None, True)
