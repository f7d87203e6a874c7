"""Telling people: rows are written inside the transaction of the change, sending comes after the commit."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.urls import translate_url
from django.utils.translation import get_language

from foundation.notifications.messages import is_always_sent
from foundation.notifications.models import Notification
from foundation.notifications.wake import wake_delivery
from foundation.notifications.ways import BELL, ways
from foundation.vault.crypto import keyed_hash


class Audience(NamedTuple):
    """Who is told, and how. `people`: users; None and repetitions are dropped.

    Each gets the bell; with `email` also a letter, by e-mail or SMS as she chose (see `ways`). `link`: a path of
    this portal ("/permohonan/..."). `name` chooses among the words registered for the action.
    """

    people: Iterable
    link: str = ""
    email: bool = True
    name: str = ""


def notify(
    people: Iterable, entry, *, at: datetime, link: str = "", email: bool = True, audience: str = ""
) -> int:
    """Tell people about an audit entry; returns how many rows were handed to the outbox.

    Telling a person about the same entry again changes nothing.
    """
    return notify_all([Audience(people, link, email, audience)], entry, at=at)


def notify_all(audiences: Iterable[Audience], entry, *, at: datetime) -> int:
    """Tell several audiences by one write; a person in two of them reads the words of the first.

    What they chose costs one query more for all of them, none where `notice_choice` was read with each person.
    """
    told = [one._replace(people=_each_once(one.people)) for one in audiences]
    prefetch_related_objects([person for one in told if one.email for person in one.people], "notice_choice")
    return _write([row for one in told for row in _rows(one, entry, at)])


def _each_once(people: Iterable) -> list:
    return list({person.pk: person for person in people if person is not None}.values())


def _rows(audience: Audience, entry, at: datetime) -> list[Notification]:
    people, link, email, name = audience
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError("A notification links to a path of this portal.")
    # A row keeps the page, not the language in which somebody happened to act.
    link = translate_url(link, settings.LANGUAGE_CODE)
    always = is_always_sent(entry, name)
    return [
        _row(channel, address, entry, at, recipient=person, link=link, audience=name)
        for person in people
        for channel, address in [(BELL, ""), *(ways(person, always=always) if email else [])]
    ]


def post(
    *,
    address: str,
    channel: str,
    subject: str,
    text: str,
    entry,
    at: datetime,
    recipient=None,
    sealed: bool = False,
) -> None:
    """Send a letter that cannot be rendered from its entry (a one-time code): its words are kept sealed.

    `sealed`: so is the address, which beside this entry would tell who somebody is. One letter per entry, channel
    and recipient (or address): record an entry for each. The words are made, and this is called, with the
    reader's language active (`ways.language_of`): the rest of the letter is drawn in it.
    """
    message = {"subject": str(subject), "text": str(text), "language": get_language()}
    if sealed:
        message["to"], address = address, hidden(address)
    _write([_row(channel, address, entry, at, recipient=recipient, message=message)])


def hidden(address: str) -> str:
    """What stands for an address that is sealed: equal for equal ones, read by nobody."""
    return keyed_hash(address, "notification address")


def _row(channel, address, entry, at, **more) -> Notification:
    rung = channel == BELL
    return Notification(
        id=uuid.uuid4(),
        channel=channel,
        address=address,
        entry=entry,
        state=Notification.State.SENT if rung else Notification.State.PENDING,
        next_try_at=at,
        sent_at=at if rung else None,
        created_at=at,
        **more,
    )


def _write(rows: list[Notification]) -> int:
    if rows:
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.state == Notification.State.PENDING for row in rows):
        waiting = any(function is wake_delivery for _ids, function, _robust in connection.run_on_commit)
        if not waiting:
            transaction.on_commit(wake_delivery, robust=True)
    return len(rows)
