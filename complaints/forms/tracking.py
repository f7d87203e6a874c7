"""Number and secret of a complaint without an account; they travel in the body of the request, never in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NUMBER, LONGEST_SECRET = 40, 60


class TrackForm(forms.Form):
    nomor = forms.CharField(
        label=_("Nomor pengaduan"),
        max_length=LONGEST_NUMBER,
        help_text=_("Contoh: ADU-2026-000123"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Tulis nomor pengaduan dari tanda terima Anda.")},
    )
    kode = forms.CharField(
        label=_("Kode rahasia"),
        max_length=LONGEST_SECRET,
        help_text=_("26 huruf dan angka. Tanda hubung boleh ditulis, boleh tidak."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Tulis kode rahasia dari tanda terima Anda.")},
    )
