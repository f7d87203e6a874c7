"""A file as the citizen it belongs to reads it, and what anybody may read of it."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications import timeline
from applications.models import Application, Permit, Review
from applications.serializers.pieces import (
    ApplicationDue,
    Product,
    ServiceOfFile,
    StoredDocument,
    ToMend,
    WordsOfAnswer,
)
from applications.workflow import allowed
from foundation.rest.shapes import Acts, Query
from services.forms import display_answers


class OwnFilesQuery(Query):
    status = serializers.ChoiceField(Application.Status.choices, required=False)
    service = serializers.SlugField(required=False, help_text="Code of the service.")


class _Promised(serializers.Serializer):
    due = serializers.SerializerMethodField()

    @extend_schema_field(ApplicationDue(allow_null=True))
    def get_due(self, file):
        view = self.context["view"]
        due = timeline.due(file, view.calendars, view.now)
        return due and ApplicationDue(due).data


class ApplicationLine(Acts, _Promised):
    """What a list shows of a file."""

    id = serializers.UUIDField()
    number = serializers.CharField(allow_null=True, help_text="null: a draft.")
    tracking_code = serializers.CharField(
        source="shown_code", help_text="Shows to anybody how far the file is."
    )
    service = ServiceOfFile(source="standard")
    status = serializers.ChoiceField(Application.Status.choices)
    status_label = serializers.CharField(source="get_status_display")
    on_behalf_of = serializers.SerializerMethodField(help_text="null: for yourself.")
    turn = serializers.SerializerMethodField(help_text='Whose turn it is: "us", "you" or "".')
    next = serializers.SerializerMethodField(help_text="What comes next, in Indonesian.")
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    saved_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)

    def acts(self, file):
        return allowed(self.user, file)

    def get_on_behalf_of(self, file) -> str | None:
        return str(file.behalf) if file.behalf else None

    def get_turn(self, file) -> str:
        return timeline.outlook(file).ball

    def get_next(self, file) -> str:
        return str(timeline.outlook(file).own)


class StepOfWay(serializers.Serializer):
    label = serializers.CharField()
    state = serializers.CharField(help_text='"done", "now", "stopped", or "" for later.')
    words = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)


class WantedDocument(serializers.Serializer):
    """`document`: the present one, null while there is none."""

    requirement = serializers.CharField(source="requirement.code")
    label = serializers.CharField(source="requirement.label")
    is_needed = serializers.BooleanField(help_text="Without it the file cannot be sent.")
    document = StoredDocument(source="attachment", allow_null=True)


class DaysSpent(serializers.Serializer):
    """Whole working days since it was sent."""

    with_us = serializers.IntegerField()
    with_you = serializers.IntegerField()


class RejectionOfFile(serializers.Serializer):
    legal_ground = serializers.CharField()
    reason = serializers.CharField()


class ApplicationShape(ApplicationLine):
    """One file: the view lays `wanted`, `to_mend` and `days` on it (see `api/own.py`)."""

    answers = serializers.JSONField(help_text="By key; those of a draft as they were typed.")
    answers_in_words = serializers.SerializerMethodField()
    documents = WantedDocument(source="wanted.slots", many=True)
    steps = serializers.SerializerMethodField()
    days = DaysSpent(allow_null=True)
    to_mend = ToMend(many=True)
    rejection = serializers.SerializerMethodField()
    product = Product(source="permit", allow_null=True, default=None)
    closed_at = serializers.DateTimeField(allow_null=True)
    lapses_at = serializers.DateTimeField(allow_null=True, help_text="When an unanswered return ends it.")

    @extend_schema_field(WordsOfAnswer(many=True))
    def get_answers_in_words(self, file):
        if not file.number:
            return []
        pairs = display_answers(file.standard.fields.all(), file.answers)
        return [{"key": row.key, "label": row.label, "text": text} for row, text in pairs]

    @extend_schema_field(StepOfWay(many=True))
    def get_steps(self, file):
        return StepOfWay(timeline.steps(file) if file.number else [], many=True).data

    @extend_schema_field(RejectionOfFile(allow_null=True))
    def get_rejection(self, file):
        reviews = file.reviews.all()
        found = next((one for one in reviews if one.decision == Review.Decision.REJECTED), None)
        return found and RejectionOfFile(found).data


class ReceiptOfFile(_Promised):
    """What was received, when, and what is promised."""

    number = serializers.CharField()
    tracking_code = serializers.CharField(source="shown_code")
    tracking_url = serializers.SerializerMethodField()
    applicant_name = serializers.CharField()
    service = ServiceOfFile(source="standard")
    promise = serializers.CharField(source="standard.promise")
    submitted_at = serializers.DateTimeField()

    def get_tracking_url(self, file) -> str:
        return f"{settings.PORTAL_URL}{reverse('track')}?kode={file.tracking_code}"


class LineOfHistory(serializers.Serializer):
    at = serializers.DateTimeField()
    text = serializers.CharField()
    office = serializers.CharField(help_text="Role and agency of whoever acted; no officer is named.")


class HistoryOfFile(serializers.Serializer):
    lines = LineOfHistory(many=True)


class TrackedFile(_Promised):
    """How far a file is, and nothing about whose it is."""

    code = serializers.CharField(source="shown_code")
    service = ServiceOfFile(source="standard")
    status = serializers.ChoiceField(Application.Status.choices)
    status_label = serializers.CharField(source="get_status_display")
    next = serializers.SerializerMethodField()
    submitted_at = serializers.DateTimeField()
    days = DaysSpent()

    def get_next(self, file) -> str:
        return str(timeline.outlook(file).public)


class CheckedPermit(serializers.Serializer):
    """Whether a paper is known here and holds today. Nothing personal but a masked name."""

    number = serializers.CharField()
    kind = serializers.ChoiceField(Permit.Kind.choices)
    product = serializers.CharField()
    agency = serializers.CharField(source="agency.name")
    holder = serializers.CharField(source="masked_holder")
    issued_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, help_text="null: without end.")
    state = serializers.ChoiceField(Permit.State.choices)
    has_expired = serializers.SerializerMethodField()

    def get_has_expired(self, permit) -> bool:
        return permit.has_expired(self.context["view"].today)
