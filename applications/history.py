"""What happened to a file, in sentences, for the desk."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Role
from applications.models import Application
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence

SENT = "application.submit"
OPENINGS = ("application.view", "application.open_document")
# A file that is watched for months must not make its own page heavy; the auditor's search has them all.
MOST = 300


class Line(NamedTuple):
    at: datetime
    who: str
    sentence: str


def lines_of(application: Application) -> tuple[list[Line], list[Line]]:
    """(acts, openings) since the file was sent, newest first; one query for a file from `open_file`."""
    entries = Entry.objects.about(application).select_related("actor")
    agencies = {tier.agency.code: tier.agency.short_name for tier in application.standard.tiers.all()}
    agencies[application.standard.service.agency.code] = application.standard.service.agency.short_name
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
    role = str(Role(entry.role).label) if entry.role in Role.values else entry.role
    office = ", ".join(part for part in (role, agencies.get(entry.agency, entry.agency)) if part)
    return f"{entry.actor} – {office}" if office else str(entry.actor)
