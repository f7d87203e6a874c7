"""Reading somebody's file is an act too, and leaves an entry (access matrix, letter m)."""

from datetime import datetime

from applications.models import Application, Attachment
from applications.permissions import is_own, reads_as
from foundation.audit.trail import record


def note_view(application: Application, *, by, now: datetime) -> None:
    """An officer opened the file; its owner reading her own leaves nothing."""
    _note("application.view", application, by, now)


def note_document(attachment: Attachment, *, by, now: datetime) -> None:
    """An officer opened one document."""
    application, requirement = attachment.application, attachment.requirement
    _note(
        "application.open_document",
        application,
        by,
        now,
        requirement=requirement.code,
        version=attachment.version,
    )


def _note(action: str, application: Application, by, now: datetime, **params) -> None:
    if is_own(by, application):
        return
    role, agency = reads_as(by, application)
    number = application.number or ""
    record(action, application, by=by, at=now, role=role, agency=agency, number=number, **params)
