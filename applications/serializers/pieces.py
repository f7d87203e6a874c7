"""Small shapes that several answers share."""

from rest_framework import serializers

from applications.models import Permit, Verdict


class ApplicationDue(serializers.Serializer):
    """How near a promise is. `at` is null while the clock stands still."""

    at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField([(one, one) for one in ("ok", "near", "late", "paused", "done")])
    left = serializers.CharField(help_text="In words, Indonesian.")


class ServiceOfFile(serializers.Serializer):
    code = serializers.SlugField(source="service.code")
    name = serializers.CharField()
    version = serializers.IntegerField(help_text="Of the standard this file was filed under.")
    agency = serializers.SlugField(source="service.agency.code")


class TierOfFile(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    order = serializers.IntegerField()
    role = serializers.CharField()
    agency = serializers.SlugField(source="agency.code")


class StoredDocument(serializers.Serializer):
    """One version of an uploaded document; `id` stands in its address."""

    id = serializers.UUIDField()
    requirement = serializers.CharField(source="requirement.code")
    version = serializers.IntegerField()
    name = serializers.CharField(source="document.name")
    kind = serializers.CharField(source="document.kind")
    size = serializers.IntegerField(source="document.size", help_text="Bytes.")
    uploaded_at = serializers.DateTimeField(source="document.created_at")


class Product(serializers.Serializer):
    kind = serializers.ChoiceField(Permit.Kind.choices)
    number = serializers.CharField()
    product = serializers.CharField()
    issued_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, help_text="null: without end.")
    check_code = serializers.CharField(source="code", help_text="Opens /permits/{code}/ for anybody.")
    is_ready = serializers.SerializerMethodField(help_text="Whether its PDF exists.")

    def get_is_ready(self, permit) -> bool:
        return permit.document_id is not None


class WordsOfAnswer(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    text = serializers.CharField()


class ToMend(serializers.Serializer):
    """What the desk asks to be mended: a requirement or an answer."""

    requirement = serializers.CharField(source="requirement.code", allow_null=True, default=None)
    field = serializers.CharField(source="field.key", allow_null=True, default=None)
    note = serializers.CharField()
    reason = serializers.CharField(source="review.reason", help_text="What the desk wrote beside its list.")


VERDICTS = Verdict.Value.choices
