"""One file as the desk reads it, arranged as it is drawn.

A coordinator without a desk for the file gets a dossier without answers, documents, free text or NIK.
"""

from typing import NamedTuple

from django.utils.functional import cached_property

from accounts.validators import mask_name
from applications import permissions, timeline
from applications.applicant import identity_rows, place_names, regions_for, warnings_for
from applications.checklist import Check, Remark, Typed, checks_of, remarks_of
from applications.history import Line, lines_of
from applications.models import Application, FormerAnswers, Review
from applications.opening import fetch_rest
from applications.pressing import pressing_due
from applications.told import UNREACHED, Notice, notices_of
from applications.workflow import allowed
from services.models import Standard, Tier
from sla.calendars import Calendars
from sla.due import Due


class Step(NamedTuple):
    """One tier's look at the file.

    `acts`: what this person may do with it now. `bar`: why she may not although it is her desk, or "".
    """

    review: Review
    due: Due
    acts: set[str]
    bar: str

    @property
    def is_open(self) -> bool:
        return not self.review.decision


class Stage(NamedTuple):
    """A tier with its rounds; `state` is the class of a timeline's line."""

    tier: Tier
    steps: list[Step]
    state: str


AGREED = (Review.Decision.PASSED, Review.Decision.APPROVED)
STATES = {"": "now"} | dict.fromkeys(AGREED, "done")


class Dossier:
    """What the page draws of a file from `open_file`.

    `typed`: the checklist of a refused form, by code (see `checklist.checks_of`).
    """

    def __init__(self, application: Application, user, typed: Typed | None = None):
        self.application, self.user, self.typed = application, user, typed
        self.now, self.calendars = application.read_at, Calendars()
        self.is_masked = permissions.sees_masked(user, application)
        if not self.is_masked:
            fetch_rest(application)

    @cached_property
    def steps(self) -> list[Step]:
        return [self._step(review) for review in self.application.reviews.all()]

    def _step(self, review: Review) -> Step:
        due = pressing_due(review.timer, self.calendars, self.now)
        if review.decision:
            return Step(review, due, set(), "")
        at_own_desk = permissions.holds_desk(self.user, review)
        bar = permissions.bars(self.user, self.application, review) if at_own_desk else ""
        return Step(review, due, allowed(self.user, self.application, review), bar)

    @property
    def waiting(self) -> list[Step]:
        return [step for step in self.steps if step.is_open]

    @cached_property
    def step(self) -> Step | None:
        """The open step this person works on: hers, else one she may take, else any."""
        return min(
            self.waiting, key=lambda step: ("judge" not in step.acts, "claim" not in step.acts), default=None
        )

    @property
    def may_claim(self) -> bool:
        return any("claim" in step.acts and step.review.claimed_by_id is None for step in self.waiting)

    @cached_property
    def may_judge(self) -> bool:
        return self.step is not None and "judge" in self.step.acts

    @property
    def is_last_to_agree(self) -> bool:
        """Whether this step's agreement ends its order: every tier beside it has agreed."""
        tier, latest = self.step.review.tier, self.application.newest_reviews()
        beside = [one for one in self._tiers if one.order == tier.order and one.pk != tier.pk]
        return all(one.pk in latest and latest[one.pk].decision in AGREED for one in beside)

    @property
    def next_desks(self) -> list[str]:
        """The desks that look at it once this step has passed it on; none while one beside it must agree."""
        if not self.is_last_to_agree:
            return []
        order = min(
            (one.order for one in self._tiers if one.order > self.step.review.tier.order), default=None
        )
        return [f"{one.name} – {one.agency.short_name}" for one in self._tiers if one.order == order]

    @property
    def _tiers(self) -> list[Tier]:
        return list(self.application.standard.tiers.all())

    @property
    def stages(self) -> list[Stage]:
        """All tiers in order, with their rounds."""
        stages = []
        for tier in self._tiers:
            steps = [step for step in self.steps if step.review.tier_id == tier.pk]
            stages.append(
                Stage(tier, steps, STATES.get(steps[-1].review.decision, "stopped") if steps else "")
            )
        return stages

    @property
    def service_due(self) -> Due | None:
        """The promise to the citizen; None where it was ended with the file."""
        return timeline.due(self.application, self.calendars, self.now)

    @property
    def due(self) -> Due | None:
        return self.step.due if self.step else self.service_due

    @property
    def name(self) -> str:
        name = self.application.applicant_name
        return mask_name(name) if self.is_masked else name

    @cached_property
    def former_answers(self) -> list[dict]:
        pairs = zip(self.application.former_ids, self.application.former_sealed, strict=True)
        return [FormerAnswers(pk=pk, answers=sealed).answers for pk, sealed in pairs]

    @cached_property
    def regions(self) -> dict:
        keys = [field.key for field in self.application.standard.fields.all() if field.type == "region"]
        given = [self.application.answers, *self.former_answers]
        return regions_for(
            self.application, {str(answers[key]) for answers in given for key in keys if key in answers}
        )

    @property
    def identity(self) -> list[tuple[str, str]]:
        return identity_rows(self.application.identity, place_names(self.regions))

    @property
    def warnings(self) -> list[str]:
        return warnings_for(self.application, self.regions)

    @cached_property
    def checks(self) -> list[Check]:
        return checks_of(self.application, self._judged, self.typed)

    @property
    def is_taken_over(self) -> bool:
        return any(check.is_taken_over for check in self.checks)

    @cached_property
    def remarks(self) -> list[Remark]:
        places = place_names(self.regions)
        return remarks_of(self.application, self._judged, self.typed, self.former_answers, places)

    @property
    def _judged(self) -> Review | None:
        return self.step.review if self.may_judge else None

    @cached_property
    def may_open_documents(self) -> bool:
        return permissions.may_open_documents(self.user, self.application)

    @property
    def is_outside(self) -> bool:
        """Whether its product is issued elsewhere, and its number recorded here by hand."""
        return self.application.standard.product_kind == Standard.ProductKind.OUTSIDE

    @property
    def shows_documents(self) -> bool:
        return self.may_open_documents and self.has_documents

    @property
    def records_product(self) -> bool:
        return self.is_outside and "record_product" in allowed(self.user, self.application)

    @property
    def has_documents(self) -> bool:
        return any(check.versions for check in self.checks)

    @cached_property
    def history(self) -> tuple[list[Line], list[Line]]:
        return lines_of(self.application)

    @cached_property
    def notices(self) -> list[Notice]:
        return notices_of(self.application)

    @property
    def has_trouble(self) -> bool:
        """Whether somebody was not reached."""
        return any(notice.state in UNREACHED for notice in self.notices)
