from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.notifications.ways import Language, choices, chosen, language_of


class NewsForm(forms.Form):
    """How news of her files reaches the person, besides the bell."""

    kabar = forms.ChoiceField(
        label=_("Kabar permohonan dikirim lewat"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu cara."),
            "invalid_choice": _("Cara ini belum dapat dipakai. Pilih cara lain."),
        },
    )

    bahasa = forms.ChoiceField(
        label=_("Bahasa surel dan SMS"),
        widget=forms.RadioSelect,
        choices=Language.choices,
        help_text=_("Tampilan portal diganti lewat pilihan bahasa di bagian atas halaman."),
        error_messages={"required": _("Pilih satu bahasa."), "invalid_choice": _("Pilih satu bahasa.")},
    )

    def __init__(self, *args, person, **kwargs):
        initial = {"kabar": chosen(person), "bahasa": language_of(person)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["kabar"].choices = [(choice.value, choice.label) for choice in choices(person)]
