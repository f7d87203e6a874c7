"""Fields that people fill with their own numbers and dates."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.validators import clean_email, clean_phone

MAX_PASSWORD = 128
NEW_PASSWORD_HELP = _("Paling sedikit 10 huruf atau angka. Jangan memakai nama atau tanggal lahir.")
REQUIRED_PASSWORD = {"required": _("Tulis kata sandi Anda.")}
EARLIEST = date(1900, 1, 1)


class CleanedField(forms.CharField):
    """Text brought to one form by one of `accounts.validators`; `clean_text` is that function."""

    def __init__(self, *, clean_text=None, **kwargs):
        self.clean_text = clean_text or self.clean_text
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        return self.clean_text(value) if value else value


class PhoneField(CleanedField):
    """A phone number in any written form; gives E.164."""

    clean_text = staticmethod(clean_phone)

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Nomor HP"))
        kwargs.setdefault("help_text", _("Contoh: 0812 3456 7890"))
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **kwargs)


class EmailField(forms.EmailField):
    """An e-mail address in lower case."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Surel (email)"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(max_length=254, **kwargs)
        wrong = _("Surel ini tidak dikenal. Contoh: nama@contoh.id")
        self.error_messages.update(invalid=wrong, max_length=wrong)

    def clean(self, value):
        return super().clean(clean_email(value or ""))


class DayField(forms.DateField):
    """A day as people write it, 17-08-1990; text, because a phone's calendar takes long to reach 1945."""

    def __init__(self, *, earliest=EARLIEST, **kwargs):
        self.earliest = earliest
        kwargs.setdefault("help_text", _("Contoh: 17-08-1990"))
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        widget = forms.DateInput(format="%d-%m-%Y", attrs=attrs)
        formats = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)
        self.error_messages["invalid"] = _("Tanggal ini tidak ada. Contoh: 17-08-1990")

    def clean(self, value):
        day = super().clean(value)
        if day and day < self.earliest:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class BirthDateField(DayField):
    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(_("Tanggal lahir tidak boleh sesudah hari ini."), code="future")
        return day


def password(label, autocomplete: str, **kwargs) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    kwargs.setdefault("error_messages", REQUIRED_PASSWORD)
    return forms.CharField(label=label, strip=False, widget=widget, **kwargs)


def new_password(label) -> forms.CharField:
    return password(label, "new-password", max_length=MAX_PASSWORD, help_text=NEW_PASSWORD_HELP)
