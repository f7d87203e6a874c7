"""What an administrator proposes about officers, and how the list of people is narrowed."""

from http import HTTPStatus

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, EmailField
from accounts.models import Agency, Role
from foundation.registry.forms import KeyedForm
from foundation.registry.refusals import status_of


class ProposalForm(KeyedForm):
    def attempt(self, act):
        """Call a verb; a broken rule about what was typed is shown in the form, a stale state is not."""
        try:
            return act()
        except ValidationError as error:
            if status_of(error) != HTTPStatus.BAD_REQUEST:
                raise
            self.add_error(None, error)
            return None

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "kunci"}


class PostForm(ProposalForm):
    """A role at an agency from a day on."""

    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[("", _("Pilih peran")), *Role.choices],
        error_messages={"required": _("Pilih perannya.")},
    )
    agency = forms.ModelChoiceField(
        label=_("Instansi"),
        queryset=Agency.objects.all(),
        required=False,
        empty_label=_("Seluruh mal"),
        help_text=_("Kosongkan untuk koordinator, auditor, dan administrator."),
    )
    starts_on = DayField(
        label=_("Mulai tanggal"),
        initial=timezone.localdate,
        help_text=_("Contoh: 01-12-2026"),
        error_messages={"required": _("Tulis tanggal mulai. Contoh: 01-12-2026")},
    )

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise ValidationError(_("Tanggal mulai tidak boleh sebelum hari ini."), code="past")
        return day


class AddPersonForm(PostForm):
    email = EmailField(
        help_text=_("Petugas masuk dengan surel ini. Kami mengirim cara membuat kata sandi ke sana."),
        error_messages={"required": _("Tulis surel petugas.")},
    )
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, error_messages={"required": _("Tulis nama petugas.")}
    )
    ends_on = DayField(
        label=_("Sampai tanggal"),
        required=False,
        help_text=_("Hari terakhir, misalnya untuk pengganti sementara."),
    )
    field_order = ["email", "name", "role", "agency", "starts_on", "ends_on"]


class EndPostForm(ProposalForm):
    ends_on = DayField(
        label=_("Hari terakhir bertugas"),
        initial=timezone.localdate,
        help_text=_("Hari ini berarti: peran dicabut begitu usulan disetujui."),
        error_messages={"required": _("Tulis hari terakhir. Contoh: 31-12-2026")},
    )


class PeopleFilterForm(forms.Form):
    """Unknown values narrow nothing."""

    q = forms.CharField(label=_("Nama"), required=False, max_length=80, widget=forms.SearchInput)
    peran = forms.ChoiceField(
        label=_("Peran"), required=False, choices=[("", _("Semua peran")), *Role.choices]
    )
    instansi = forms.ModelChoiceField(
        label=_("Instansi"),
        queryset=Agency.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("Semua instansi"),
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Bertugas hari ini")), ("semua", _("Semua, juga yang sudah berakhir"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.unmarked = True

    def narrow(self, memberships):
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("keadaan") != "semua":
            memberships = memberships.on(timezone.localdate()).filter(user__is_active=True)
        if wanted.get("q"):
            word = wanted["q"]
            memberships = memberships.filter(user__name__icontains=word)
        if wanted.get("peran"):
            memberships = memberships.filter(role=wanted["peran"])
        if wanted.get("instansi"):
            memberships = memberships.filter(agency=wanted["instansi"])
        return memberships
