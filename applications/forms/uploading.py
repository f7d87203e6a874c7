"""One file under one requirement, and the list of what is wanted."""

import hashlib
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Attachment, Verdict
from applications.workflow.checks import missing_documents
from foundation.documents.checks import Checked, check_upload
from foundation.registry.forms import KeyedForm
from services.conditions import applicable_requirements
from services.models import Requirement

MOST_MB = 10


class UploadForm(KeyedForm):
    """A file for one requirement. `checked` is there once it is valid; `is_new` once it became a version."""

    checked: Checked
    is_new = False
    berkas = forms.FileField(
        label=_("Berkas"),
        allow_empty_file=True,
        error_messages={"required": _("Pilih berkasnya lebih dulu, lalu tekan Unggah.")},
    )

    def __init__(self, *args, application: Application, requirement: Requirement, **kwargs):
        super().__init__(*args, **kwargs)
        self.application, self.requirement = application, requirement

    def clean_berkas(self):
        upload, wanted = self.cleaned_data["berkas"], self.requirement
        self.checked = check_upload(upload, accept=wanted.accept, max_mb=wanted.max_mb or MOST_MB)
        return upload

    def content(self) -> dict:
        digest = hashlib.sha256(self.checked.data).hexdigest()
        return {"application": self.application.pk, "requirement": self.requirement.code, "sha256": digest}

    def attach_once(self, attach, *, by, now) -> None:
        """`attach` is the verb; the same form sent again adds no second version."""
        _pk, self.is_new = self.create_once(
            f"user:{by.pk}:attach:{self.requirement.pk}",
            lambda: attach(self.application.pk, self.requirement, self.checked, by=by, now=now),
            now=now,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentence for sentences in self.errors.values() for sentence in sentences)


class Slot(NamedTuple):
    """A requirement with its present file. `is_needed`: without it the draft cannot be sent."""

    requirement: Requirement
    attachment: Attachment | None
    is_needed: bool
    errors: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What these answers call for: files, things told or brought, and files no longer asked for."""

    slots: list[Slot]
    told: list[Requirement]
    left_over: list[Attachment]

    @property
    def missing(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_needed and not slot.attachment]


class MendingSlot(NamedTuple):
    """A file to replace: the officer's note, the version she judged, whether a newer one is there."""

    slot: Slot
    note: str = ""
    judged: Attachment | None = None
    is_replaced: bool = False

    @property
    def place(self) -> str:
        return f"#berkas-{self.slot.requirement.code}"

    @property
    def as_list(self) -> list[Slot]:
        return [self.slot]


def wanted(
    application: Application, answers: dict, *, errors: dict[str, tuple[str, ...]] | None = None
) -> Wanted:
    """Asks `standard.requirements` and the current attachments. `errors`: requirement code -> sentences."""
    requirements = list(application.standard.requirements.all())
    held = {one.requirement_id: one for one in application.attachments.current().select_related("document")}
    asked = applicable_requirements(requirements, answers)
    needed = {one.pk for one in missing_documents(requirements, answers, set())}
    return Wanted(
        slots=[
            Slot(one, held.get(one.pk), one.pk in needed, (errors or {}).get(one.code, ()))
            for one in asked
            if one.kind == "file"
        ],
        told=[one for one in asked if one.kind != "file"],
        left_over=[held[one.pk] for one in requirements if one.pk in held and one not in asked],
    )


def mending_slots(
    application: Application, verdicts: list[Verdict], answers: dict, *, errors: dict[str, tuple[str, ...]]
) -> list[MendingSlot]:
    """What was found at `mend`, then what the mended answers ask for and nobody uploaded yet."""
    everything = wanted(application, answers, errors=errors)
    slots = {slot.requirement.pk: slot for slot in everything.slots}
    found = [one for one in verdicts if one.requirement and one.requirement.kind == "file"]
    known = {one.requirement_id for one in found}
    return [_mending_slot(one, slots.get(one.requirement_id), errors) for one in found] + [
        MendingSlot(slot) for slot in everything.missing if slot.requirement.pk not in known
    ]


def _mending_slot(verdict: Verdict, slot: Slot | None, errors) -> MendingSlot:
    slot = slot or Slot(verdict.requirement, None, True, errors.get(verdict.requirement.code, ()))
    present = slot.attachment.pk if slot.attachment else None
    return MendingSlot(slot, verdict.note, verdict.attachment, present not in (None, verdict.attachment_id))


def unknown_requirement() -> ValidationError:
    return ValidationError(_("Persyaratan ini tidak ada pada layanan yang diajukan. Muat ulang halaman."))
