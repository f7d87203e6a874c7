"""How every verb begins and ends: lock the case, check, change it by a guarded write, record."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.http import Http404

from applications.models import Application, Review, Verdict
from applications.permissions import acts_as
from applications.workflow.table import TRANSITIONS, check
from foundation.audit.trail import record
from foundation.registry import moves
from services.models import Tier
from sla.models import TimerEvent
from sla.workflow import write


@dataclass
class Case:
    """A locked file with all its reviews and tiers, and the ledger lines of this act.

    `review` is the step the act is about, None for acts of the citizen or the system.
    """

    application: Application
    review: Review | None
    by: object
    now: datetime
    ledger: list[TimerEvent | None] = field(default_factory=list)

    @property
    def reviews(self) -> list[Review]:
        return list(self.application.reviews.all())

    @property
    def tiers(self) -> list[Tier]:
        return list(self.application.standard.tiers.all())

    def change(self, **values) -> None:
        """The guarded write: exactly the row that was locked, in the version that was read."""
        moves.change(self.application, **values)

    def record(self, verb: str, **params):
        """The entry of this act, for the notices to quote."""
        role, agency = acts_as(self.by, self.application, self.review)
        step = {"tier": self.review.tier.code, "round": self.review.round} if self.review else {}
        return record(
            f"application.{verb}", self.application, by=self.by, at=self.now, role=role, agency=agency,
            number=self.application.number or "", **step, **params,
        )  # fmt: skip

    def close(self, verb: str, **params):
        """Write the ledger and the entry of a move; the status must be one the table names."""
        moves.check_landed(TRANSITIONS, verb, self.application)
        if self.ledger:
            write(*self.ledger)
        return self.record(verb, **params)


def locked(application_id) -> Application:
    """The file under lock, with what its rules look at: its tiers, and once it was sent its reviews.

    Clocks are read by later queries, never joined here: when the lock had to be waited for, PostgreSQL gives
    the locked row as it is now, but the rows joined to it as they were before the wait.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related(
            "standard__service__agency",
            "applicant__user__notice_choice",
            "filed_by__notice_choice",
            "organisation",
            "dependant",
        )
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        raise Http404
    wanted = [Prefetch("standard__tiers", queryset=Tier.objects.select_related("agency"))]
    if application.number:
        wanted.append(Prefetch("reviews", queryset=_reviews()))
    prefetch_related_objects([application], *wanted)
    return application


def _reviews():
    """With their clocks, and `judged`: the ids of the verdicts given so far."""
    verdicts = Verdict.objects.filter(review=OuterRef("pk")).order_by("pk")
    reviews = Review.objects.select_related("tier__agency", "timer", "claimed_by")
    return reviews.annotate(judged=ArraySubquery(verdicts.values("pk"))).order_by("round", "opened_at")


def begin(verb: str, application_id, *, by, now: datetime, review_id=None, seen: int | None = None) -> Case:
    """Lock, then check the person, then the table; inside the verb's transaction.

    `seen`: the version the person's page was drawn from; another one now answers 409. None: not asked.
    """
    application = locked(application_id)
    review = None
    if review_id is not None:
        review = next((one for one in application.reviews.all() if str(one.pk) == str(review_id)), None)
        if review is None:
            raise Http404
        review.application = application
    check(verb, by, application, review)
    if review is not None and review.decision:
        raise moves.stale(application)
    moves.check_seen(application, seen)
    return Case(application, review, by, now)
