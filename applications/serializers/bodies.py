"""What a request may hold. Shapes only: whether a text is too long or an answer fits is the verb's to say."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.rest.shapes import Body

ANSWER = {"oneOf": [{"type": "string", "maxLength": 4000}, {"type": "number"}, {"type": "boolean"}]}
VERDICT = {
    "type": "object",
    "properties": {
        "value": {"type": "string", "enum": ["fits", "mend", "not_needed"]},
        "note": {"type": "string", "maxLength": 1000},
    },
    "required": ["value"],
    "additionalProperties": False,
}
NOT_A_TEXT = _("Ini harus berupa teks.")
NOT_A_NUMBER = _("Ini harus berupa bilangan bulat, tanpa tanda kutip.")
NOT_A_TICK = _("Ini harus true atau false.")


class Text(serializers.CharField):
    """A text and nothing else: a number is refused, not turned into one."""

    default_error_messages = {"invalid": NOT_A_TEXT}

    def __init__(self, **options):
        super().__init__(trim_whitespace=False, **{"allow_blank": True, **options})

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Version(serializers.IntegerField):
    default_error_messages = {"invalid": NOT_A_NUMBER}

    def __init__(self, **options):
        hint = "The version you saw; when the file has changed since, the answer is 409."
        super().__init__(min_value=0, max_value=2**31 - 1, help_text=hint, **{"required": False, **options})

    def to_internal_value(self, data):
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class Declaration(serializers.BooleanField):
    """Must be true, as the box on the page must be ticked."""

    default_error_messages = {"invalid": NOT_A_TICK, "undeclared": _("Centang pernyataan ini, lalu kirim.")}

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid")
        if not data:
            self.fail("undeclared")
        return data


@extend_schema_field({"type": "object", "additionalProperties": ANSWER})
class Answers(serializers.JSONField):
    """Key of the form's field -> answer, as the JSON Schema of the service's form says."""


@extend_schema_field({"type": "object", "additionalProperties": VERDICT})
class Checklist(serializers.JSONField):
    """Code of a requirement, or "field:" and the key of an answer -> verdict, as the verbs take them."""

    def to_internal_value(self, data):
        if not isinstance(data, dict):
            return data
        return {key: self._pair(verdict) for key, verdict in data.items()}

    def _pair(self, verdict):
        if not isinstance(verdict, dict) or set(verdict) - {"value", "note"}:
            return None  # No pair: the verb says so.
        return verdict.get("value"), verdict.get("note", "")


class NewApplication(Body):
    service = Text(allow_blank=False, max_length=80, help_text="Code of a service that is applied for here.")
    organisation = serializers.UUIDField(required=False, allow_null=True, help_text="One you file for.")
    dependant = serializers.UUIDField(required=False, allow_null=True, help_text="One you file for.")
    answers = Answers(required=False)


class DraftChange(Body):
    """Answers that are left out stay as they are; an empty text empties one."""

    answers = Answers()
    seen = Version()


class Sending(Body):
    declared = Declaration(help_text="That the answers and documents are right.")
    seen = Version()


class Mending(Body):
    answers = Answers(required=False, help_text="Only those that were to be mended.")
    seen = Version()


class NewDocument(Body):
    requirement = Text(allow_blank=False, max_length=60, help_text="Code of the requirement.")
    file = serializers.FileField(allow_empty_file=True, help_text="One PDF, JPEG or PNG.")


class NothingMore(Body):
    """The act needs no words."""


class Judging(Body):
    verdicts = Checklist()
    opinion = Text(required=False, help_text="for, against, or empty while you have none.")
    reason = Text(required=False, help_text="At most 4,000 letters.")


class Passing(Body):
    verdicts = Checklist()
    opinion = Text(help_text="for or against; against needs a reason.")
    reason = Text(required=False, help_text="At most 4,000 letters.")
    seen = Version()


class Returning(Body):
    verdicts = Checklist()
    reason = Text(required=False, help_text="At most 4,000 letters. The applicant reads it.")
    seen = Version()


class Approving(Body):
    verdicts = Checklist()
    reason = Text(required=False, help_text="At most 4,000 letters.")
    seen = Version()


class Rejecting(Body):
    verdicts = Checklist(required=False)
    legal_ground = Text(help_text="At most 250 letters.")
    reason = Text(help_text="At most 4,000 letters. The applicant reads it.")
    seen = Version()


class Recording(Body):
    number = Text(help_text="Of the product, at most 80 letters.")
    issued_on = serializers.DateField()
    seen = Version()
