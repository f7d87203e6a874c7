"""The desk's lists: what waits, what is to be recorded, what is late."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import TIER_ROLES, Role
from applications.applicant import name_for
from applications.models import Application, Review
from applications.pressing import LATE, SOON, pressing_due
from applications.serializers.pieces import ApplicationDue, ServiceOfFile, TierOfFile
from applications.workflow import allowed
from foundation.rest.shapes import Acts, Query
from sla.due import due_of

CLAIMS = {"free": "belum", "mine": "saya"}
STATES = {"late": LATE, "near": SOON}
STEPS, SERVICES = "steps", "services"
BOTH = _("Sebut peran dan instansi mejanya bersama-sama, atau tidak satu pun.")


def _choices(names) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


class QueueQuery(Query):
    claim = serializers.ChoiceField(_choices(CLAIMS), required=False, help_text="Free to take, or yours.")
    role = serializers.ChoiceField(
        [(one.value, one.label) for one in Role if one in TIER_ROLES],
        required=False,
        help_text="Of the desk; goes with desk_agency.",
    )
    desk_agency = serializers.SlugField(required=False, help_text="Of the desk; goes with role.")
    agency = serializers.SlugField(required=False, help_text="That owns the service.")
    service = serializers.SlugField(required=False)

    def validate(self, given):
        if ("role" in given) != ("desk_agency" in given):
            raise serializers.ValidationError({"desk_agency": BOTH})
        return given


def as_address(given: dict) -> dict[str, str]:
    """What the page's address would say."""
    return {
        "ambil": CLAIMS.get(given.get("claim"), ""),
        "meja": f"{given['role']}:{given['desk_agency']}" if "role" in given else "",
        "instansi": given.get("agency", ""),
        "layanan": given.get("service", ""),
    }


class LateQuery(Query):
    clock = serializers.ChoiceField(_choices([STEPS, SERVICES]), default=STEPS)
    state = serializers.ChoiceField(_choices(STATES), required=False)
    agency = serializers.SlugField(required=False, help_text="Whose clock it is.")
    service = serializers.SlugField(required=False)


class Claim(serializers.Serializer):
    claimed_by = serializers.CharField(allow_null=True, help_text="Name of the officer who took it.")
    is_mine = serializers.SerializerMethodField()
    claimed_at = serializers.DateTimeField(allow_null=True)

    def get_is_mine(self, review) -> bool:
        return review.claimed_by_id == self.context["request"].user.pk


class QueueLine(Acts, Claim):
    """One step that waits. Acts are posted to /applications/{application}/reviews/{id}/."""

    id = serializers.UUIDField()
    application = serializers.UUIDField(source="application.pk")
    number = serializers.CharField(source="application.number")
    service = ServiceOfFile(source="application.standard")
    applicant_name = serializers.SerializerMethodField()
    tier = TierOfFile()
    round = serializers.IntegerField()
    due = serializers.SerializerMethodField()

    def acts(self, review):
        return allowed(self.user, review.application, review)

    def get_applicant_name(self, review) -> str:
        return name_for(self.user, review.application, review)

    @extend_schema_field(ApplicationDue)
    def get_due(self, review):
        view = self.context["view"]
        return ApplicationDue(due_of(review.timer, view.calendars, view.now)).data


class FileToRecord(Acts):
    """An approved file that still lacks number and date of its product."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    service = ServiceOfFile(source="standard")
    applicant_name = serializers.CharField()
    version = serializers.IntegerField()
    due = serializers.SerializerMethodField()

    def acts(self, file):
        return allowed(self.user, file)

    @extend_schema_field(ApplicationDue)
    def get_due(self, file):
        view = self.context["view"]
        return ApplicationDue(due_of(file.timer, view.calendars, view.now)).data


class WaitingStep(Claim):
    id = serializers.UUIDField()
    tier = TierOfFile()


class LateLine(serializers.Serializer):
    """A clock that is late or nearly so, and the steps that wait while it runs."""

    application = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    service = serializers.SerializerMethodField()
    due = serializers.SerializerMethodField()
    waiting = serializers.SerializerMethodField()

    def _file(self, row) -> Application:
        return row.application if isinstance(row, Review) else row

    @extend_schema_field(serializers.UUIDField)
    def get_application(self, row):
        return str(self._file(row).pk)

    def get_number(self, row) -> str:
        return self._file(row).number

    @extend_schema_field(ServiceOfFile)
    def get_service(self, row):
        return ServiceOfFile(self._file(row).standard).data

    @extend_schema_field(ApplicationDue)
    def get_due(self, row):
        view = self.context["view"]
        return ApplicationDue(pressing_due(row.timer, view.calendars, view.now)).data

    @extend_schema_field(WaitingStep(many=True))
    def get_waiting(self, row):
        steps = [row] if isinstance(row, Review) else list(row.reviews.all())
        return WaitingStep(steps, many=True, context=self.context).data
