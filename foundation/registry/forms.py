"""Forms that create: each carries a key drawn with it, so that sending it twice creates once."""

import secrets
from collections.abc import Callable
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.registry.once import MAX_KEY_LENGTH, once


def new_key() -> str:
    """128 random bits in 22 characters."""
    return secrets.token_urlsafe(16)


class RegisterSelect(forms.Select):
    """Names from a register are Indonesian on every page; the empty choice is a word of the page."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value):
            option["attrs"]["lang"] = "id"
        return option


class KeyedForm(forms.Form):
    """Draw it with `{{ form.kunci }}`; a form without its key is refused."""

    kunci = forms.CharField(
        label=_("Formulir"),
        max_length=MAX_KEY_LENGTH,
        initial=new_key,
        widget=forms.HiddenInput,
        error_messages={"required": _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi.")},
    )

    @property
    def key(self) -> str:
        return self.cleaned_data["kunci"]

    def content(self) -> dict:
        """What was asked, as typed, without the key; a form with passwords or files says its own."""
        return {name: self[name].data for name in self.fields if name != "kunci"}

    def create_once(self, scope: str, create: Callable[[], object], *, now: datetime) -> tuple[str, bool]:
        """`registry.once` for a valid form: (id of the row as text, whether it is new)."""
        return once(scope, self.key, self.content(), create, now=now)
