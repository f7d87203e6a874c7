"""What an editor types, and what a second person says."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField
from foundation.registry.forms import KeyedForm
from pages.models import Edition, Page
from pages.validators import MAX_REASON

LARGEST_VERSION = 2**31 - 1
ROWS = {"rows": 18, "spellcheck": "true"}


class StartForm(KeyedForm):
    """Which page a draft is begun for: a kind, or one announcement."""

    jenis = forms.ChoiceField(choices=Page.Kind.choices, error_messages={"required": _("Pilih halamannya.")})
    halaman = forms.ModelChoiceField(queryset=Page.objects.all(), required=False)

    def clean(self):
        cleaned = super().clean()
        page, kind = cleaned.get("halaman"), cleaned.get("jenis")
        if page and kind and page.kind != kind:
            raise ValidationError(_("Halaman ini tidak dikenal. Muat ulang daftarnya, lalu pilih lagi."))
        return cleaned


class EditionForm(forms.Form):
    """A text in both languages. Every rule about it stands in the verb; here only what a browser sends."""

    versi = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Judul"), required=False)
    body = forms.CharField(
        label=_("Isi"),
        required=False,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Satu baris kosong memisahkan paragraf. Lihat cara menulis di bawah."),
    )
    title_en = forms.CharField(
        label=_("Judul bahasa Inggris"), required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    body_en = forms.CharField(
        label=_("Isi bahasa Inggris"), required=False, widget=forms.Textarea(attrs={**ROWS, "lang": "en"})
    )
    level = forms.ChoiceField(
        label=_("Tingkat"),
        choices=Edition.Level.choices,
        required=False,
        help_text=_("Yang penting tampil di atas semua halaman warga."),
    )
    starts_on = DayField(label=_("Hari pertama tampil"), required=False, help_text=_("Contoh: 01-12-2026"))
    ends_on = DayField(label=_("Hari terakhir tampil"), required=False, help_text=_("Contoh: 05-12-2026"))

    def __init__(self, edition: Edition, data=None):
        typed = ("title", "body", "title_en", "body_en", "level", "starts_on", "ends_on")
        values = {name: getattr(edition, name) for name in typed}
        super().__init__(data, initial={"versi": edition.version, **values})
        asked = {"title", "body"}
        if edition.page.is_announcement:
            asked |= {"level", "starts_on", "ends_on"}
        else:
            del self.fields["level"], self.fields["ends_on"]
            self.fields["starts_on"].help_text = _(
                "Kosongkan agar tampil begitu disetujui. Contoh: 01-12-2026"
            )
        for name in asked:
            # A draft may lack them; what is sent for approval may not.
            self.fields[name].unmarked = True

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_title_en(self):
        return " ".join(self.cleaned_data["title_en"].split())

    def clean_level(self):
        return self.cleaned_data["level"] or Edition.Level.INFO

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "versi"}

    def refuse(self, error: ValidationError) -> None:
        """Each sentence of a broken rule beside its field, where the form has that field."""
        named = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error.error_list}
        for name, sentences in named.items():
            self.add_error(name if name in self.fields else None, sentences)

    def redraw(self, version: int) -> None:
        """With what was typed, on top of the version that is stored now."""
        self.data = {**self.data.dict(), "versi": str(version)}


class ReasonForm(forms.Form):
    """Why a text goes back or comes down; other acts send none."""

    alasan = forms.CharField(
        label=_("Alasan"), required=False, max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    alasan.unmarked = True
