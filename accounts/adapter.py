"""How the account system speaks to people, and how it finds them by phone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PhoneField
from accounts.models import User
from accounts.validators import clean_phone
from accounts.workflow import confirm_phone, correct_phone, register, send_letter
from foundation.notifications.choosing import choose_news
from foundation.notifications.ways import EMAIL, SMS, chosen, language_of
from foundation.registry.clock import database_now

WRONG_LOGIN = _("Surel, nomor HP, atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi.")
TOO_MANY = _("Terlalu banyak percobaan. Tunggu 10 menit, lalu coba lagi.")

WEAK_PASSWORD = {
    "password_too_short": _("Kata sandi terlalu pendek. Pakai paling sedikit 10 huruf atau angka."),
    "password_too_common": _("Kata sandi ini terlalu mudah ditebak. Buat yang lain."),
    "password_too_similar": _("Kata sandi ini mirip nama, surel, atau nomor HP Anda. Buat yang lain."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_LOGIN,
        "phone_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "account_inactive": WRONG_LOGIN,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": _("Kode baru saja dikirim. Tunggu sebentar, lalu minta lagi."),
        "incorrect_code": _("Kode tidak cocok. Periksa kode terakhir yang kami kirim, lalu tulis lagi."),
        "incorrect_password": _("Kata sandi tidak cocok. Tulis lagi kata sandi Anda."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok. Tulis lagi."),
        "email_taken": _("Surel ini sudah dipakai akun lain. Gunakan surel lain."),
        "phone_taken": _("Nomor HP ini sudah dipakai akun lain. Gunakan nomor lain."),
        "duplicate_email": _("Surel ini sudah terpasang pada akun Anda."),
        "same_as_current": _("Ini sama dengan yang sekarang. Tulis yang baru."),
    }

    def is_ajax(self, request):
        """These are pages; programs have doors of their own."""
        return False

    def get_login_stages(self):
        return ["accounts.stages.PhoneStage", "accounts.stages.EmailStage"]

    # --- Signing in: by key, never by address; one answer for every wrong pair -------------------------

    def _get_login_attempts_cache_key(self, request, **credentials):
        if credentials.get("phone"):
            return _same_number(credentials["phone"])
        return (credentials.get("email") or credentials.get("username") or "").lower()

    def authenticate(self, request, **credentials):
        """None for a closed account as well: whoever knows its password learns nothing more."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def clean_password(self, password, user=None):
        try:
            return super().clean_password(password, user)
        except ValidationError as error:
            first = error.error_list[0]
            raise ValidationError(WEAK_PASSWORD.get(first.code, first), code=first.code) from None

    # --- Opening an account ------------------------------------------------------------------------------

    def save_user(self, request, user, form, commit=True):
        """Signs in by e-mail where one is given; a phone beside it is for calling until she proves it.

        Who registers on an English page reads English letters, until she chooses otherwise.
        """
        data = form.cleaned_data
        phone = data.get("phone") or ""
        user.name, user.email = data["name"], data["email"] or None
        user.phone = None if user.email else phone
        user.set_password(data["password1"])
        now = database_now()
        register(user, contact_phone=phone, by=user, now=now)
        if (read := get_language()) != settings.LANGUAGE_CODE:
            choose_news(chosen(user), language=read, by=user, now=now)
        return user

    def get_email_verification_redirect_url(self, email_address):
        """She replaced her e-mail and is back at her profile; at sign-up the stage goes on by itself."""
        return reverse("profile")

    def can_delete_email(self, email_address):
        """The address that signs in is replaced, never removed."""
        return not email_address.pk

    # --- Phones --------------------------------------------------------------------------------------------

    def phone_form_field(self, **kwargs):
        return PhoneField(**kwargs)

    def get_phone(self, user):
        return (user.phone, user.phone_verified) if user.phone else None

    def get_user_by_phone(self, phone):
        return User.objects.filter(phone=_same_number(phone)).first()

    def set_phone(self, user, phone, verified):
        verb = confirm_phone if verified else correct_phone
        verb(user, phone, by=user, now=database_now())

    def set_phone_verified(self, user, phone):
        confirm_phone(user, phone, by=user, now=database_now())

    # --- Letters: all go to the outbox, each with its entry -----------------------------------------------

    def send_mail(self, template_prefix, email, context):
        """Allauth's letters concern one account: the one in the context, else the owner of the address."""
        user = context.get("user") or next(iter(filter_users_by_email(email, prefer_verified=True)), None)
        if user is None:
            return
        with _read_by(user):
            message = self.render_mail(template_prefix, email, context)
            kind = template_prefix.rsplit("/", 1)[-1]
            self._send(user, email, EMAIL, message.subject, message.body, kind)

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        with _read_by(user):
            text = gettext("Kode Anda: %(code)s. Berlaku 15 menit. Jangan berikan kepada siapa pun.") % {
                "code": code
            }
            self._send(user, phone, SMS, "", text, "phone_code")

    def send_account_already_exists_sms(self, phone):
        owner = self.get_user_by_phone(phone)
        if owner:
            with _read_by(owner):
                text = gettext(
                    "Nomor ini sudah memiliki akun. Masuk, atau pilih Lupa kata sandi di portal layanan."
                )
                self._send(owner, phone, SMS, "", text, "account_already_exists")

    def _send(self, user, address, channel, subject, text, letter):
        send_letter(
            user,
            address=address,
            channel=channel,
            subject=subject,
            text=text,
            letter=letter,
            by=None,
            now=database_now(),
        )


def _read_by(user):
    """Her language while a letter is written that she just asked for: what she chose, else that of the page."""
    return override(language_of(user, otherwise=get_language()))


def _same_number(phone: str) -> str:
    try:
        return clean_phone(phone)
    except ValidationError:
        return phone
