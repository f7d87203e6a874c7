"""Real files on their way, with the clocks that the verbs have started."""

from accounts.models import Role
from applications import workflow
from applications.models import Application
from foundation.audit.models import Entry
from foundation.documents.checks import check_upload
from foundation.notifications.models import Notification
from tests import cast

RESEARCH = "surat-keterangan-penelitian"
LIBRARY_CARD = "kartu-anggota-perpustakaan"


def clock_of(application):
    """The timer of the tier that waits."""
    return cast.open_review(application).timer


def returned(application, *, now) -> Application:
    """The desk that waits sends the file back: its first document must be uploaded anew."""
    review, who = cast.claimed(application, now=now)
    verdicts = cast.fits(application)
    code = next(code for code, (value, _) in verdicts.items() if value == "fits")
    verdicts[code] = ("mend", "Gambar kurang jelas.")
    return workflow.return_for_correction(application.pk, review.pk, verdicts=verdicts, by=who, now=now)


def answered(application, *, now) -> Application:
    for verdict in workflow.waiting_verdicts(application):
        needed = verdict.requirement
        checked = check_upload(cast.upload(needed.accept), accept=needed.accept, max_mb=needed.max_mb)
        workflow.attach(application.pk, needed, checked, by=application.filed_by, now=now)
    return workflow.answer(application.pk, by=application.filed_by, now=now)


def announced(action: str) -> list[tuple[str, str]]:
    """(number of the file, "tier" or "service") of every such entry, in order."""
    entries = Entry.objects.filter(action=f"application.{action}").order_by("id")
    return [(entry.params["number"], entry.params["clock"]) for entry in entries]


def told(action: str) -> set[str]:
    """The addresses of those whose bell rang for it."""
    rows = Notification.objects.filter(entry__action=f"application.{action}", channel="bell")
    return {row.recipient.email for row in rows.select_related("recipient")}


def coordinator():
    return cast.officer("Ratna", Role.COORDINATOR)
