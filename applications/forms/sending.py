"""The last page before sending: what is declared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.drafting import SeenForm
from foundation.registry.forms import KeyedForm


class SendForm(SeenForm, KeyedForm):
    setuju = forms.BooleanField(
        label=_("Saya menyatakan isian dan berkas ini benar."),
        error_messages={"required": _("Centang pernyataan ini, lalu kirim.")},
    )

    def content(self) -> dict:
        """The draft itself is what is sent; its id is the row that `submit` gives back."""
        return {}


class AnswerForm(SeenForm, KeyedForm):
    """Sends the corrections; what was typed is part of the content."""

    def __init__(self, *args, answers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = answers

    def content(self) -> dict:
        return self.answers
