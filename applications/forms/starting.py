"""For whom a file is opened: the citizen herself, her organisation, or a child in her care."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import CitizenProfile
from foundation.registry.forms import KeyedForm

MYSELF = "diri"
ORGANISATION, DEPENDANT = "usaha", "anak"


class StartForm(KeyedForm):
    untuk = forms.ChoiceField(
        label=_("Permohonan ini untuk siapa?"),
        widget=forms.RadioSelect,
        initial=MYSELF,
        error_messages={
            "required": _("Pilih untuk siapa permohonan ini."),
            "invalid_choice": _("Pilihan ini tidak ada. Pilih salah satu dari daftar."),
        },
    )

    def __init__(self, *args, profile: CitizenProfile, service: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.service = service
        self.rows = {f"{ORGANISATION}:{one.pk}": one for one in profile.organisations.order_by("name")}
        self.rows |= {f"{DEPENDANT}:{one.pk}": one for one in profile.dependants.order_by("full_name")}
        myself = _("Saya sendiri – %(name)s") % {"name": profile.full_name}
        others = [(value, self._label(value, one)) for value, one in self.rows.items()]
        self.fields["untuk"].choices = [(MYSELF, myself), *others]

    @staticmethod
    def _label(value: str, row) -> str:
        kind = _("Organisasi atau usaha") if _is(ORGANISATION, value) else row.get_relation_display()
        return f"{kind} – {row}"

    def content(self) -> dict:
        return {**super().content(), "service": self.service}

    @property
    def behalf(self) -> dict:
        """As `workflow.start_draft` wants it."""
        chosen = self.cleaned_data["untuk"]
        return {
            "organisation": self.rows[chosen] if _is(ORGANISATION, chosen) else None,
            "dependant": self.rows[chosen] if _is(DEPENDANT, chosen) else None,
        }


def _is(kind: str, value: str) -> bool:
    return value.startswith(f"{kind}:")
