"""Would anybody notice a broken guard? Each is made to allow everything, then to refuse everything, and found out.

The mutants are generated from the guards' own signatures: a new guard is broken here the day it is written.
"""

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Role, User
from complaints import permissions, workflow
from complaints.models import Complaint
from complaints.models.complaint import ComplaintQuerySet
from complaints.workflow import TRANSITIONS, allowed
from tests import cast
from tests.complaints import scenes
from tests.complaints.moves import ACTS, LATE

pytestmark = pytest.mark.django_db

# Neither allow nor refuse: the words of a refusal, and in which role somebody acts.
NO_GUARDS = {"not_your_task", "own_complaint", "acts_as"}
GATES = ("own", "inbox", "barred_to", "public")


def guards() -> dict[str, type]:
    """Name -> str (the sentence why not, or "") or bool, of every guard in permissions.py."""
    found = {}
    for name, one in vars(permissions).items():
        if inspect.isfunction(one) and one.__module__ == permissions.__name__ and name not in NO_GUARDS:
            found[name] = inspect.signature(one).return_annotation
    assert set(found.values()) == {str, bool}, "a guard must say what it answers"
    return found


ALWAYS = {
    (str, "allows"): lambda *args, **kwargs: "",
    (str, "refuses"): lambda *args, **kwargs: "Tidak.",
    (bool, "allows"): lambda *args, **kwargs: True,
    (bool, "refuses"): lambda *args, **kwargs: False,
    ("gate", "allows"): lambda self, *args, **kwargs: self.all(),
    ("gate", "refuses"): lambda self, *args, **kwargs: self.none(),
}
MUTANTS = [(name, kind, way) for name, kind in guards().items() for way in ("allows", "refuses")]
MUTANTS += [(f"ComplaintQuerySet.{name}", "gate", way) for name in GATES for way in ("allows", "refuses")]


def original(name: str):
    rows, _dot, method = name.rpartition(".")
    return getattr(ComplaintQuerySet if rows else permissions, method)


class Stage:
    """Complaints at several steps, one of them confidential, one anonymous, one about Wayan; and who may what."""

    def __init__(self, now):
        self.now, self.joko = now, cast.citizen("Joko")
        self.budi, self.ratna, self.wayan = scenes.handler(), scenes.coordinator(), scenes.official()
        self.auditor = cast.officer("Sari", Role.AUDITOR)
        self.elsewhere = scenes.official("dinkes")
        self.new = scenes.filed(now=now)
        self.sari = self.new.reporter
        self.checked = scenes.verified(scenes.filed(now=now), now=now)
        self.asked = scenes.forwarded(scenes.filed(now=now), now=now)
        self.answered = scenes.answered(scenes.filed(now=now), now=now)
        self.nameless = scenes.filed(now=now, anonymous=True)
        self.secret = scenes.forwarded(
            scenes.filed(now=now, confidential=True, by=cast.account("Wayan")), now=now
        )
        self.about_wayan = scenes.forwarded(scenes.filed(now=now, by=cast.account("Ratna")), now=now)
        Complaint.objects.filter(pk=self.about_wayan.pk).update(accused=self.wayan)
        self.about_wayan.refresh_from_db()
        self.of_budi = scenes.filed(now=now, by=self.budi)

    def asks(self, verb, complaint, by):
        """What becomes of a verb; whatever it wrote is taken back."""
        by = User.objects.get(pk=by.pk) if getattr(by, "pk", None) else by
        try:
            with transaction.atomic():
                ACTS[verb](complaint, by=by, now=self.now)
                transaction.set_rollback(True)
        except PermissionDenied:
            return "denied"
        return "done"

    def silence(self):
        return workflow.close_by_silence(self.answered.pk, now=self.now + LATE).status

    def sees(self, gate, user) -> set:
        user = User.objects.get(pk=user.pk) if user.pk else user
        return set(getattr(Complaint.objects, gate)(user).values_list("pk", flat=True))

    def public(self) -> set:
        return set(Complaint.objects.public().values_list("pk", flat=True))


ALL = "new checked asked answered nameless secret about_wayan of_budi"


def of(stage, names: str) -> set:
    return {getattr(stage, name).pk for name in names.split()}


