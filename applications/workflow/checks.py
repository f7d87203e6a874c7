"""What a file must hold to be sent, passed on or sent back. Raises ValidationError, changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application, Attachment, Verdict
from applications.workflow.written import check_typed, text
from services.conditions import applicable_requirements
from services.forms import PREFIX, build_form
from services.models import FormField, Requirement

MAX_NOTE = 1000


def typed(answers: dict) -> dict:
    """Answers as a form would post them."""
    return {f"{PREFIX}-{key}": value for key, value in answers.items() if says_something(value)}


def says_something(value) -> bool:
    """A box that is not ticked says nothing; the number 0 does."""
    return value is not False and value not in (None, "")


def check_complete(application: Application, *, now: datetime) -> dict:
    """The clean answers of a draft ready to be sent; ValidationError {"answers": [..], "documents": [..]}."""
    form = build_form(
        list(application.standard.fields.all()),
        data=typed(application.answers),
        today=timezone.localdate(now),
    )
    faults = {}
    if not form.is_valid():
        faults["answers"] = [
            f"{form.fields[name].label}: {message}" if name in form.fields else message
            for name, messages in form.errors.items()
            for message in messages
        ]
    answers = form.cleaned_answers()
    if missing := still_missing(requirements_of(application), answers):
        faults["documents"] = [_("Unggah berkas “%(label)s”.") % {"label": one.label} for one in missing]
    if faults:
        raise ValidationError(faults)
    return answers


def requirements_of(application: Application) -> list[Requirement]:
    """The requirements of its standard; `held`: id of the document's present attachment, None without one."""
    present = Attachment.objects.current().filter(application=application, requirement=OuterRef("pk"))
    return list(application.standard.requirements.annotate(held=Subquery(present.values("pk"))))


def still_missing(requirements: list[Requirement], answers: dict) -> list[Requirement]:
    """`requirements` as from `requirements_of`."""
    return missing_documents(requirements, answers, {one.pk for one in requirements if one.held})


def missing_documents(requirements: list[Requirement], answers: dict, held: set[int]) -> list[Requirement]:
    """Files that these answers need and that are not there: required, or with a condition that holds."""
    return [
        one
        for one in applicable_requirements(requirements, answers)
        if one.kind == "file" and one.pk not in held and (one.presence == "required" or one.condition)
    ]


@dataclass(frozen=True)
class Finding:
    """A verdict before it is stored, on a requirement or on a form field."""

    key: str
    requirement: Requirement | None
    field: FormField | None
    attachment_id: UUID | None
    value: str
    note: str


def check_findings(
    application: Application, verdicts: dict[str, tuple[str, str]], *, whole: bool, mended: bool | None = None
) -> list[Finding]:
    """Read a checklist: "requirement code" or "field:key" -> (value, note); any shape may be asked about.

    whole: every requirement of this file has a verdict. mended True: nothing is at `mend`; False: something.
    """
    said = _pairs(verdicts)
    requirements = applicable_requirements(requirements_of(application), application.answers)
    known = {one.code: (one, None, one.held) for one in requirements}
    if any(key.startswith("field:") for key in said):
        known |= {f"field:{one.key}": (None, one, None) for one in application.standard.fields.all()}
    findings = [_finding(key, *known.get(key, (None, None, None)), *pair) for key, pair in said.items()]
    unjudged = [one.label for one in requirements if one.code not in said]
    if whole and unjudged:
        raise ValidationError(
            _("Beri penilaian untuk setiap persyaratan. Belum dinilai: %(labels)s."),
            code="unjudged",
            params={"labels": ", ".join(unjudged)},
        )
    to_mend = [one for one in findings if one.value == Verdict.Value.MEND]
    if mended is True and to_mend:
        raise ValidationError(
            _("Masih ada yang perlu diperbaiki. Kembalikan berkas, atau ubah penilaiannya lebih dulu."),
            code="mend",
        )
    if mended is False and not to_mend:
        raise ValidationError(
            _("Tandai sedikitnya satu persyaratan atau isian yang perlu diperbaiki."), code="nothing_to_mend"
        )
    return findings


