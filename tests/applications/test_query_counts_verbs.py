"""Queries of one verb alone: what a request adds for session, person, roles, file and clock is not in them.

A decision may need twenty with all of that, and sending an application with three documents twenty-five.
"""

import pytest

from accounts.models import Role
from applications import workflow
from foundation.documents.checks import check_upload
from tests import cast
from tests.applications import scenes
from tests.applications.counting import counted

pytestmark = pytest.mark.django_db
CODE, WITH_THREE = "izin-reklame-insidentil", "sambungan-baru-air"


@pytest.fixture
def people(catalogue):
    """Colleagues at every desk, so that somebody is told wherever the file goes."""
    for number in (1, 2):
        for code in (CODE, WITH_THREE):
            for tier in cast.standard(code).tiers.all():
                cast.officer(f"Budi{number}", tier.role, tier.agency.code)
    cast.officer("Ratna", Role.COORDINATOR)


def at_work(user):
    """The person as her request has her: read, with her roles."""
    user = scenes.fresh(user)
    user.posts  # noqa: B018 - read once per request, before any verb
    return user


def decided_by(step, now):
    return at_work(scenes.claimed(step, now=now))


def sent(now):
    file = cast.submitted(CODE, now=now)
    return file, cast.open_review(file)


def at_the_end(now):
    file, _step = sent(now)
    scenes.passed_until(file, 4, now=now)
    return file, cast.open_review(file)


def count(verb, *arguments, **more) -> int:
    with counted() as queries:
        getattr(workflow, verb)(*arguments, **more)
    return len(queries)


def test_sending_three_documents(people, now):
    """One query is for the names of regions, which not every form asks for; two are for the pace of sending."""
    draft = cast.drafted(WITH_THREE, by=cast.citizen("Sari"), now=now)
    assert draft.attachments.count() == 3
    assert count("submit", draft.pk, by=at_work(draft.filed_by), now=now) == 17


def test_sending_costs_the_same_beside_ten_other_files(people, now):
    for _ in range(10):
        cast.submitted(WITH_THREE, now=now)
    test_sending_three_documents(people, now)


def test_claiming(people, now):
    file, step = sent(now)
    assert count("claim", file.pk, step.pk, by=at_work(cast.desk_of(step)), now=now) == 6


def test_keeping_the_checklist(people, now):
    file, step = sent(now)
    by = decided_by(step, now)
    assert count("judge", file.pk, step.pk, cast.fits(file), by=by, now=now) == 7


def test_passing_on(people, now):
    file, step = sent(now)
    acts = {"by": decided_by(step, now), "now": now, "verdicts": cast.fits(file), "opinion": "for"}
    workflow.judge(file.pk, step.pk, acts["verdicts"], by=acts["by"], now=now)
    assert count("pass_on", file.pk, step.pk, **acts) == 15


def test_returning_for_the_first_time(people, now):
    """Both clocks stop."""
    file, step = sent(now)
    acts = {"by": decided_by(step, now), "now": now, "verdicts": scenes.with_fault(file)[0]}
    assert count("return_for_correction", file.pk, step.pk, **acts) == 13


def test_returning_later_an_answer_as_well(people, now):
    """Both clocks pause."""
    file, step = at_the_end(now)
    verdicts = scenes.with_fault(file)[0]
    verdicts[f"field:{file.standard.fields.first().key}"] = ("mend", "Salah ketik.")
    acts = {"by": decided_by(step, now), "now": now, "verdicts": verdicts}
    assert count("return_for_correction", file.pk, step.pk, **acts) == 14


def test_uploading_what_was_asked(people, now):
    file, step = sent(now)
    requirement = file.standard.requirements.get(code=scenes.returned(step, now=now))
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=5)
    by = at_work(file.filed_by)
    assert count("attach", file.pk, requirement, checked, by=by, now=now) == 10


def test_answering(people, now):
    file, step = sent(now)
    scenes.upload_again(file, scenes.returned(step, now=now), by=file.filed_by, now=now)
    assert count("answer", file.pk, by=at_work(file.filed_by), now=now) == 18


def test_approving_with_a_permit(people, now):
    file, step = at_the_end(now)
    acts = {"by": decided_by(step, now), "now": now, "verdicts": cast.fits(file)}
    assert count("approve", file.pk, step.pk, **acts) == 13


def test_rejecting(people, now):
    file, step = at_the_end(now)
    by = decided_by(step, now)
    acts = {"by": by, "now": now, "legal_ground": "Perda 1/2026", "reason": "Sudah penuh."}
    assert count("reject", file.pk, step.pk, verdicts=cast.fits(file), **acts) == 13


def test_withdrawing(people, now):
    file, _step = sent(now)
    assert count("withdraw", file.pk, by=at_work(file.filed_by), now=now) == 11
