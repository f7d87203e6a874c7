from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.notifications.ways import choices, chosen


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

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial={"kabar": chosen(person)}, **kwargs)
        self.fields["kabar"].choices = [(choice.value, choice.label) for choice in choices(person)]