def _pairs(verdicts) -> dict[str, tuple]:
    """The checklist where it is one: names, each with a value and a note. Raises ValidationError."""
    pairs = verdicts.items() if isinstance(verdicts, Mapping) else [(None, None)]
    if any(
        not isinstance(key, str) or not isinstance(pair, tuple | list) or len(pair) != 2
        for key, pair in pairs
    ):
        raise ValidationError(_("Daftar periksa ini tidak dapat dibaca. Muat ulang halaman, lalu isi lagi."))
    return {key: tuple(pair) for key, pair in pairs}


def _finding(key, requirement, field, attachment_id, value, note) -> Finding:
    if requirement is None and field is None:
        raise ValidationError(
            _("Daftar periksa memuat hal yang tidak ada pada berkas ini. Muat ulang halaman.")
        )
    label = (requirement or field).label
    note = text(note, label=_("Catatan untuk %(label)s") % {"label": label}, longest=MAX_NOTE)
    if value not in Verdict.Value.values or (field and value != Verdict.Value.MEND):
        raise ValidationError(
            _("Pilih penilaian untuk “%(label)s”."), code="verdict", params={"label": label}
        )
    if value == Verdict.Value.MEND and not note:
        raise ValidationError(
            _("Tulis apa yang harus diperbaiki pada “%(label)s”."), code="note", params={"label": label}
        )
    if value == Verdict.Value.FITS and requirement and requirement.kind == "file" and attachment_id is None:
        raise ValidationError(
            _("“%(label)s” belum diunggah: pilih “Tidak diperlukan” atau “Perlu diperbaiki”."),
            code="verdict",
            params={"label": label},
        )
    return Finding(key, requirement, field, attachment_id, value, note)


def editable_fields(fields: list[FormField], verdicts: list[Verdict]) -> list[FormField]:
    """The fields to mend, those that appear or vanish with them, and the days that are measured by them."""
    keys = {verdict.field.key for verdict in verdicts if verdict.field}
    grown = True
    while grown:
        more = {one.key for one in fields if _depends_on(one, keys)} - keys
        keys |= more
        grown = bool(more)
    return [one for one in fields if one.key in keys]


def _depends_on(field: FormField, keys: set[str]) -> bool:
    shown_by = field.show_if["field"] if field.show_if else None
    return shown_by in keys or field.constraints.get("after_field") in keys


def check_mended_answers(
    application: Application, requirements: list[Requirement], verdicts: list[Verdict], answers: dict, *,
    now: datetime,
) -> dict:  # fmt: skip
    """The whole clean answers after a correction; others stay as sent, even where their day has passed."""
    fields = list(application.standard.fields.all())
    answers = check_typed(fields, answers)
    editable = {one.key for one in editable_fields(fields, verdicts)}
    if unknown := set(answers) - editable:
        raise ValidationError(
            _("Isian “%(key)s” tidak diminta untuk diperbaiki. Muat ulang halaman."),
            params={"key": min(unknown)[:60]},
        )
    if not editable:
        clean = application.answers
    else:
        kept = {key: value for key, value in application.answers.items() if key not in editable}
        form = build_form(fields, data=typed({**kept, **answers}), today=timezone.localdate(now))
        form.is_valid()
        faults = {key: form.errors[key] for key in editable if key in form.errors}
        if faults:
            raise ValidationError(
                [
                    f"{form.fields[key].label}: {message}"
                    for key, messages in faults.items()
                    for message in messages
                ]
            )
        clean = {**kept, **{key: value for key, value in form.cleaned_answers().items() if key in editable}}
    if missing := still_missing(requirements, clean):
        raise ValidationError([_("Unggah berkas “%(label)s”.") % {"label": one.label} for one in missing])
    return clean
