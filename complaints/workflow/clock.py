"""Acts of the system on the clocks of a complaint. Each may be called twice and takes effect once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from complaints.models import Clock, Complaint
from complaints.notices import tell_clock
from complaints.workflow.case import Case, locked
from complaints.workflow.handling import close_by_silence
from sla.workflow import mark_rung, mark_warned


def _owner_of(timer_id) -> Complaint | None:
    """The complaint whose step or whole time the timer measures now; one of a step before rings no more."""
    return (
        Complaint.objects.filter(Q(timer=timer_id) | Q(whole_timer=timer_id)).only("pk", "timer_id").first()
    )


def _announce(verb: str, mark, timer_id, now: datetime) -> bool:
    owner = _owner_of(timer_id)
    if owner is None:
        return False
    with transaction.atomic():
        complaint = locked(owner.pk)
        if timer_id not in (complaint.timer_id, complaint.whole_timer_id) or not mark(timer_id, now=now):
            return False
        step = complaint.step if complaint.timer_id == timer_id else Clock.Step.WHOLE
        case = Case(complaint, None, now)
        if verb == "escalate" and step == Clock.Step.REPLY:
            close_by_silence(complaint.pk, now=now)
        else:
            tell_clock(case, case.record(verb, step=step), step=step)
    return True


def warn(timer_id, *, now: datetime) -> bool:
    """Most of the time is gone: tell whoever can still keep the promise, or the reporter whose days end."""
    return _announce("warn", mark_warned, timer_id, now)


def escalate(timer_id, *, now: datetime) -> bool:
    """The time is over: tell whoever holds it and the coordinator, once; the reporter's own days end the case."""
    return _announce("escalate", mark_rung, timer_id, now)
