"""Which period, and whose numbers."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField
from reports.period import Period, last_month
from reports.permissions import Scope

LONGEST = timedelta(days=366)


class PeriodForm(forms.Form):
    """Always bound: without dates in the address it asks for the last month."""

    dari = DayField(
        label=_("Dari tanggal"), help_text="", error_messages={"required": _("Tulis tanggal awal.")}
    )
    sampai = DayField(
        label=_("Sampai tanggal"), help_text="", error_messages={"required": _("Tulis tanggal akhir.")}
    )
    instansi = forms.ModelChoiceField(
        label=_("Instansi"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=_("Semua instansi"),
        error_messages={"invalid_choice": _("Pilih instansi dari daftar ini.")},
    )

    def __init__(self, params, *, scope: Scope, today: date):
        self.scope, self.today = scope, today
        usual = last_month(today)
        super().__init__(
            {
                "dari": params.get("dari", usual.first.strftime("%d-%m-%Y")),
                "sampai": params.get("sampai", usual.last.strftime("%d-%m-%Y")),
                "instansi": params.get("instansi", ""),
            }
        )
        self.fields["instansi"].queryset = scope.offices()
        if scope.agencies is not None:
            self.fields["instansi"].empty_label = _("Semua instansi Anda")
        for field in self.fields.values():
            field.unmarked = True

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("dari"), cleaned.get("sampai")
        if last and last > self.today:
            self.add_error("sampai", _("Tanggal akhir tidak boleh sesudah hari ini."))
        elif first and last and first > last:
            self.add_error("dari", _("Tanggal awal tidak boleh sesudah tanggal akhir."))
        elif first and last and last - first >= LONGEST:
            raise ValidationError(_("Satu laporan memuat paling lama satu tahun. Perpendek masanya."))
        return cleaned

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["dari"], self.cleaned_data["sampai"])

    def narrowed(self) -> Scope:
        """Her scope, or the one agency in it that she asks for."""
        chosen = self.cleaned_data["instansi"]
        return self.scope._replace(agencies=frozenset([chosen.pk])) if chosen else self.scope
