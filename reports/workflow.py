"""What reports do: tell the coordinators each morning, and note who read or took numbers away."""

from datetime import datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Role
from accounts.permissions import holders_of, require
from foundation.audit.models import Entry
from foundation.audit.trail import record
from foundation.notifications import outbox
from foundation.notifications.ways import EMAIL, language_of
from reports.models import Digest
from reports.notices import LATE_PAGE, letter
from reports.period import Period
from reports.permissions import Scope
from reports.pressing import morning
from sla.calendars import Calendars

DIGEST_FROM = time(7, 15)


def send_digest(*, by: None, now: datetime) -> Digest | None:
    """An act of the system: this working day's digest to every coordinator, once; None where it is not time.

    From 07.15 of the mall's zone until midnight: a morning that was slept through is made up for the same day,
    and never on another.
    """
    require(by is None)
    local = timezone.localtime(now)
    if local.time() < DIGEST_FROM or Digest.objects.filter(day=local.date()).exists():
        return None
    calendar = Calendars().of(None)
    return _send(calendar, now) if calendar.is_open_day(local.date()) else None


@transaction.atomic
def _send(calendar, now: datetime) -> Digest | None:
    day = timezone.localdate(now)
    # The day is unique: of two beats the second waits here, and finds the row of the first.
    digest, is_mine = Digest.objects.get_or_create(day=day, defaults={"sent_at": now})
    if not is_mine:
        return None
    found = morning(calendar, now=now)
    digest.numbers = found.totals()
    digest.save(update_fields=["numbers"])
    entry = record("report.digest", digest, by=None, at=now, day=day.isoformat(), **digest.numbers)
    people = list(holders_of(Role.COORDINATOR, day).select_related("notice_choice"))
    words = "well" if found.all_is_well else ""
    outbox.notify(people, entry, at=now, link=reverse(LATE_PAGE), email=False, audience=words)
    for person in people:
        if person.email:
            with override(language_of(person)):
                subject, text = letter(found, day, now)
                outbox.post(
                    address=person.email, channel=EMAIL, subject=subject, text=text, entry=entry, at=now,
                    recipient=person,
                )  # fmt: skip
    return digest


def note_reading(period: Period, scope: Scope, *, by, now: datetime) -> Entry:
    """m: an auditor looked at the numbers."""
    return _note("report.view", period, scope, by, now)


def note_download(period: Period, scope: Scope, *, by, now: datetime) -> Entry:
    """Numbers leave the house: by whom, and about which period."""
    return _note("report.download", period, scope, by, now)


def _note(action: str, period: Period, scope: Scope, by, now: datetime) -> Entry:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return record(action, by, by=by, at=now, role=scope.role, **days)
