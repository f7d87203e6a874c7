"""Would anybody notice a broken guard of files? See `tests/mutants.py`."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import CitizenProfile, Membership, Role
from accounts.validators import kk_hash, nik_hash
from applications import permissions, workflow
from applications.models import Application, Review
from applications.models.application import ApplicationQuerySet
from applications.models.review import ReviewQuerySet
from applications.workflow import allowed
from tests import cast
from tests.applications import scenes
from tests.mutants import gates_of, guards_of, unnoticed

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"

# Neither allow nor refuse: the words of a refusal, and rows or names that guards ask for.
NO_GUARDS = {"not_your_task", "acts_as", "reads_as", "last_tiers", "_agencies"}
GUARDS = [
    *guards_of(permissions, but=NO_GUARDS),
    *gates_of(ApplicationQuerySet, "own", "at_desk", "visible_to"),
    *gates_of(ReviewQuerySet, "queue_of"),
]


class Stage:
    """Files of Sari at several desks, and the people who may and may not."""

    def __init__(self, now):
        self.now, self.sari, self.joko = now, cast.citizen("Sari"), cast.citizen("Joko")
        CitizenProfile.objects.filter(user=self.sari).update(kk_hash=kk_hash("3574010101010001"))
        self.draft = cast.drafted(CODE, by=self.sari, now=now)
        self.free, self.taken, self.last, self.returned = (
            cast.submitted(CODE, by=self.sari, now=now) for _ in range(4)
        )
        self.budi = scenes.claimed(cast.open_review(self.taken), now=now)
        self.colleague = cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad")
        scenes.passed(cast.open_review(self.last), now=now, by=self.budi)
        self.wayan = scenes.claimed(cast.open_review(self.last), now=now)
        self.done = scenes.agreed(cast.submitted(CODE, by=self.sari, now=now), now=now)
        scenes.returned(cast.open_review(self.returned), now=now)
        self.elsewhere = cast.officer("Wayan", Role.FRONT_OFFICE, "dinkes")
        self.verifier = cast.officer("Ratna", Role.VERIFIER, "bppkad")
        self.coordinator = cast.officer("Ratna", Role.COORDINATOR)
        self.auditor = cast.officer("Ratna", Role.AUDITOR)
        self.administrator = cast.officer("Ratna", Role.ADMINISTRATOR)
        self.desk = self._desk_of_two_tiers()
        self.second_self = self._at_the_first_desk("Ratna1", nik=self.sari.profile.nik)
        self.husband = self._at_the_first_desk("Ratna2", kk="3574010101010001")
        self.neighbour = self._at_the_first_desk("Ratna3", kk="3574010101010002")

    def _at_the_first_desk(self, name, **numbers):
        """An officer with a profile of her own; one with a KK lives with Sari where it is Sari's."""
        user = cast.officer(name, Role.FRONT_OFFICE, "bppkad")
        hash_of = {"nik": nik_hash, "kk": kk_hash}
        hashes = {f"{kind}_hash": hash_of[kind](number) for kind, number in numbers.items()}
        CitizenProfile.objects.create(user=user, full_name=name, **hashes)
        return user

    def _desk_of_two_tiers(self):
        """Sari works here too, and Budi holds both roles of this service by now."""
        tiers = list(cast.standard(CODE).tiers.all())
        rows = [(self.sari, tiers[0]), (self.budi, tiers[1])]
        for user, tier in rows:
            Membership.objects.create(
                user=user, role=tier.role, agency=tier.agency, starts_on=date(2024, 1, 1)
            )
        return tiers

    def asked(self, verb, file, by, *, step=True, **more):
        """What becomes of a verb; whatever it wrote is taken back."""
        arguments = (file.pk, self.step(file).pk) if step else (file.pk,)
        try:
            with transaction.atomic():
                getattr(workflow, verb)(*arguments, by=scenes.fresh(by), now=self.now, **more)
                transaction.set_rollback(True)
        except PermissionDenied:
            return "denied"
        return "done"

    def step(self, file):
        return file.reviews.select_related("tier__agency").order_by("-tier__order").first()

    def passes(self, file, by):
        return self.asked("pass_on", file, by, verdicts=cast.fits(file), opinion="for")

    def approves(self, file, by):
        return self.asked("approve", file, by, verdicts=cast.fits(file))

    def records(self, by):
        return self.asked("record_product", self.done, by, step=False, number="1", issued_on=self.now.date())

    def sees(self, gate, user) -> int:
        user = user if user.is_anonymous else scenes.fresh(user)
        return getattr(Application.objects, gate)(user).count()

    def queue(self, user) -> int:
        return Review.objects.queue_of(scenes.fresh(user)).count()

    def lapses(self):
        return workflow.lapse(self.returned.pk, now=self.now + timedelta(days=30)).status


