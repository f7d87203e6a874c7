"""How every verb of a complaint begins and ends: lock the case, check, change it by a guarded write, record."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from complaints.models import Clock, Complaint, Response
from complaints.permissions import SecretHolder, acts_as
from complaints.workflow.table import TRANSITIONS, not_now
from foundation.audit.trail import record
from foundation.registry import moves
from sla import workflow as clocks
from sla.calendars import Calendars
from sla.models import Timer, TimerEvent

LONGEST = 4000


def on_the_hour(moment: datetime) -> datetime:
    """An anonymous act keeps the hour only: its minute could be found again in a log of visits."""
    return moment.replace(minute=0, second=0, microsecond=0)


def words(text: str, *, longest: int = LONGEST, field: str = "text") -> str:
    """Trimmed; ValidationError {field: ...} when empty, too long or not text."""
    if not isinstance(text, str) or "\0" in text:
        raise ValidationError({field: _("Tulis dengan huruf biasa, lalu kirim lagi.")})
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise ValidationError({field: _("Isi bagian ini, lalu kirim lagi.")})
    if len(text) > longest:
        sentence = _("Paling panjang %(most)s huruf. Ringkas, lalu kirim lagi.") % {
            "most": f"{longest:,}".replace(",", ".")
        }
        raise ValidationError({field: sentence})
    return text


@dataclass
class Case:
    """A locked complaint and the ledger lines of this act. `by`: a user, a SecretHolder, or None (system)."""

    complaint: Complaint
    by: object
    now: datetime
    ledger: list[TimerEvent | None] = field(default_factory=list)

    @property
    def actor(self):
        """Who is written down: nobody for the holder of a secret."""
        return None if isinstance(self.by, SecretHolder) else self.by

    def change(self, **values) -> None:
        moves.change(self.complaint, **values)

    def record(self, verb: str, **params):
        """The entry of this act, for the notices to quote: codes and the number, no word of the reporter."""
        return record_of(self.complaint, verb, by=self.by, actor=self.actor, now=self.now, **params)

    def close(self, verb: str, **params):
        """Write the ledger and the entry of a move; the status must be one the table names."""
        moves.check_landed(TRANSITIONS, verb, self.complaint)
        if self.ledger:
            clocks.write(*self.ledger)
        return self.record(verb, **params)

    def say(self, kind: str, text: str, *, agency=None) -> Response:
        """Add one turn of the conversation; what the reporter says has no author."""
        by_reporter = kind in (Response.Kind.REPLY, Response.Kind.DISPUTE)
        return Response.objects.create(
            complaint=self.complaint, kind=kind, text=text, at=self.now, agency=agency,
            author=None if by_reporter else self.actor, order=self.complaint.responses.count() + 1,
        )  # fmt: skip

    def begin_step(
        self, step: str, *, agency_id: int | None, reason: str, received: datetime | None = None
    ) -> dict:
        """Stop the clock of the step before, start the next; the columns to `change`."""
        self.stop_step(reason=reason)
        timer, started = start_clock(
            self.complaint.kind,
            step,
            agency_id=agency_id,
            received=received or self.now,
            by=self.actor,
            reason=reason,
        )
        self.ledger.append(started)
        return {"step": step, "timer": timer}

    def stop_step(self, *, reason: str) -> None:
        self.ledger.append(clocks.stop(self.complaint.timer, now=self.now, by=self.actor, reason=reason))

    def pause_whole(self, *, reason: str) -> None:
        """The ball is with the reporter."""
        whole = self.complaint.whole_timer
        if whole.stopped_at is None and whole.paused_at is None:
            self.ledger.append(clocks.pause(whole, now=self.now, by=self.actor, reason=reason))

    def resume_whole(self, *, reason: str) -> None:
        whole = self.complaint.whole_timer
        if whole.paused_at is not None:
            self.ledger.append(clocks.resume(whole, Calendars(), now=self.now, by=self.actor, reason=reason))

    def stop_all(self, *, reason: str) -> None:
        self.stop_step(reason=reason)
        self.ledger.append(
            clocks.stop(self.complaint.whole_timer, now=self.now, by=self.actor, reason=reason)
        )


def start_clock(
    kind: str, step: str, *, agency_id, received: datetime, by, reason: str, amount=None, calendars=None
) -> tuple[Timer, TimerEvent]:
    """A timer for one step as the configuration rows say, or for `amount` working days."""
    clock = Clock.objects.get(kind=kind, step=step) if amount is None else None
    return clocks.start(
        calendars or Calendars(), amount=clock.amount if clock else amount,
        unit=clock.unit if clock else "working_days",
        agency_id=agency_id, received=received, by=by, reason=reason,
    )  # fmt: skip


def record_of(complaint: Complaint, verb: str, *, by, actor, now: datetime, **params):
    role, agency = acts_as(by, complaint)
    return record(
        f"complaint.{verb}",
        complaint,
        by=actor,
        at=now,
        role=role,
        agency=agency,
        number=complaint.number,
        **params,
    )


def locked(complaint_id) -> Complaint:
    """The complaint under lock, with what its rules look at; Http404 without one.

    Everything that hangs on it is read by later queries, never joined to the lock: who had to wait for it would
    get the locked row as it is now, but the rows joined to it as they were before the wait.
    """
    held = Complaint.objects.select_for_update().filter(pk=complaint_id).values_list("pk")
    if not held:
        raise Http404
    return Complaint.objects.select_related(
        "category__parent", "assigned_agency", "reporter", "agency", "region", "service__agency",
        "application__standard__service__agency",
    ).get(pk=complaint_id)  # fmt: skip


def begin(verb: str, complaint_id, *, by, now: datetime, seen: int | None = None) -> Case:
    """Lock, then check the person, then the table; inside the verb's transaction.

    Raises Http404 for no such complaint, PermissionDenied for the wrong person, ValidationError code "state" for
    the wrong moment. Who may not even see it was told so by the door (`inbox`, `own`).
    """
    complaint = locked(complaint_id)
    moves.check_move(TRANSITIONS, verb, by, complaint)
    moves.check_seen(complaint, seen)
    if refusal := not_now(verb, complaint, now):
        raise refusal
    secret = isinstance(by, SecretHolder) and complaint.anonymous
    return Case(complaint, by, on_the_hour(now) if secret else now)
