"""Files for the stage: a permit of one tier, so that many can be made, and the outcome that must be found."""

from collections import Counter
from datetime import datetime

from django.conf import settings

from applications.models import Application, Permit
from foundation.audit.models import Entry
from foundation.documents.models import Document
from foundation.documents.storing import path_of, read
from foundation.notifications.models import Notification
from foundation.notifications.ways import EMAIL
from services.models import Standard
from tests import cast
from tests.applications.scenes import published

PERMIT = "izin-pemakaman"
ISSUE = "application.issue"


def short_permit(now: datetime) -> Standard:
    """A real service whose first desk decides."""
    return published(PERMIT, now, orders=[1])


def approved(count: int, *, now: datetime) -> list[Application]:
    """So many files whose permits wait for their PDF."""
    sari = cast.citizen("Sari")
    return [cast.pass_one(cast.submitted(PERMIT, by=sari, now=now), now=now) for _ in range(count)]


def waiting() -> list[Permit]:
    """Permits without a PDF."""
    return list(Permit.objects.filter(document=None).order_by("issued_on", "pk"))


def emails(*states: str):
    return Notification.objects.filter(channel=EMAIL, state__in=states)


def ids_of(rows) -> set[str]:
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def entries(action: str) -> Counter[str]:
    """Id of the target -> how many entries of that action."""
    return Counter(Entry.objects.filter(action=action).values_list("target_id", flat=True))


def each_permit_is_whole(files: list[Application]) -> None:
    """One document for each file, which opens; issued once, its clock stopped once."""
    ids = Counter(str(one.pk) for one in files)
    permits = Permit.objects.filter(application__in=files)
    assert not permits.filter(document=None).exists()
    assert entries(ISSUE) == ids
    assert set(Application.objects.filter(pk__in=ids).values_list("status", flat=True)) == {"issued"}
    stops = Application.objects.filter(pk__in=ids, timer__events__kind="stop")
    assert Counter(map(str, stops.values_list("pk", flat=True))) == ids
    documents = [permit.document for permit in permits.select_related("document")]
    assert len({document.pk for document in documents}) == len(files)
    assert all(read(document).startswith(b"%PDF") for document in documents)


def stored() -> set[str]:
    """Names of all that lies in the folder of documents."""
    return {path.name for path in settings.DOCUMENT_ROOT.glob("??/*")}


def recorded() -> set[str]:
    return {path_of(document).name for document in Document.objects.all()}
