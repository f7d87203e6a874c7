"""Reading a complaint is an act too, and leaves an entry (access matrix, letter m)."""

from datetime import datetime

from django.db import transaction

from accounts.models import Role
from complaints.models import Complaint
from complaints.models.complaint import READS_ALL
from complaints.notices import tell_reporter
from complaints.permissions import is_own, is_watched
from complaints.workflow.case import Case, locked, record_of
from foundation.audit.trail import record


def note_view(complaint: Complaint, *, by, now: datetime) -> None:
    """An officer opened the complaint; its reporter reading her own leaves nothing."""
    if not is_own(by, complaint):
        record_of(complaint, "view", by=by, actor=by, now=now)


def note_list(*, by, now: datetime) -> None:
    """The auditor looked at the list of complaints; the desks whose work it is leave nothing."""
    if is_watched(by):
        record("complaint.list", by, by=by, at=now, role=Role.AUDITOR)


def note_export(*, by, now: datetime, rows: int) -> None:
    """Somebody took the list away as a file, of so many rows."""
    role = next(role for role in READS_ALL if by.holds(role))
    record("complaint.export", by, by=by, at=now, role=role, rows=rows)


def note_photo(complaint: Complaint, *, by, now: datetime, photo: int) -> None:
    """An officer opened a photo, by its order."""
    if not is_own(by, complaint):
        record_of(complaint, "open_photo", by=by, actor=by, now=now, photo=photo)


@transaction.atomic
def note_guesses(complaint_id, *, now: datetime) -> None:
    """Its secret was typed wrong ten times in a quarter of an hour: the reporter is told, where she can be."""
    case = Case(locked(complaint_id), None, now)
    tell_reporter(case, case.record("guessed"))
