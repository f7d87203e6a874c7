"""Codes that prove an address, passwords that are changed or were forgotten."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.internal.userkit import filter_users_by_email
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailField, new_password, password
from accounts.validators import clean_email, clean_phone


class ResetProcess(PasswordResetVerificationProcess):
    """Allauth's reset by code, sent by SMS where the address is a phone (it is kept under "email")."""

    @classmethod
    def initiate(cls, *, request, user, address: str):
        process = cls(request, state=cls.initial_state(user, address), user=user)
        process.send()
        process.persist()
        return process

    def send(self):
        address = self.state["email"]
        if "@" in address or not self.user:
            super().send()
            return
        adapter = get_adapter()
        self.state["code"] = adapter.generate_password_reset_code()
        adapter.send_verification_code_sms(self.user, address, self.state["code"])


class ResetPasswordForm(forms.Form):
    """Known or unknown, every address gets the same answer."""

    email = forms.CharField(
        label=_("Surel (email) atau nomor HP"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Tulis surel atau nomor HP yang Anda pakai untuk masuk.")},
    )

    def clean_email(self):
        typed = self.cleaned_data["email"]
        try:
            if "@" not in typed:
                return clean_phone(typed)
            typed = clean_email(typed)
            validate_email(typed)
            return typed
        except ValidationError:
            raise ValidationError(
                _("Ini bukan surel atau nomor HP. Contoh: nama@contoh.id atau 0812 3456 7890"), code="invalid"
            ) from None

    @property
    def codes_are_sent_to_phones(self) -> bool:
        return settings.PHONE_CODES_SENT

    @property
    def waits_at_desk(self) -> bool:
        """Whether the address is a phone to which no code can be sent."""
        return not self.codes_are_sent_to_phones and "@" not in self.cleaned_data["email"]

    def _owner(self, address: str):
        if "@" not in address:
            owner = get_adapter().get_user_by_phone(address)
            return owner if owner and owner.is_active else None
        owners = filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True)
        return next(iter(owners), None)

    def save(self, request, **kwargs):
        address = self.cleaned_data["email"]
        ResetProcess.initiate(request=request, user=self._owner(address), address=address)
        return address


class _CodeForm:
    """One short code; spaces and hyphens in it do not matter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Kode"),
            max_length=20,
            help_text=_("Angka dari pesan terakhir yang kami kirim."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
            error_messages={"required": _("Tulis kode yang kami kirim.")},
        )


class EmailCodeForm(_CodeForm, allauth.ConfirmEmailVerificationCodeForm):
    pass


class PhoneCodeForm(_CodeForm, allauth.VerifyPhoneForm):
    pass


class ResetCodeForm(_CodeForm, allauth.ConfirmPasswordResetCodeForm):
    pass


class _NewPasswordForm:
    """The new password is typed once: on a phone the second time brings more mistakes than it finds."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"] = new_password(_("Kata sandi baru"))

    def clean_password1(self):
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)


class NewPasswordForm(_NewPasswordForm, allauth.ResetPasswordKeyForm):
    pass


class SetPasswordForm(_NewPasswordForm, allauth.SetPasswordForm):
    pass


class ChangePasswordForm(_NewPasswordForm, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password(_("Kata sandi sekarang"), "current-password")
        self.order_fields(["oldpassword", "password1"])


class ReauthenticateForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password(_("Kata sandi"), "current-password")


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(
            label=_("Surel baru"),
            help_text=_("Kami mengirim kode ke surel ini."),
            error_messages={"required": _("Tulis surel yang baru.")},
        )
