"""The two ways in: sign in, and open an account."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import MAX_PASSWORD, EmailField, PhoneField, new_password, password
from accounts.models import User
from foundation.registry.clock import database_now
from foundation.registry.forms import KeyedForm
from foundation.registry.models import Receipt


class LoginForm(allauth.LoginForm):
    """Every wrong pair gets the same sentence, however odd what was typed is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Surel (email) atau nomor HP"),
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
            error_messages={"required": _("Tulis surel atau nomor HP Anda.")},
        )
        self.fields["password"] = password(_("Kata sandi"), "current-password")
        self.order_fields(["login", "password"])
        for field in self.fields.values():
            field.validators = []

    def clean(self):
        typed = self.data.get("login", "") + self.data.get("password", "")
        # No password is longer than ours may be: the hashing of a megabyte is saved, the answer is the same.
        if "\x00" in typed or len(self.data.get("password", "")) > MAX_PASSWORD:
            raise get_adapter().validation_error("invalid_login")
        return super().clean()


class SignupForm(KeyedForm, allauth.SignupForm):
    """Name, and an e-mail or a phone; both known and unknown addresses get the same answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Nama lengkap"),
            max_length=120,
            help_text=_("Seperti tertulis pada KTP."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Tulis nama lengkap Anda.")},
        )
        self.fields["email"] = EmailField(
            required=False,
            help_text=_("Isi surel atau nomor HP. Salah satu cukup."),
        )
        self.fields["phone"] = PhoneField(required=False)
        if not settings.PHONE_CODES_SENT:
            self.fields["phone"].help_text = _(
                "Contoh: 0812 3456 7890. Tanpa surel, kodenya Anda ambil di loket dengan KTP."
            )
        self.fields["email"].unmarked = self.fields["phone"].unmarked = True
        self.fields["password1"] = new_password(_("Buat kata sandi"))
        self.order_fields(["name", "email", "phone", "password1"])

    def content(self):
        return {name: self.cleaned_data.get(name) for name in ("name", "email", "phone")}

    def clean(self):
        cleaned = super().clean()
        email, phone = cleaned.get("email"), cleaned.get("phone")
        self._compare_password(cleaned)
        if not email and not phone and not {"email", "phone"} & set(self.errors):
            self.add_error("email", _("Isi surel atau nomor HP. Salah satu cukup."))
        if phone and not email:
            self.account_already_exists = get_adapter().get_user_by_phone(phone) is not None
        return cleaned

    def _compare_password(self, cleaned):
        """It shall not resemble name or phone either; allauth compares it with the e-mail alone."""
        person = User(name=cleaned.get("name", ""), email=cleaned.get("email"), phone=cleaned.get("phone"))
        try:
            if "password1" in cleaned:
                get_adapter().clean_password(cleaned["password1"], person)
        except ValidationError as error:
            self.add_error("password1", error)

    def try_save(self, request):
        """(the account, None), or (None, the same answer) where the address has one.

        A repeated form finds the account it opened.
        """
        mine = Receipt.objects.filter(scope="signup", key=self.key).exists()
        if self.account_already_exists and not mine:
            return self._answer_as_new(request)
        try:
            pk, is_new = self.create_once("signup", lambda: self._save(request), now=database_now())
        except IntegrityError:
            return self._answer_as_new(request)
        user = User.objects.get(pk=pk)
        hers = is_new or user.check_password(self.cleaned_data["password1"])
        return (user, None) if hers else self._answer_as_new(request)

    def _answer_as_new(self, request):
        email = self.cleaned_data["email"]
        phone = "" if email else self.cleaned_data.get("phone", "")
        # As long as opening one takes: the hashing is what a stopwatch would tell them apart by.
        User().set_password(self.cleaned_data["password1"])
        return None, prevent_enumeration(request, email=email, phone=phone)

    @transaction.atomic
    def _save(self, request):
        return self.save(request)
