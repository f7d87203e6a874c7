"""Complaints as an app reads and writes them. No name, number or address of a reporter is ever shown to the public."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Agency, Region, User
from complaints import permissions
from complaints.models import Category, Complaint, Response
from complaints.secrets import secret_of, show_secret
from complaints.workflow import allowed
from foundation.rest.shapes import Acts, Body, Query
from services.models import Service


class CategoryShape(serializers.Serializer):
    code = serializers.SlugField()
    label = serializers.CharField()
    parent = serializers.SlugField(source="parent.code")
    parent_label = serializers.CharField(source="parent.label")
    agency = serializers.SlugField(source="agency.code")
    days = serializers.IntegerField(
        source="max_days", allow_null=True, help_text="Working days to the answer."
    )
    examples = serializers.CharField()
    confidential = serializers.BooleanField(help_text="Whether keeping it secret is suggested.")


class Contact(Body):
    name = serializers.CharField(required=False, allow_blank=True, max_length=120)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=20)
    email = serializers.EmailField(required=False, allow_blank=True)


class NewComplaint(Body):
    """What somebody tells; about at most one of a file of her own, a service, an agency."""

    kind = serializers.ChoiceField(Complaint.Kind.choices)
    category = serializers.SlugRelatedField("code", queryset=Category.objects.select_related("parent"))
    title = serializers.CharField(max_length=1000)
    text = serializers.CharField(max_length=20_000, trim_whitespace=False, help_text="At most 4,000 letters.")
    anonymous = serializers.BooleanField(default=False)
    confidential = serializers.BooleanField(default=False)
    happened_on = serializers.DateField(required=False, allow_null=True)
    application = serializers.UUIDField(required=False, allow_null=True, help_text="Of a file of your own.")
    service = serializers.SlugRelatedField(
        "code", queryset=Service.objects.all(), required=False, allow_null=True
    )
    agency = serializers.SlugRelatedField(
        "code", queryset=Agency.objects.all(), required=False, allow_null=True
    )
    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.all(), required=False, allow_null=True
    )
    place = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    contact = Contact(required=False)


class ClockShape(serializers.Serializer):
    step = serializers.CharField()
    due_at = serializers.DateTimeField(source="timer.due_at")
    answer_due_at = serializers.DateTimeField(source="whole_timer.due_at")


class Turn(serializers.Serializer):
    """One turn of the conversation."""

    kind = serializers.ChoiceField(Response.Kind.choices)
    agency = serializers.SlugField(source="agency.code", allow_null=True, default=None)
    text = serializers.CharField()
    at = serializers.DateTimeField()


class PhotoShape(serializers.Serializer):
    id = serializers.UUIDField()
    kind = serializers.CharField(source="document.kind")
    size = serializers.IntegerField(source="document.size", help_text="Bytes.")


class ComplaintLine(serializers.Serializer):
    id = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(Complaint.Kind.choices)
    category = serializers.SlugField(source="category.code")
    status = serializers.ChoiceField(Complaint.Status.choices)
    status_label = serializers.CharField(source="get_status_display")
    anonymous = serializers.BooleanField()
    confidential = serializers.BooleanField()
    agency = serializers.SlugField(source="assigned_agency.code", allow_null=True, default=None)
    filed_at = serializers.DateTimeField(help_text="Of an anonymous one the hour only.")
    clock = ClockShape(source="*")


class ComplaintShape(Acts, ComplaintLine):
    """A complaint as its reporter sees it."""

    version = serializers.IntegerField(help_text="Send it as `seen` to be refused when it has changed.")
    title = serializers.CharField()
    text = serializers.CharField()
    happened_on = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    region = serializers.CharField(source="region_id", allow_null=True)
    archive_reason = serializers.CharField()
    conversation = Turn(many=True, source="responses.all")
    photos = PhotoShape(many=True, source="photos.all")

    def acts(self, complaint):
        return allowed(self.context.get("who") or self.user, complaint, now=self.context["view"].now)


class ReceiptShape(ComplaintShape):
    """Once, at filing: the secret of a complaint without an account. Keep it: nobody can give it again."""

    secret = serializers.SerializerMethodField()

    def get_secret(self, complaint) -> str | None:
        return show_secret(secret_of(complaint.pk)) if complaint.has_secret else None


class CaseShape(ComplaintShape):
    """A complaint as the desk sees it."""

    reporter = serializers.SerializerMethodField(help_text="Null where it is kept from you.")

    def get_reporter(self, complaint) -> dict | None:
        if not permissions.sees_identity(self.user, complaint):
            return None
        person = complaint.reporter
        return {"name": str(person)} if person else complaint.contact


class LocalDay(serializers.DateField):
    """The day of a moment in the mall's zone."""

    def to_representation(self, value):
        return super().to_representation(timezone.localdate(value))


class PublicLine(serializers.Serializer):
    """What anybody may know: never who, never the words before they are released."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(Complaint.Kind.choices)
    category = serializers.SlugField(source="category.code")
    place = serializers.CharField(source="region.name", allow_null=True, default=None)
    agency = serializers.SlugField(source="assigned_agency.code", allow_null=True, default=None)
    status = serializers.ChoiceField(Complaint.Status.choices)
    filed_on = LocalDay(source="filed_at")
    answered_on = LocalDay(source="answered_at", allow_null=True)
    text = serializers.CharField(source="public_text", help_text="Empty until it is released.")
    answer = serializers.CharField(source="public_answer")


class PublicQuery(Query):
    category = serializers.SlugField(required=False)
    agency = serializers.SlugField(required=False)
    status = serializers.ChoiceField(Complaint.Status.choices, required=False)


class OwnQuery(Query):
    status = serializers.ChoiceField(Complaint.Status.choices, required=False)


class InboxQuery(PublicQuery):
    kind = serializers.ChoiceField(Complaint.Kind.choices, required=False)


class Tracking(Body):
    number = serializers.CharField(max_length=40)
    secret = serializers.CharField(max_length=60)


class Seen(Body):
    seen = serializers.IntegerField(required=False, min_value=0, help_text="The `version` you acted upon.")


class Words(Seen):
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)


# The column may be empty, which the documents would say twice.
@extend_schema_field({"type": "string", "format": "email"})
class OfficerField(serializers.SlugRelatedField):
    """An officer by her e-mail."""

    def __init__(self, **kwargs):
        super().__init__("email", **kwargs)

    def get_queryset(self):
        return User.objects.filter(memberships__isnull=False).distinct()


class Verification(Seen):
    category = serializers.SlugRelatedField("code", queryset=Category.objects.select_related("parent"))
    confidential = serializers.BooleanField(default=False)
    accused = OfficerField(
        queryset=User.objects.none(),
        required=False,
        allow_null=True,
        help_text="E-mail of the officer it is about: she will not see it.",
    )


class Forwarding(Seen):
    agency = serializers.SlugRelatedField("code", queryset=Agency.objects.all())
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class SendingBack(Seen):
    note = serializers.CharField(max_length=4000)


class Archiving(Words):
    reason = serializers.ChoiceField(Complaint.ArchiveReason.choices)


class Releasing(Words):
    answer = serializers.CharField(max_length=20_000, trim_whitespace=False)


class PhotoUpload(Body):
    photo = serializers.FileField(help_text="JPEG or PNG, at most 10 MB; kept without its metadata.")
