"""Codes printed at the desk: the officer finds the account, its owner types the code."""

import re

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PhoneField, new_password
from accounts.models import DeskCode, User
from foundation.registry.forms import KeyedForm


class FindAccountForm(forms.Form):
    nomor = PhoneField(
        label=_("Nomor HP pemohon"),
        help_text=_("Seluruh nomor, seperti waktu mendaftar. Contoh: 0812 3456 7890"),
        error_messages={"required": _("Tulis nomor HP pemohon.")},
    )


class PrintCodeForm(KeyedForm):
    nomor = PhoneField(widget=forms.HiddenInput)
    untuk = forms.ChoiceField(choices=DeskCode.Purpose.choices, widget=forms.HiddenInput)
    ktp = forms.BooleanField(
        label=_("KTP sudah dicocokkan"),
        help_text=_("KTP asli, dengan orangnya dan dengan nama di atas."),
        error_messages={"required": _("Cocokkan KTP dengan nama di atas lebih dulu, lalu beri tanda.")},
    )


class DeskCodeForm(forms.Form):
    nomor = PhoneField(error_messages={"required": _("Tulis nomor HP yang Anda pakai untuk mendaftar.")})
    kode = forms.CharField(
        label=_("Kode pada slip"),
        max_length=20,
        help_text=_("8 angka pada slip dari petugas."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Tulis 8 angka pada slip dari petugas.")},
    )
    password1 = new_password(_("Buat kata sandi"))

    def clean_kode(self):
        """As typed from paper: with spaces or hyphens."""
        return re.sub(r"[\s.-]", "", self.cleaned_data["kode"])

    def clean(self):
        cleaned = super().clean()
        try:
            if "password1" in cleaned:
                get_adapter().clean_password(cleaned["password1"], User(phone=cleaned.get("nomor")))
        except ValidationError as error:
            self.add_error("password1", error)
        return cleaned
