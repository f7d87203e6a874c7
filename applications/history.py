"""What happened to a file, in sentences: for the desk with names, for the citizen without."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import role_label
from applications.models import Application
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence

SENT = "application.submit"
OPENINGS = ("application.view", "application.open_document")
# A file that is watched for months must not make its own page heavy; the auditor's search has them all.
MOST = 300

# What a citizen reads of the trail of her file; saved drafts and ticked checklists are no news to her.
TOLD = (
    "application.submit", "application.claim", "application.release", "application.pass_on",
    "application.return_for_correction", "application.answer", "application.approve", "application.reject",
    "application.withdraw", "application.record_product", "application.issue", "application.lapse",
    "application.escalate", "application.view", "application.open_document",
)  # fmt: skip


class Line(NamedTuple):
    at: datetime
    who: str
    sentence: str


def lines_of(application: Application) -> tuple[list[Line], list[Line]]:
    """(acts, openings) since the file was sent, newest first; one query for a file from `open_file`."""
    entries = Entry.objects.about(application).select_related("actor")
    agencies = _agencies(application)
    acts, openings = [], []
    for entry in entries.order_by("-id")[:MOST]:
        line = Line(entry.at, _who(entry, application, agencies), sentence(entry))
        (openings if entry.action in OPENINGS else acts).append(line)
        if entry.action == SENT:
            break
    return acts, openings


def _who(entry: Entry, application: Application, agencies: dict[str, str]) -> str:
    if entry.actor is None:
        return _("Sistem")
    if entry.actor_id in (application.filed_by_id, application.applicant.user_id):
        return _("Pemohon")
    office = _office(entry, agencies)
    return f"{entry.actor} – {office}" if office else str(entry.actor)


def story(application: Application) -> list[tuple[datetime, str, str]]:
    """(moment, what happened, which desk) since the file was sent, oldest first; no officer is named."""
    agencies = _agencies(application)
    entries = Entry.objects.about(application).filter(action__in=TOLD)
    return [(entry.at, sentence(entry), _office(entry, agencies)) for entry in entries]


def _agencies(application: Application) -> dict[str, str]:
    """Code -> short name of those that may act on the file."""
    standard = application.standard
    return {
        one.code: one.short_name
        for one in (standard.service.agency, *(t.agency for t in standard.tiers.all()))
    }


def _office(entry: Entry, agencies: dict[str, str]) -> str:
    return ", ".join(
        part for part in (role_label(entry.role), agencies.get(entry.agency, entry.agency)) if part
    )
