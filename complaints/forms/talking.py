"""What the reporter says after an answer, or before it; and that it is settled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.registry.forms import KeyedForm

REQUIRED = {"required": _("Tulis tanggapan Anda, lalu kirim.")}


class SeenMixin(forms.Form):
    versi = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"required": _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi.")},
    )


class ReplyForm(SeenMixin, KeyedForm):
    text = forms.CharField(
        label=_("Tanggapan Anda"),
        help_text=_("Tambahkan keterangan atau tanyakan sesuatu. Paling panjang 4.000 huruf."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=REQUIRED,
    )


class DisputeForm(SeenMixin, KeyedForm):
    text = forms.CharField(
        label=_("Apa yang belum benar?"),
        help_text=_("Masalahnya diperiksa lagi dan dijawab sekali lagi. Paling panjang 4.000 huruf."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=REQUIRED,
    )


class AcceptForm(SeenMixin):
    """It is settled: nothing more to say."""
