"""The checklist of one file: requirement, document, what was found on it, and what this step says."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from applications.models import Application, Review, Verdict
from services.conditions import applicable_requirements, shown
from services.forms import condition_words, display_answers
from services.models import FormField, Requirement

Typed = dict[str, tuple[str, str]]
TAKEN_OVER = (Verdict.Value.FITS, Verdict.Value.NOT_NEEDED)


class Version(NamedTuple):
    """One uploaded document of a requirement; `id` is the attachment's, `kind` its MIME type."""

    id: UUID
    number: int
    name: str
    kind: str
    size: int
    at: datetime
    is_current: bool


class Finding(NamedTuple):
    """What an earlier step found. `is_old`: on a document that has been replaced since."""

    review: Review
    verdict: Verdict
    is_old: bool


@dataclass
class Check:
    """One line of the checklist. `value` and `note` are this step's choice so far, "" for none."""

    requirement: Requirement
    versions: list[Version]
    earlier: list[Finding]
    wanted: str
    value: str = ""
    note: str = ""
    is_taken_over: bool = False

    @property
    def current(self) -> Version | None:
        return next((one for one in self.versions if one.is_current), None)

    @property
    def last(self) -> Finding | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def was_replaced(self) -> bool:
        return any(finding.is_old for finding in self.earlier)

    @property
    def former(self) -> list[Version]:
        return [one for one in self.versions if not one.is_current]


@dataclass
class Remark:
    """One answer with what it was before, earlier requests to mend it, and this step's own."""

    field: FormField
    text: str
    former: list[str]
    earlier: list[Finding]
    is_to_mend: bool = False
    note: str = ""


def decided_before(application: Application, step: Review | None) -> list[Review]:
    """Reviews with a decision of a person, oldest first; their verdicts are open to all desks of the file."""
    decided = [one for one in application.reviews.all() if one.decided_at and one != step]
    return sorted(decided, key=lambda review: review.decided_at)


def checks_of(application: Application, step: Review | None, typed: Typed | None) -> list[Check]:
    """`typed`: what a refused form said; None: what this step stored, else what earlier tiers found."""
    before = decided_before(application, step)
    own = {one.requirement_id: one for one in step.verdicts.all()} if step else {}
    by_key = {one.key: one for one in application.standard.fields.all()}
    requirements = applicable_requirements(application.standard.requirements.all(), application.answers)
    return [_check(one, before, own.get(one.pk), typed, by_key) for one in requirements]


def _check(requirement, before, own: Verdict | None, typed: Typed | None, by_key: dict) -> Check:
    versions = [_version(**version) for version in requirement.versions]
    check = Check(requirement, versions, [], _wanted(requirement, by_key))
    present = check.current.id if check.current else None
    check.earlier = [
        Finding(review, verdict, is_old=verdict.attachment_id != present)
        for review in before
        for verdict in review.verdicts.all()
        if verdict.requirement_id == requirement.pk
    ]
    if typed is not None:
        check.value, check.note = typed.get(requirement.code, ("", ""))
    elif own:
        check.value, check.note = own.value, own.note
    elif check.last and not check.last.is_old and check.last.verdict.value in TAKEN_OVER:
        check.value, check.is_taken_over = check.last.verdict.value, True
    return check


def _version(*, id: str, at: str, replaced_at: str | None, **said) -> Version:  # noqa: A002
    return Version(id=UUID(id), at=datetime.fromisoformat(at), is_current=replaced_at is None, **said)


def _wanted(requirement: Requirement, by_key: dict) -> str:
    """When a conditional document is wanted, so that the officer need not know the standard by heart."""
    if requirement.condition:
        return _("Wajib karena %(condition)s.") % {
            "condition": condition_words(requirement.condition, by_key)
        }
    return _("Hanya bila diperlukan.") if requirement.presence == "conditional" else ""


def remarks_of(
    application: Application,
    step: Review | None,
    typed: Typed | None,
    former: list[dict],
    places: dict[str, str],
) -> list[Remark]:
    """Each question that was asked, with its answer in words. `former`: earlier answers, oldest first."""
    fields = list(application.standard.fields.all())
    texts = _in_words(fields, application.answers, places)
    past = [_in_words(fields, answers, places) for answers in former]
    asked = shown(fields, application.answers) | {key for words in past for key in words}
    before = [one for one in decided_before(application, step) if one.decision == Review.Decision.RETURNED]
    own = {one.field_id: one.note for one in step.verdicts.all() if one.field_id} if step else {}
    remarks = []
    for one in fields:
        if one.key not in asked:
            continue
        remark = Remark(
            one, texts.get(one.key, ""), _changes(one.key, [*past, texts]), _findings(one, before)
        )
        key = f"field:{one.key}"
        if typed is not None:
            remark.is_to_mend, remark.note = key in typed, typed.get(key, ("", ""))[1]
        elif one.pk in own:
            remark.is_to_mend, remark.note = True, own[one.pk]
        remarks.append(remark)
    return remarks


def _in_words(fields, answers: dict, places: dict[str, str]) -> dict[str, str]:
    return {field.key: text for field, text in display_answers(fields, answers, places)}


def _changes(key: str, states: list[dict[str, str]]) -> list[str]:
    """Former texts that the next state replaced; an empty one is a dash."""
    texts = [state.get(key, "") for state in states]
    return [earlier or "–" for earlier, later in zip(texts, texts[1:], strict=False) if earlier != later]


def _findings(field: FormField, before: list[Review]) -> list[Finding]:
    return [
        Finding(review, verdict, is_old=True)
        for review in before
        for verdict in review.verdicts.all()
        if verdict.field_id == field.pk
    ]
