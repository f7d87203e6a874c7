"""Would anybody notice a broken guard of pages? See `tests/mutants.py`."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Role
from pages import permissions, workflow
from pages.models import Edition, Page, VisibleToStaff
from tests import cast
from tests.mutants import gates_of, guards_of, unnoticed
from tests.pages.writing import edition

GUARDS = [
    *guards_of(permissions, people={"second_persons"}),  # answers with people, not with yes or no
    *gates_of(VisibleToStaff, "visible_to"),
]


class Stage:
    def __init__(self, now):
        self.now = now
        self.wayan = cast.officer("Wayan", Role.CATALOGUE_EDITOR)
        self.ratna, self.budi = (cast.officer(name, Role.COORDINATOR) for name in ("Ratna", "Budi"))
        self.auditor = cast.officer("Sari", Role.AUDITOR)
        self.joko = cast.officer("Joko", Role.ASSISTANT)
        self.draft = edition("draft", by=self.wayan, now=now)
        self.waits = edition("submitted", by=self.wayan, now=now)
        self.mixed = edition("submitted", by=self.wayan, now=now)
        self.mixed.writers.add(self.budi)
        self.stands = edition("published", by=self.wayan, decided_by=self.ratna, now=now)

    def asked(self, verb, *args, by, **more):
        """What becomes of a verb; whatever it wrote is taken back."""
        try:
            with transaction.atomic():
                getattr(workflow, verb)(*args, by=by, now=self.now, **more)
                transaction.set_rollback(True)
        except PermissionDenied:
            return "denied"
        return "done"

    def deciders(self) -> set:
        day = self.now.date()
        return {one.name for one in permissions.second_persons(self.mixed, day)}


PROBES = [
    (lambda s: s.asked("start", Page.Kind.HELP, by=s.wayan), "done"),
    (lambda s: s.asked("start", Page.Kind.HELP, by=s.joko), "denied"),
    (lambda s: s.asked("save", s.draft.pk, {}, seen=None, by=s.joko), "denied"),
    (lambda s: s.asked("save", s.draft.pk, {}, seen=None, by=s.wayan), "done"),
    (lambda s: s.asked("submit", s.draft.pk, by=s.ratna), "denied"),
    (lambda s: s.asked("take_back", s.waits.pk, by=s.ratna), "denied"),
    (lambda s: s.asked("discard", s.draft.pk, by=s.ratna), "denied"),
    (lambda s: s.asked("approve", s.waits.pk, by=s.ratna), "done"),
    (lambda s: s.asked("approve", s.waits.pk, by=s.wayan), "denied"),
    (lambda s: s.asked("approve", s.mixed.pk, by=s.budi), "denied"),
    (lambda s: s.asked("refuse", s.waits.pk, reason="x", by=s.wayan), "denied"),
    (lambda s: s.asked("withdraw", s.stands.pk, reason="x", by=s.joko), "denied"),
    (lambda s: s.asked("withdraw", s.stands.pk, reason="x", by=s.budi), "done"),
    (lambda s: s.deciders(), {"Ratna"}),
    (lambda s: permissions.reads_drafts(s.auditor), True),
    (lambda s: permissions.reads_drafts(s.joko), False),
    (lambda s: Edition.objects.visible_to(s.auditor).count(), 4),
    (lambda s: Edition.objects.visible_to(s.joko).count(), 0),
    (lambda s: Page.objects.visible_to(AnonymousUser()).count(), 0),
]


def test_every_broken_guard_is_noticed(now):
    assert unnoticed(GUARDS, Stage(now), PROBES) == []


def test_every_guard_of_the_table_is_broken_here():
    used = {move.guard.__name__ for move in workflow.TRANSITIONS.values()}
    assert used <= {guard.name for guard in GUARDS}
