"""Would anybody notice a broken guard? Each is made to allow everything, then to refuse everything, and found out."""

import inspect

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Role, User
from pages import permissions, workflow
from pages.models import Edition, Page, VisibleToStaff
from tests import cast
from tests.pages.writing import edition

ROWS = {"second_persons"}  # answers with people, not with yes or no
ALWAYS = {
    (str, "allows"): lambda *args, **kwargs: "",
    (str, "refuses"): lambda *args, **kwargs: "Tidak.",
    (bool, "allows"): lambda *args, **kwargs: True,
    (bool, "refuses"): lambda *args, **kwargs: False,
    ("gate", "allows"): lambda self, *args, **kwargs: self.all(),
    ("gate", "refuses"): lambda self, *args, **kwargs: self.none(),
    ("people", "allows"): lambda *args, **kwargs: User.objects.all(),
    ("people", "refuses"): lambda *args, **kwargs: User.objects.none(),
}


def guards() -> dict:
    """(name, what it answers) -> function, from the guards' own signatures."""
    found = {}
    for name, one in vars(permissions).items():
        if inspect.isfunction(one) and one.__module__ == permissions.__name__:
            kind = "people" if name in ROWS else inspect.signature(one).return_annotation
            assert kind in (str, bool, "people"), f"{name} must say what it answers"
            found[name, kind] = one
    return found | {("visible_to", "gate"): VisibleToStaff.visible_to}


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


def noticed(stage) -> int | None:
    """The number of the first question that is answered wrongly, None when all are right."""
    return next((number for number, (ask, right) in enumerate(PROBES) if ask(stage) != right), None)


def test_every_broken_guard_is_noticed(now):
    stage = Stage(now)
    assert noticed(stage) is None
    unnoticed = []
    for (name, kind), guard in guards().items():
        whole = guard.__code__
        for way in ("allows", "refuses"):
            try:
                # In place, so that the table and every importer meet the broken one.
                guard.__code__ = ALWAYS[kind, way].__code__
                if noticed(stage) is None:
                    unnoticed.append(f"{name} {way}")
            finally:
                guard.__code__ = whole
    assert unnoticed == []
    assert noticed(stage) is None


def test_every_guard_of_the_table_is_broken_here():
    used = {move.guard.__name__ for move in workflow.TRANSITIONS.values()}
    assert used <= {name for name, _kind in guards()}