# A question to the house, and the right answer.
PROBES = [
    (lambda s: s.asks("reply", s.new, s.sari), lambda s: "done"),
    (lambda s: s.asks("reply", s.new, s.joko), lambda s: "denied"),
    (lambda s: s.asks("reply", s.nameless, scenes.holder_of(s.nameless)), lambda s: "done"),
    (lambda s: s.asks("reply", s.nameless, scenes.holder_of(s.new)), lambda s: "denied"),
    (lambda s: s.asks("reply", s.nameless, s.sari), lambda s: "denied"),
    (lambda s: s.asks("verify", s.new, s.budi), lambda s: "done"),
    (lambda s: s.asks("verify", s.new, s.ratna), lambda s: "denied"),
    (lambda s: s.asks("verify", s.of_budi, s.budi), lambda s: "denied"),
    (lambda s: s.asks("forward", s.checked, s.ratna), lambda s: "done"),
    (lambda s: s.asks("forward", s.checked, s.wayan), lambda s: "denied"),
    (lambda s: s.asks("send_back", s.asked, s.wayan), lambda s: "done"),
    (lambda s: s.asks("send_back", s.asked, s.budi), lambda s: "denied"),
    (lambda s: s.asks("send_back", s.asked, s.elsewhere), lambda s: "denied"),
    (lambda s: s.asks("answer", s.asked, s.wayan), lambda s: "done"),
    (lambda s: s.asks("answer", s.asked, s.budi), lambda s: "done"),
    (lambda s: s.asks("answer", s.asked, s.elsewhere), lambda s: "denied"),
    (lambda s: s.asks("answer", s.about_wayan, s.wayan), lambda s: "denied"),
    (lambda s: "close_by_silence" in allowed(s.budi, s.answered, now=s.now + LATE), lambda s: False),
    (lambda s: s.silence(), lambda s: "closed"),
    (lambda s: permissions.bars(s.wayan, s.about_wayan), lambda s: True),
    (lambda s: permissions.bars(s.wayan, s.asked), lambda s: False),
    (lambda s: permissions.sees_inbox(s.joko), lambda s: False),
    (lambda s: permissions.sees_inbox(s.wayan), lambda s: True),
    (lambda s: permissions.answers_only(s.wayan), lambda s: True),
    (lambda s: permissions.answers_only(s.budi), lambda s: False),
    (lambda s: permissions.is_watched(s.auditor), lambda s: True),
    (lambda s: permissions.is_watched(s.budi), lambda s: False),
    (lambda s: permissions.exports(s.ratna), lambda s: True),
    (lambda s: permissions.exports(s.wayan), lambda s: False),
    (lambda s: permissions.sees_masked_list(s.ratna), lambda s: True),
    (lambda s: permissions.sees_masked_list(s.budi), lambda s: False),
    (lambda s: permissions.sees_identity(s.budi, s.asked), lambda s: True),
    (lambda s: permissions.sees_identity(s.ratna, s.asked), lambda s: False),
    (lambda s: permissions.sees_identity(s.budi, s.secret), lambda s: False),
    (lambda s: permissions.sees_identity(s.budi, s.nameless), lambda s: False),
    (lambda s: permissions.acts_as(s.wayan, s.asked), lambda s: ("approver", scenes.AGENCY)),
    (lambda s: s.sees("own", s.sari), lambda s: of(s, "new checked asked answered")),
    (lambda s: s.sees("own", s.joko), lambda s: set()),
    (lambda s: s.sees("own", AnonymousUser()), lambda s: set()),
    (lambda s: s.sees("inbox", s.budi), lambda s: of(s, ALL) - of(s, "of_budi")),
    (lambda s: s.sees("inbox", s.wayan), lambda s: of(s, "asked answered secret")),
    (lambda s: s.sees("inbox", s.elsewhere), lambda s: set()),
    (lambda s: s.sees("inbox", s.joko), lambda s: set()),
    (lambda s: s.public(), lambda s: of(s, "checked asked answered about_wayan")),
]


def noticed(stage) -> int | None:
    """The number of the first question that is answered wrongly, None when all are right."""
    for number, (ask, right) in enumerate(PROBES):
        with transaction.atomic():
            try:
                answer = ask(stage)
            except Exception as error:  # a constraint of the database notices as well
                answer = type(error)
            transaction.set_rollback(True)
        if answer != right(stage):
            return number
    return None


def test_every_broken_guard_is_noticed(catalogue, now):
    stage = Stage(now)
    assert noticed(stage) is None
    unnoticed = []
    for name, kind, way in MUTANTS:
        guard = original(name)
        whole = guard.__code__
        try:
            # In place, so that the table and every importer meet the broken one.
            guard.__code__ = ALWAYS[kind, way].__code__
            if noticed(stage) is None:
                unnoticed.append(f"{name} {way} everything")
        finally:
            guard.__code__ = whole
    assert unnoticed == []
    assert noticed(stage) is None


def test_every_guard_of_the_table_is_broken_here():
    used = {move.guard.__name__ for move in TRANSITIONS.values()}
    assert used <= {name for name, _, _ in MUTANTS}
    assert len(MUTANTS) >= 2 * (len(used) + len(GATES))
