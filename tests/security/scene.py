"""Sari's things and an office's, each with the address that Joko tries; and every route of the resolver."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import Membership, Role, User
from accounts.workflow import propose_role, save_dependant, save_organisation
from applications.models import Application
from foundation.notifications.models import Notification
from foundation.notifications.ways import BELL
from tests import cast
from tests.security.rooms import ROOMS

SERVICE = "surat-keterangan-penelitian"
KEY = "kunci-yang-baru-22-huruf"
NOTHING = UUID("00000000-0000-4000-8000-000000000000")
NO_NUMBER = 999_999
# Change with every visit, or belong to the request and not to what was asked.
PASSING = {"django_session", "shared_cache", "registry_receipt"}


class Route(NamedTuple):
    name: str
    takes: tuple[str, ...]


def routes() -> dict[str, Route]:
    """Every page's route by name, with the names of what its address takes; the API has scenes of its own."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif not pattern.name.startswith("api-"):
                found[pattern.name] = Route(pattern.name, tuple(pattern.pattern.converters))

    walk(get_resolver().url_patterns)
    return found


@dataclass
class Scene:
    """Sari has a draft, a sent file, an organisation, a child and a bell; Budi claimed the file at his desk."""

    now: datetime

    def __post_init__(self):
        now, self.sari = self.now, cast.citizen("Sari")
        profile = self.sari.profile
        self.draft = cast.drafted(SERVICE, by=self.sari, now=now)
        sent = cast.submitted(SERVICE, by=self.sari, now=now)
        self.review, self.budi = cast.claimed(sent, now=now)
        self.file = Application.objects.get(pk=sent.pk)
        names = {"name": "CV Mawar", "nib": "", "npwp": ""}
        self.organisation = save_organisation(profile, names, by=self.sari, now=now)
        child = {"relation": "child", "full_name": "Wayan", "birth_date": date(2018, 8, 17)}
        self.child = save_dependant(profile, child, by=self.sari, now=now)
        self.bell = Notification.objects.filter(recipient=self.sari, channel=BELL).first()
        self.ratna = cast.officer("Ratna", Role.ADMINISTRATOR)
        self.wayan = cast.officer("Wayan", Role.ADMINISTRATOR)
        self.post = Membership.objects.get(user=self.budi)
        self.change = propose_role(
            email="wayan.lain@contoh.id", name="Wayan", role=Role.COORDINATOR, agency=None,
            starts_on=now.date(), by=self.ratna, now=now,
        )  # fmt: skip
        for room in ROOMS:
            if hasattr(room, "prepare"):
                room.prepare(self)

    def attachment(self, file: Application):
        return file.attachments.current().select_related("requirement").first()

    def arguments(self, route: Route) -> dict:
        """What the address of a route takes, all of it Sari's or of Budi's office."""
        for room in ROOMS:
            if found := room.arguments(self, route):
                return found
        of_file = {
            "attachment_pk": self.attachment(self.draft).pk,
            "review_id": self.review.pk,
            "act": "simpan",
        }
        pk = {
            "organisation": self.organisation.pk, "dependant": self.child.pk, "inbox_open": self.bell.pk,
            "person": self.budi.pk, "person_account": self.budi.pk, "post_move": self.post.pk,
            "post_end": self.post.pk, "role_change": self.change.pk, "document": self.attachment(self.file).pk,
        }.get(route.name, self.draft.pk if route.name.startswith(("apply_", "discard")) else self.file.pk)  # fmt: skip
        code = "A" * 26 if route.name == "permit_check" else SERVICE
        found = {**of_file, "pk": pk, "code": code, "name": "mall.svg"}
        return {name: value for name, value in found.items() if name in route.takes}

    def address(self, route: Route, **other) -> str:
        return reverse(route.name, kwargs={**self.arguments(route), **other})


def browser(user: User | None = None, **more) -> Client:
    client = Client(**more)
    if user is not None:
        client.force_login(user)
    return client


def stored() -> dict[str, str]:
    """A fingerprint of every table that keeps something."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - PASSING
        found = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT count(*), sum(hashtext(row::text)::bigint) FROM "{table}" AS row')  # noqa: S608
            found[table] = cursor.fetchone()
    return found
