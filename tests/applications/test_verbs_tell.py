"""Every verb that concerns a person tells her, or stands here with the reason why it is quiet."""

import pytest

from accounts.models import Role
from applications import workflow
from applications.tasks import produce
from applications.workflow import TRANSITIONS
from foundation.audit.models import Entry
from foundation.notifications.messages import MESSAGES, message_for
from foundation.notifications.models import Notification
from foundation.notifications.ways import BELL, EMAIL
from tests import cast
from tests.applications import scenes

pytestmark = pytest.mark.django_db
CODE, OUTSIDE = "izin-reklame-insidentil", "kk-baru"
BOTH, RUNG = {BELL, EMAIL}, {BELL}

# Verb -> audience -> how it is told. The owner is Sari; the desk is who may take or does hold what it opens or ends.
TELLS = {
    "submit": {"owner": BOTH, "desk": RUNG},
    "release": {"claimant": BOTH},
    "pass_on": {"owner": RUNG, "desk": RUNG},
    "return_for_correction": {"owner": BOTH},
    "answer": {"owner": BOTH, "desk": RUNG},
    "approve": {"owner": BOTH, "desk": RUNG},
    "reject": {"owner": BOTH},
    "withdraw": {"owner": BOTH, "claimant": RUNG},
    "record_product": {"owner": BOTH},
    "issue": {"owner": BOTH},
    "lapse": {"owner": BOTH},
    "warn": {"claimant": BOTH, "coordinator": BOTH},
    "escalate": {"claimant": BOTH, "coordinator": BOTH},
}
QUIET = {
    "save_draft": "she does it herself, on her own draft",
    "attach": "she does it herself, and sees the file on her page",
    "detach": "she does it herself, on her own draft",
    "discard": "she does it herself, and nothing is left to speak of",
    "claim": "nothing for her to do; her page says that the file is being looked at",
    "judge": "nothing is decided yet",
}
ALWAYS = {"return_for_correction", "approve", "reject", "record_product", "issue", "lapse"}


def test_every_verb_of_the_table_tells_or_says_why_not():
    assert set(TELLS) | set(QUIET) == set(TRANSITIONS) | {"warn", "escalate"}
    assert not set(TELLS) & set(QUIET)


@pytest.fixture
def sent(catalogue, now):
    """A file with a colleague at each desk, and a coordinator."""
    for code in (CODE, OUTSIDE):
        for tier in cast.standard(code).tiers.all():
            cast.officer(f"{cast.DESK_OF_ROLE[tier.role]}{tier.order}", tier.role, tier.agency.code)
    cast.officer("Ratna", Role.COORDINATOR)
    return cast.submitted(CODE, now=now)


def acts_until(verb: str, sent, now) -> None:
    """Do it, and whatever must come before it."""
    step = cast.open_review(sent)
    claimant = cast.desk_of(step)
    verdicts = cast.fits(scenes.file_of(sent))
    here = {"by": claimant, "now": now}
    if verb == "submit":
        return
    if verb in ("approve", "reject", "issue", "record_product"):
        return ends_with(verb, sent, now)
    workflow.claim(sent.pk, step.pk, **here)
    if verb == "release":
        workflow.release(sent.pk, step.pk, by=cast.officer("Ratna", Role.COORDINATOR), now=now)
    elif verb == "pass_on":
        workflow.pass_on(sent.pk, step.pk, verdicts=verdicts, opinion="for", **here)
    elif verb == "withdraw":
        workflow.withdraw(sent.pk, by=sent.filed_by, now=now)
    elif verb in ("warn", "escalate"):
        type(step.timer).objects.filter(pk=step.timer_id).update(warn_at=now, due_at=now)
        assert getattr(workflow, verb)(step.timer_id, now=now)
    else:
        returned_and(verb, sent, step, claimant, now)


def returned_and(verb: str, sent, step, claimant, now) -> None:
    verdicts, code = scenes.with_fault(sent)
    workflow.return_for_correction(sent.pk, step.pk, by=claimant, now=now, verdicts=verdicts)
    if verb == "answer":
        scenes.upload_again(sent, code, by=sent.filed_by, now=now)
        workflow.answer(sent.pk, by=sent.filed_by, now=now)
    elif verb == "lapse":
        workflow.lapse(sent.pk, now=scenes.file_of(sent).lapses_at)


def ends_with(verb: str, sent, now) -> None:
    if verb == "reject":
        scenes.passed_until(sent, 4, now=now)
        step, who = cast.claimed(sent, now=now)
        workflow.reject(sent.pk, step.pk, by=who, now=now, legal_ground="Perda 1/2026", reason="Penuh.")
    elif verb == "issue":
        produce(scenes.agreed(sent, now=now).pk)
    elif verb == "approve":
        scenes.agreed(cast.submitted(OUTSIDE, now=now), now=now)
    else:
        scenes.finished(cast.submitted(OUTSIDE, now=now), now=now)


def told(entry) -> dict[str, set[str]]:
    """Audience -> channels, of the people who were told of that entry."""
    ways: dict[str, set[str]] = {}
    for one in Notification.objects.filter(entry=entry).select_related("recipient"):
        name = one.recipient.name
        who = "owner" if name == "Sari" else "coordinator" if name == "Ratna" else "officer"
        ways.setdefault(who, set()).add(one.channel)
    return ways


@pytest.mark.parametrize("verb", TELLS)
def test_it_tells_them_all_and_nobody_else(verb, sent, now):
    acts_until(verb, sent, now)
    entry = Entry.objects.filter(action=f"application.{verb}").latest("id")
    expected = {"officer" if who in ("desk", "claimant") else who: ways for who, ways in TELLS[verb].items()}
    assert told(entry) == expected
    for one in Notification.objects.filter(entry=entry):
        assert message_for(entry, one.audience), "words of its own"
        assert one.link.startswith("/permohonan/" if one.recipient.name == "Sari" else "/petugas/berkas/")


@pytest.mark.parametrize("verb", QUIET)
def test_it_is_quiet(verb, catalogue, now):
    draft = cast.drafted(CODE, by=cast.citizen("Sari"), now=now)
    workflow.save_draft(draft.pk, dict(draft.answers), by=draft.filed_by, now=now)
    workflow.detach(draft.pk, draft.attachments.current().first().pk, by=draft.filed_by, now=now)
    other = cast.submitted(CODE, now=now)
    step, who = cast.claimed(other, now=now)
    workflow.judge(other.pk, step.pk, cast.fits(other), by=who, now=now)
    workflow.discard(draft.pk, by=draft.filed_by, now=now)
    quoted = Entry.objects.filter(action=f"application.{verb}")
    assert quoted.exists()
    assert not Notification.objects.filter(entry__in=quoted).exists()


def test_who_gives_back_her_own_claim_is_not_told(sent, now):
    step, who = cast.claimed(sent, now=now)
    workflow.release(sent.pk, step.pk, by=who, now=now)
    assert not Notification.objects.filter(entry__action="application.release").exists()


def test_decisions_and_returns_are_sent_whatever_she_chose():
    named = {
        action.removeprefix("application.")
        for action, message in MESSAGES.items()
        if action.startswith("application.") and message.always
    }
    assert named == ALWAYS
