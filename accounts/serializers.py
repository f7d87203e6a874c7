"""A person's own data as an app reads and writes it. NIK and KK go in whole and come out masked."""

from rest_framework import serializers

from accounts.forms.profile import IN_CITY, OUTSIDE
from accounts.models import Dependant
from accounts.models.people import Sex
from accounts.validators import mask_nik
from foundation.rest.shapes import Body, Text


class Masked(serializers.CharField):
    """The last four digits; "" where none is stored."""

    def to_representation(self, value) -> str:
        return mask_nik(value) if value else ""


def typed(**options) -> Text:
    """Text as it is typed in the form, which judges it."""
    return Text(**{"required": False, "allow_blank": True, "max_length": 400, **options})


class RegionShape(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class ProfileShape(serializers.Serializer):
    full_name = serializers.CharField()
    nik_masked = Masked(source="nik")
    kk_masked = Masked(source="kk")
    birth_place = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.ChoiceField(Sex.choices, allow_blank=True)
    address = serializers.CharField()
    region = RegionShape(allow_null=True, help_text="The kelurahan of an address in this city.")
    province = RegionShape(allow_null=True, help_text="Of an address outside this city.")
    outside_address = serializers.CharField()
    phone = serializers.CharField(help_text="E.164")
    email = serializers.EmailField(allow_blank=True)
    is_complete = serializers.BooleanField(help_text="Whether an application can be filed.")


class ProfileChange(Body):
    """What is left out stays as it is."""

    full_name = typed()
    nik = typed(help_text="16 digits.")
    kk = typed(help_text="16 digits.")
    birth_place = typed()
    birth_date = typed(help_text="Year, month and day: 1990-08-17.")
    sex = serializers.ChoiceField(Sex.choices, required=False, allow_blank=True)
    residence = serializers.ChoiceField(
        [(IN_CITY, "In this city"), (OUTSIDE, "Outside this city")], required=False
    )
    address = typed(help_text="Street, number, RT/RW, of an address in this city.")
    region = typed(help_text="Code of the kelurahan.")
    province = typed(help_text="Code of the province, of an address outside this city.")
    outside_address = typed()
    phone = typed()
    email = typed()


class OrganisationShape(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    nib = serializers.CharField()
    npwp_masked = Masked(source="npwp")


class OrganisationChange(Body):
    """What is left out stays as it is."""

    name = typed(allow_blank=False)
    nib = typed(help_text="13 digits.")
    npwp = typed(help_text="15 or 16 digits.")


class OrganisationBody(OrganisationChange):
    name = typed(required=True, allow_blank=False)


class DependantShape(serializers.Serializer):
    id = serializers.UUIDField()
    relation = serializers.ChoiceField(Dependant.Relation.choices)
    full_name = serializers.CharField()
    nik_masked = Masked(source="nik")
    birth_place = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.ChoiceField(Sex.choices, allow_blank=True)


class DependantChange(Body):
    """What is left out stays as it is."""

    relation = serializers.ChoiceField(Dependant.Relation.choices, required=False)
    full_name = typed()
    nik = typed(help_text="16 digits.")
    birth_place = typed()
    birth_date = typed(help_text="Year, month and day: 1990-08-17.")
    sex = serializers.ChoiceField(Sex.choices, required=False, allow_blank=True)


class DependantBody(DependantChange):
    relation = serializers.ChoiceField(Dependant.Relation.choices)
    full_name = typed(required=True, allow_blank=False)
    birth_date = typed(required=True, allow_blank=False, help_text="Year, month and day: 1990-08-17.")
