"""Would anybody notice a broken guard of complaints? See `tests/mutants.py`."""

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
from tests.mutants import gates_of, guards_of, unnoticed

pytestmark = pytest.mark.django_db

# Neither allow nor refuse: the words of a refusal, and in which role somebody acts.
NO_GUARDS = {"not_your_task", "own_complaint", "acts_as"}
GUARDS = [
    *guards_of(permissions, but=NO_GUARDS),
    *gates_of(ComplaintQuerySet, "own", "inbox", "barred_to", "public"),
]


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


def test_every_broken_guard_is_noticed(catalogue, now):
    assert unnoticed(GUARDS, Stage(now), PROBES) == []


def test_every_guard_of_the_table_is_broken_here():
    used = {move.guard.__name__ for move in TRANSITIONS.values()}
    assert used <= {guard.name for guard in GUARDS}