# A question to the house, and the right answer. Six files of Sari's, one of them a draft.
PROBES = [
    (lambda s: s.asked("submit", s.draft, s.joko, step=False), "denied"),
    (lambda s: s.asked("submit", s.draft, s.sari, step=False), "done"),
    (lambda s: s.asked("claim", s.free, s.colleague), "done"),
    (lambda s: s.asked("claim", s.free, s.elsewhere), "denied"),
    (lambda s: s.asked("claim", s.free, s.sari), "denied"),
    (lambda s: s.asked("claim", s.free, s.second_self), "denied"),
    (lambda s: s.asked("claim", s.free, s.husband), "denied"),
    (lambda s: s.asked("claim", s.free, s.neighbour), "done"),
    (lambda s: s.records(s.husband), "denied"),
    (lambda s: s.records(s.neighbour), "done"),
    (lambda s: s.asked("claim", s.last, s.budi), "denied"),
    (lambda s: s.passes(s.taken, s.budi), "done"),
    (lambda s: s.passes(s.taken, s.colleague), "denied"),
    (lambda s: s.passes(s.last, s.wayan), "denied"),
    (lambda s: s.approves(s.last, s.wayan), "done"),
    (lambda s: s.approves(s.taken, s.budi), "denied"),
    (lambda s: s.asked("release", s.taken, s.budi), "done"),
    (lambda s: s.asked("release", s.taken, s.coordinator), "done"),
    (lambda s: s.asked("release", s.taken, s.colleague), "denied"),
    (lambda s: s.records(s.colleague), "done"),
    (lambda s: s.records(s.verifier), "denied"),
    (lambda s: s.records(s.sari), "denied"),
    (lambda s: permissions.restarter(s.administrator, s.done), ""),
    (lambda s: permissions.restarter(s.coordinator, s.done), permissions.not_your_task()),
    (lambda s: "lapse" in allowed(scenes.fresh(s.budi), scenes.file_of(s.returned)), False),
    (lambda s: s.lapses(), "lapsed"),
    (lambda s: permissions.sees_masked(s.coordinator, s.taken), True),
    (lambda s: permissions.sees_masked(scenes.fresh(s.budi), s.taken), False),
    (lambda s: permissions.at_desk(s.joko, s.taken), False),
    (lambda s: permissions.at_desk(scenes.fresh(s.budi), s.taken), True),
    (lambda s: permissions.may_print_receipt(scenes.fresh(s.budi), s.taken), True),
    (lambda s: permissions.may_print_receipt(s.elsewhere, s.taken), False),
    (lambda s: permissions.may_open_documents(scenes.fresh(s.budi), s.taken), True),
    (lambda s: permissions.may_open_documents(s.colleague, s.taken), False),
    (lambda s: permissions.works_at_desk(s.joko), False),
    (lambda s: permissions.works_at_desk(s.coordinator), True),
    (lambda s: s.sees("own", s.sari), 6),
    (lambda s: s.sees("own", s.joko), 0),
    (lambda s: s.sees("at_desk", s.colleague), 5),
    (lambda s: s.sees("at_desk", s.elsewhere), 0),
    (lambda s: s.sees("visible_to", s.sari), 6),
    (lambda s: s.sees("visible_to", s.auditor), 5),
    (lambda s: s.sees("visible_to", AnonymousUser()), 0),
    (lambda s: s.queue(s.colleague), 2),
    (lambda s: s.queue(s.coordinator), 3),
    (lambda s: s.queue(s.joko), 0),
]


def test_every_broken_guard_is_noticed(catalogue, now):
    assert unnoticed(GUARDS, Stage(now), PROBES) == []


def test_every_guard_of_the_table_is_broken_here():
    used = {move.guard.__name__ for move in workflow.TRANSITIONS.values()}
    assert used <= {guard.name for guard in GUARDS}
