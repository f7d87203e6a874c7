"""A file as the desk reads it. What a dossier holds back from a masked reader is empty here as well."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.api.shown_lists import Claim
from applications.api.shown_own import LineOfHistory
from applications.models import Application, Review
from applications.serializers.pieces import VERDICTS, ApplicationDue, Product, ServiceOfFile, TierOfFile
from applications.workflow import allowed
from foundation.rest.shapes import Acts


class StepOfFile(serializers.Serializer):
    """One tier's look at the file in one round."""

    id = serializers.UUIDField(source="review.pk")
    tier = TierOfFile(source="review.tier")
    round = serializers.IntegerField(source="review.round")
    opened_at = serializers.DateTimeField(source="review.opened_at")
    due = ApplicationDue()
    claim = Claim(source="review")
    decision = serializers.ChoiceField(Review.Decision.choices, source="review.decision", allow_blank=True)
    decided_at = serializers.DateTimeField(source="review.decided_at", allow_null=True)
    bar = serializers.CharField(help_text="Why you may not take it although it is your desk; empty: you may.")
    allowed = serializers.SerializerMethodField(help_text="What you may do with this step now.")

    def get_allowed(self, step) -> list[str]:
        return sorted(step.acts)


class DeskStanding(Acts):
    """How a file stands, from a dossier; nothing of what it holds."""

    id = serializers.UUIDField(source="application.pk")
    number = serializers.CharField(source="application.number")
    service = ServiceOfFile(source="application.standard")
    status = serializers.ChoiceField(Application.Status.choices, source="application.status")
    status_label = serializers.CharField(source="application.get_status_display")
    version = serializers.IntegerField(source="application.version")
    due = ApplicationDue(source="service_due", allow_null=True)
    steps = StepOfFile(many=True)
    product = Product(source="application.permit", allow_null=True, default=None)

    def acts(self, dossier):
        return allowed(self.user, dossier.application)


class RowOfIdentity(serializers.Serializer):
    label = serializers.CharField()
    text = serializers.CharField()


class VersionOfDocument(serializers.Serializer):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    at = serializers.DateTimeField()
    is_current = serializers.BooleanField()


class EarlierFinding(serializers.Serializer):
    tier = serializers.CharField(source="review.tier.code")
    round = serializers.IntegerField(source="review.round")
    value = serializers.ChoiceField(VERDICTS, source="verdict.value")
    note = serializers.CharField(source="verdict.note")
    is_old = serializers.BooleanField(help_text="On a version that has been replaced since.")


class LineOfChecklist(serializers.Serializer):
    """`value` and `note`: what this step says so far."""

    requirement = serializers.CharField(source="requirement.code")
    label = serializers.CharField(source="requirement.label")
    kind = serializers.CharField(source="requirement.kind")
    wanted = serializers.CharField()
    value = serializers.ChoiceField(VERDICTS, allow_blank=True)
    note = serializers.CharField()
    is_taken_over = serializers.BooleanField(help_text="The value is an earlier tier's.")
    versions = VersionOfDocument(many=True)
    earlier = EarlierFinding(many=True)


class AnswerOnDesk(serializers.Serializer):
    key = serializers.CharField(source="field.key")
    label = serializers.CharField(source="field.label")
    text = serializers.CharField()
    former = serializers.ListField(child=serializers.CharField(), help_text="Oldest first.")
    is_to_mend = serializers.BooleanField()
    note = serializers.CharField()
    earlier = EarlierFinding(many=True)


class DeskLineOfHistory(LineOfHistory):
    text = serializers.CharField(source="sentence")
    office = serializers.CharField(source="who", help_text="Who acted.")


class PastOpinion(serializers.Serializer):
    step = serializers.UUIDField(source="pk")
    opinion = serializers.ChoiceField(Review.Opinion.choices, allow_blank=True)
    reason = serializers.CharField()
    legal_ground = serializers.CharField()


class DeskFileShape(DeskStanding):
    """A file as the desk reads it. `is_masked`: answers, documents and words are for the file's own desks."""

    is_masked = serializers.BooleanField()
    may_open_documents = serializers.BooleanField()
    applicant_name = serializers.CharField(source="name")
    submitted_at = serializers.DateTimeField(source="application.submitted_at")
    applicant = serializers.SerializerMethodField()
    warnings = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    opinions = serializers.SerializerMethodField(help_text="What earlier steps said.")
    history = serializers.SerializerMethodField()
    openings = serializers.SerializerMethodField(help_text="Who read it.")

    @extend_schema_field(RowOfIdentity(many=True))
    def get_applicant(self, dossier):
        rows = [] if dossier.is_masked else dossier.identity
        return [{"label": label, "text": text} for label, text in rows]

    def get_warnings(self, dossier) -> list[str]:
        return [] if dossier.is_masked else dossier.warnings

    @extend_schema_field(LineOfChecklist(many=True))
    def get_checklist(self, dossier):
        return [] if dossier.is_masked else LineOfChecklist(dossier.checks, many=True).data

    @extend_schema_field(AnswerOnDesk(many=True))
    def get_answers(self, dossier):
        return [] if dossier.is_masked else AnswerOnDesk(dossier.remarks, many=True).data

    @extend_schema_field(PastOpinion(many=True))
    def get_opinions(self, dossier):
        if dossier.is_masked:
            return []
        decided = [step.review for step in dossier.steps if step.review.decided_at]
        return PastOpinion(decided, many=True).data

    @extend_schema_field(DeskLineOfHistory(many=True))
    def get_history(self, dossier):
        return DeskLineOfHistory(dossier.history[0], many=True).data

    @extend_schema_field(DeskLineOfHistory(many=True))
    def get_openings(self, dossier):
        return DeskLineOfHistory(dossier.history[1], many=True).data
