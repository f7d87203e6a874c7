"""What an officer says about a file: the checklist, remarks on answers and the decision, in one form."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import Review, Verdict
from applications.workflow.written import MAX_GROUND, MAX_LETTERS, MAX_NUMBER
from foundation.registry.forms import KeyedForm
from services.forms.fields import DayField, TextField

REQUIREMENT, ANSWER, NOTE = "syarat-", "isian-", "catatan-"


def free_text(**kwargs) -> TextField:
    return TextField(longest=MAX_LETTERS, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class DecisionForm(forms.Form):
    """`versi` is the version of the file that the officer's page was drawn from."""

    use_required_attribute = False

    versi = forms.IntegerField(
        label=_("Formulir"),
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."),
            "invalid": _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."),
        },
    )
    pendapat = forms.ChoiceField(
        label=_("Pendapat Anda"),
        choices=Review.Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih mendukung atau tidak mendukung.")},
    )
    alasan = free_text(
        label=_("Alasan atau pesan"),
        required=False,
        help_text=_("Pemohon membacanya bila berkas dikembalikan."),
    )
    dasar_hukum = TextField(label=_("Dasar hukum penolakan"), longest=MAX_GROUND)
    alasan_tolak = free_text(label=_("Alasan penolakan"))

    def clean(self):
        """Which of these an act needs is its verb's rule; to the form none that is empty is a mistake."""
        for name in ("pendapat", "dasar_hukum", "alasan_tolak"):
            if not self[name].data:
                self.errors.pop(name, None)
                self.cleaned_data[name] = ""
        return self.cleaned_data

    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Requirement code or "field:key" -> (value, note), as typed; without the lines that say nothing."""
        found = {}
        for name in self.data:
            bare = name.removeprefix(NOTE)
            if bare.startswith(REQUIREMENT):
                found[bare.removeprefix(REQUIREMENT)] = self._said(bare, self.data.get(bare, ""))
            elif bare.startswith(ANSWER):
                found[f"field:{bare.removeprefix(ANSWER)}"] = self._said(bare, Verdict.Value.MEND)
        return {key: said for key, said in found.items() if self._says_something(key, said)}

    def _said(self, name: str, value: str) -> tuple[str, str]:
        note = self.data.get(NOTE + name, "").replace("\r\n", "\n").replace("\0", "").strip()
        return str(value), note

    def _says_something(self, key: str, said: tuple[str, str]) -> bool:
        value, note = said
        is_ticked = ANSWER + key.removeprefix("field:") in self.data
        return bool(note or (is_ticked if key.startswith("field:") else value))


class ProductForm(KeyedForm):
    """Number and date of a product that another system issued."""

    use_required_attribute = False

    nomor = TextField(label=_("Nomor produk"), longest=MAX_NUMBER)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tanggal"] = DayField(label=_("Tanggal produk"), today=today, last=today)
