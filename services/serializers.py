"""The catalogue as an app reads it. Texts are Indonesian, as the standards are."""

from rest_framework import serializers

from foundation.rest.shapes import Query
from services.models import Service, Standard


class AgencyShape(serializers.Serializer):
    code = serializers.SlugField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    has_counter = serializers.BooleanField(help_text="Whether it has a counter in this building.")


class AgencyName(serializers.Serializer):
    code = serializers.SlugField()
    short_name = serializers.CharField()


class ServiceQuery(Query):
    q = serializers.CharField(required=False, max_length=100, help_text="Words; the best match comes first.")
    agency = serializers.SlugField(required=False, help_text="Code of the agency.")
    kind = serializers.SlugField(required=False, help_text="Code of the kind of service.")
    channel = serializers.ChoiceField(Service.Channel.choices, required=False)


class Promise(serializers.Serializer):
    amount = serializers.DecimalField(
        6, 2, source="promise_amount", allow_null=True, help_text="None where no number is promised."
    )
    unit = serializers.CharField(source="promise_unit")
    text = serializers.CharField(source="promise_text")


class Fee(serializers.Serializer):
    type = serializers.ChoiceField(Standard.FeeType.choices, source="fee_type")
    amount = serializers.IntegerField(source="fee_amount", allow_null=True, help_text="Whole rupiah.")
    text = serializers.CharField(source="fee_text")
    basis = serializers.CharField(source="fee_basis")


class ServiceLine(serializers.Serializer):
    """What a list shows of a service."""

    code = serializers.SlugField(source="service.code")
    name = serializers.CharField()
    name_en = serializers.CharField()
    summary = serializers.CharField()
    agency = AgencyName(source="service.agency")
    channel = serializers.ChoiceField(Service.Channel.choices, source="service.channel")
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    promise = Promise(source="*")
    fee = Fee(source="*")
    product = serializers.CharField()


class Condition(serializers.Serializer):
    field = serializers.CharField()
    values = serializers.ListField(source="in")


class RequirementShape(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.ChoiceField([("file", "file"), ("data", "data")], help_text="Uploaded, or told.")
    presence = serializers.ChoiceField([("required", "required"), ("conditional", "conditional")])
    accept = serializers.ListField(child=serializers.CharField(), help_text="File endings.")
    max_mb = serializers.IntegerField(allow_null=True)
    condition = Condition(allow_null=True, help_text="Wanted when this answer is among these values.")
    note = serializers.CharField()


class TierShape(serializers.Serializer):
    order = serializers.IntegerField()
    name = serializers.CharField()
    role = serializers.CharField()
    agency = AgencyName()
    days = serializers.DecimalField(6, 2, help_text="Working days.")


class Step(serializers.Serializer):
    actor = serializers.CharField()
    text = serializers.CharField()


class ServiceShape(ServiceLine):
    """The present standard of one service: what it asks, promises and costs."""

    version = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    external_url = serializers.CharField(help_text="Where it is applied for, when that is elsewhere.")
    legal_basis = serializers.ListField(child=serializers.CharField())
    validity = serializers.CharField(source="validity_text")
    product_kind = serializers.ChoiceField(Standard.ProductKind.choices)
    steps = Step(many=True)
    requirements = RequirementShape(many=True, source="requirement_rows")
    tiers = TierShape(many=True, source="tier_rows")
    form = serializers.DictField(help_text="JSON Schema 2020-12 of the answers of an application.")
