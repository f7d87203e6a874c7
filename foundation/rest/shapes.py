"""Serializers that refuse what they do not know, and the list of acts allowed now."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty

NOT_ALLOWED = _("Field tidak boleh diisi. Hapus “%(name)s” dari kiriman ini.")
NO_SUCH_FILTER = _("Saringan “%(name)s” tidak ada di sini. Lihat dokumentasi alamat ini.")
ONLY_ONCE = _("Tulis “%(name)s” sekali saja.")
NOT_A_TEXT = _("Ini harus berupa teks.")
SAID = {
    "required": _("Isian ini wajib ada."),
    "null": _("Isian ini tidak boleh null. Hapus isian ini atau beri nilainya."),
    "blank": _("Isian ini tidak boleh kosong."),
    "invalid_choice": _("Pilihan ini tidak ada. Pilih salah satu dari dokumentasi alamat ini."),
    "does_not_exist": _("Pilihan ini tidak ada. Pilih salah satu dari dokumentasi alamat ini."),
}
LONGEST_NAME = 60


class _Spoken(serializers.Serializer):
    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            field.error_messages |= {
                code: sentence for code, sentence in SAID.items() if code in field.error_messages
            }
        return fields


class Text(serializers.CharField):
    """A text and nothing else: a number is refused, not turned into one."""

    default_error_messages = {"invalid": NOT_A_TEXT}

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Body(_Spoken):
    """What a request may hold. A name that is not asked, or is only ever read, is refused and named."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            taken = {name for name, field in self.fields.items() if not field.read_only}
            unknown = [name for name in data if name not in taken]
            if unknown:
                raise serializers.ValidationError(
                    {name[:LONGEST_NAME]: [_named(NOT_ALLOWED, name, "not_allowed")] for name in unknown[:20]}
                )
        return super().to_internal_value(data)


class Query(_Spoken):
    """The filters of a list: an unknown one, or one given twice, is refused."""

    def run_validation(self, data=empty):
        allowed = {*self.fields, *self.context.get("also", ())}
        faults = {name[:LONGEST_NAME]: NO_SUCH_FILTER for name in data if name not in allowed}
        faults |= {name: ONLY_ONCE for name in data if name in allowed and len(data.getlist(name)) > 1}
        if faults:
            raise serializers.ValidationError(
                {name: [_named(sentence, name, "unknown")] for name, sentence in list(faults.items())[:20]}
            )
        # As a plain mapping: of a form's data the framework would drop what was left empty.
        return super().run_validation({name: value for name, value in data.items() if name in self.fields})


def _named(sentence, name: str, code: str) -> serializers.ErrorDetail:
    return serializers.ErrorDetail(sentence % {"name": name[:LONGEST_NAME]}, code=code)


class Acts(serializers.Serializer):
    """Mixed into what shows a case: `allowed` lists what this person may do with it now."""

    allowed = serializers.SerializerMethodField(help_text="What you may do with it now.")

    def acts(self, row) -> list[str]:
        """Names of verbs; a room says it by `allowed_moves` of its own table."""
        raise NotImplementedError

    def get_allowed(self, row) -> list[str]:
        return sorted(self.acts(row))

    @property
    def user(self):
        return self.context["request"].user


class ProblemError(serializers.Serializer):
    field = serializers.CharField(allow_null=True, help_text="The field, or null for the whole.")
    code = serializers.CharField()
    detail = serializers.CharField(help_text="In Indonesian: what is wrong and what to do.")
    detail_en = serializers.CharField(help_text="The same in English.")
    pointer = serializers.CharField(help_text="JSON pointer into the body; empty for the whole.")


class Problem(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="In Indonesian: what is wrong and what to do.")
    detail_en = serializers.CharField(help_text="The same in English.")
    ref = serializers.CharField(help_text="Name it when you report the problem.")
    errors = ProblemError(many=True, required=False)
    present = serializers.DictField(
        required=False, allow_null=True, help_text="With 409: the state as it is now."
    )
