"""The citizen's own data, typed once; those in her care; the organisations she files for."""

import json

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import BirthDateField, CleanedField, EmailField, PhoneField
from accounts.models import CitizenProfile, Dependant, Region, User
from accounts.models.people import Sex
from accounts.validators import clean_kk, clean_nib, clean_nik, clean_npwp, mask_nik, show_phone
from foundation.registry.forms import KeyedForm, RegisterSelect

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
IN_CITY, OUTSIDE = "city", "outside"


def _number(label, clean_text, **kwargs) -> CleanedField:
    widget = forms.TextInput(attrs=NUMERIC)
    return CleanedField(label=label, clean_text=clean_text, max_length=40, widget=widget, **kwargs)


def _nik(required: bool) -> CleanedField:
    return _number(
        _("NIK"),
        clean_nik,
        required=required,
        help_text=_("16 angka pada KTP atau Kartu Keluarga."),
        error_messages={"required": _("Tulis NIK: 16 angka pada KTP atau Kartu Keluarga.")},
    )


def _sex() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Jenis kelamin"), choices=Sex.choices, required=False, widget=forms.RadioSelect
    )


def kelurahan_choices() -> list:
    """The kelurahan of this mall's city, grouped by kecamatan."""
    groups: dict[str, list] = {}
    places = Region.objects.filter(parent__parent=settings.MALL["region"]).select_related("parent")
    for place in places:
        title = _("Kecamatan %(name)s") % {"name": place.parent.short_name}
        groups.setdefault(title, []).append((place.code, place.name))
    return [("", _("Pilih kelurahan")), *groups.items()]


def province_choices() -> list:
    provinces = Region.objects.filter(level="provinsi").values_list("code", "name")
    return [("", _("Pilih provinsi")), *provinces]


class StoredNumbers:
    """A stored NIK or KK is not drawn again: left empty, it stays."""

    def keep_stored(self, stored: dict[str, str]):
        for name, number in stored.items():
            if number:
                self.fields[name].required = False
                self.fields[name].help_text = _("Tersimpan: %(number)s. Kosongkan bila tidak berubah.") % {
                    "number": mask_nik(number)
                }

    def without_empty(self, *names) -> dict:
        return {key: value for key, value in self.cleaned_data.items() if value or key not in names}


class ProfileForm(StoredNumbers, forms.Form):
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        help_text=_("Seperti tertulis pada KTP."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama lengkap Anda.")},
    )
    nik = _nik(required=True)
    kk = _number(_("Nomor Kartu Keluarga"), clean_kk, required=False, help_text=_("16 angka."))
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=80, required=False)
    birth_date = BirthDateField(
        label=_("Tanggal lahir"), error_messages={"required": _("Tulis tanggal lahir. Contoh: 17-08-1990")}
    )
    sex = _sex()
    residence = forms.ChoiceField(
        label=_("Alamat Anda"),
        choices=[(IN_CITY, ""), (OUTSIDE, _("Di luar kota ini"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tempat alamat Anda.")},
    )
    address = forms.CharField(
        label=_("Jalan, nomor, RT/RW"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    region = forms.ChoiceField(
        label=_("Kelurahan"), choices=kelurahan_choices, required=False, widget=RegisterSelect
    )
    province = forms.ChoiceField(
        label=_("Provinsi"), choices=province_choices, required=False, widget=RegisterSelect
    )
    outside_address = forms.CharField(
        label=_("Alamat lengkap"),
        max_length=250,
        required=False,
        help_text=_("Jalan, RT/RW, desa atau kelurahan, kecamatan, kota atau kabupaten."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = PhoneField(label=_("Nomor HP yang dapat dihubungi"), required=False)
    email = EmailField(label=_("Surel yang dapat dihubungi"), required=False)

    REQUIRED_THERE = {
        IN_CITY: {
            "address": _("Tulis jalan, nomor, dan RT/RW."),
            "region": _("Pilih kelurahan Anda."),
        },
        OUTSIDE: {
            "province": _("Pilih provinsi Anda."),
            "outside_address": _("Tulis alamat lengkap Anda."),
        },
    }

    def __init__(self, data=None, *, user: User, profile: CitizenProfile | None, **kwargs):
        super().__init__(data, initial=self._known(user, profile), **kwargs)
        place = settings.MALL["place"]
        self.fields["residence"].choices = [
            (IN_CITY, _("Di %(place)s") % {"place": place}),
            (OUTSIDE, _("Di luar %(place)s") % {"place": place}),
        ]
        hints = {
            IN_CITY: _("Isi bila alamat Anda di kota ini."),
            OUTSIDE: _("Isi bila alamat Anda di luar kota."),
        }
        for where, names in self.REQUIRED_THERE.items():
            for name in names:
                self.fields[name].show_if = json.dumps({"field": "residence", "in": [where]})
                self.fields[name].show_hint = hints[where]
        if profile:
            self.keep_stored({"nik": profile.nik, "kk": profile.kk})

    @staticmethod
    def _known(user, profile) -> dict:
        if profile is None:
            return {"full_name": user.name, "email": user.email, "phone": show_phone(user.phone or "")}
        same = ("full_name", "birth_place", "birth_date", "sex", "address", "outside_address", "email")
        known = {name: getattr(profile, name) for name in same}
        where = OUTSIDE if profile.province_id else IN_CITY if profile.region_id else ""
        places = {"region": profile.region_id, "province": profile.province_id, "residence": where}
        return known | places | {"phone": show_phone(profile.phone)}

    def clean(self):
        cleaned = super().clean()
        where = cleaned.get("residence")
        for name, sentence in self.REQUIRED_THERE.get(where, {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def values(self) -> dict:
        """Clean values by the columns of CitizenProfile; the address that does not apply is emptied."""
        values = self.without_empty("nik", "kk")
        where = values.pop("residence")
        region, province = values.pop("region"), values.pop("province")
        inside = where == IN_CITY
        return values | {
            "region_id": region if inside else None,
            "province_id": None if inside else province,
            "address": values["address"] if inside else "",
            "outside_address": "" if inside else values["outside_address"],
        }


class OrganisationForm(KeyedForm):
    name = forms.CharField(
        label=_("Nama organisasi atau usaha"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Tulis nama organisasi atau usaha.")},
    )
    nib = _number(
        _("NIB"), clean_nib, required=False, help_text=_("Nomor Induk Berusaha: 13 angka, dari oss.go.id.")
    )
    npwp = _number(_("NPWP"), clean_npwp, required=False, help_text=_("15 atau 16 angka."))

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "nib", "npwp")}


class DependantForm(StoredNumbers, KeyedForm):
    relation = forms.ChoiceField(
        label=_("Hubungan dengan Anda"), choices=Dependant.Relation.choices, widget=forms.RadioSelect
    )
    full_name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, error_messages={"required": _("Tulis nama lengkapnya.")}
    )
    nik = _nik(required=False)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=80, required=False)
    birth_date = BirthDateField(
        label=_("Tanggal lahir"), error_messages={"required": _("Tulis tanggal lahirnya. Contoh: 17-08-1990")}
    )
    sex = _sex()

    def values(self) -> dict:
        values = self.without_empty("nik")
        values.pop("kunci")
        return values
