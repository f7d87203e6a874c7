"""The twelve types of the catalogue, each with its constraints, as form fields."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.validators import clean_nik, clean_phone
from foundation.registry.forms import RegisterSelect
from services import amounts
from services.forms.fields import TEXT_LENGTH, CheckedField, DayField, NumberField, TextField
from services.forms.widgets import CatalogueRadios, decimal_input, rupiah_input, whole_input
from services.relative_dates import resolve

TEXTAREA_LENGTH = 4000
RADIO_UP_TO = 5


def _lengths(constraints):
    return {
        "shortest": constraints.get("min_length"),
        "longest": constraints.get("max_length", TEXT_LENGTH),
        "pattern": constraints.get("pattern"),
    }


def _text(constraints, **kwargs):
    return TextField(**_lengths(constraints), **kwargs)


def _textarea(constraints, **kwargs):
    lengths = {"max_length": TEXTAREA_LENGTH, **constraints}
    return _text(lengths, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


def _bounds(constraints):
    return {
        name: Decimal(str(constraints[key])) if key in constraints else None
        for name, key in (("low", "min"), ("high", "max"))
    }


def _integer(constraints, **kwargs):
    number = {"read": amounts.read_whole, "show": amounts.show_number, "example": "12"}
    return NumberField(widget=whole_input(), **number, **_bounds(constraints), **kwargs)


def _decimal(constraints, **kwargs):
    number = {"read": amounts.read_decimal, "show": amounts.show_number, "example": "12,5"}
    places = constraints.get("decimal_places")
    return NumberField(widget=decimal_input(), places=places, **number, **_bounds(constraints), **kwargs)


def _money(constraints, **kwargs):
    number = {"read": amounts.read_rupiah, "show": amounts.show_rupiah, "example": "1.250.000"}
    bounds = _bounds({"min": 0, **constraints})
    return NumberField(widget=rupiah_input(), **number, **bounds, **kwargs)


def _date(constraints, *, today, **kwargs):
    first, last = (constraints.get(key) for key in ("min_date", "max_date"))
    return DayField(
        today=today, first=first and resolve(first, today), last=last and resolve(last, today), **kwargs
    )


def _choice(constraints, *, choices, **kwargs):
    few = len(choices) <= RADIO_UP_TO
    pairs = [(choice["value"], choice["label"]) for choice in choices]
    if not few:
        pairs.insert(0, ("", _("Pilih salah satu")))
    elif not kwargs["required"]:
        pairs.append(("", _("Tidak diisi")))
    field = forms.ChoiceField(choices=pairs, widget=CatalogueRadios() if few else RegisterSelect(), **kwargs)
    field.error_messages |= {
        "required": _("Pilih salah satu."),
        "invalid_choice": _("Pilihan ini tidak ada. Pilih salah satu dari daftar."),
    }
    return field


def _boolean(constraints, **kwargs):
    field = forms.BooleanField(**kwargs)
    field.error_messages["required"] = _("Centang kotak ini untuk melanjutkan.")
    return field


def _nik(constraints, **kwargs):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return CheckedField(
        missing=_("Isi NIK, 16 angka pada KTP."),
        check=clean_nik,
        widget=widget,
        **_lengths(constraints),
        **kwargs,
    )


def _phone(constraints, **kwargs):
    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})
    return CheckedField(
        missing=_("Isi nomor HP, contoh: 0812 3456 7890."),
        check=clean_phone,
        widget=widget,
        **_lengths(constraints),
        **kwargs,
    )


def _email(constraints, **kwargs):
    widget = forms.EmailInput(attrs={"autocomplete": "off"})
    return CheckedField(
        missing=_("Isi alamat email, contoh: nama@contoh.id."),
        check=clean_email,
        widget=widget,
        **_lengths(constraints),
        **kwargs,
    )


def clean_email(text: str) -> str:
    unknown = _("Alamat email ini tidak dikenal. Contoh: nama@contoh.id")
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(unknown, code="email") from None
    return text


def _region(constraints, *, places, **kwargs):
    field = forms.ChoiceField(choices=[("", _("Pilih salah satu")), *places], widget=RegisterSelect, **kwargs)
    field.error_messages |= {
        "required": _("Pilih wilayahnya dari daftar."),
        "invalid_choice": _("Wilayah ini tidak ada. Pilih dari daftar."),
    }
    return field


BUILDERS = {
    "text": _text,
    "textarea": _textarea,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "choice": _choice,
    "boolean": _boolean,
    "nik": _nik,
    "phone": _phone,
    "email": _email,
    "region": _region,
    "money": _money,
}
