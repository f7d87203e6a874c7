"""Nobody decides her own file, nobody decides two tiers of one, and a role that has ended opens nothing."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import CitizenProfile, Dependant, Membership, Role
from accounts.validators import kk_hash, nik_hash
from applications import permissions, workflow
from applications.models import Application, Review
from applications.workflow import allowed
from tests import cast
from tests.applications import scenes
from tests.applications.counting import counted
from tests.applications.desk import signed_in, words

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"
OWN = "Anda tidak dapat memproses berkas sendiri."
OTHER = "Anda sudah memutus tahap lain berkas ini. Minta rekan lain memprosesnya."
NOT_HERS = "Anda tidak memiliki tugas ini."


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


@pytest.fixture
def file(sari, now):
    return cast.submitted(CODE, by=sari, now=now)


def post(user, tier, **dates):
    """Another role of hers: that of the tier's desk."""
    dates = {"starts_on": date(2024, 1, 1), **dates}
    Membership.objects.create(user=user, role=tier.role, agency=tier.agency, **dates)
    return scenes.fresh(user)


def denied(act, *arguments, **more) -> str:
    before = scenes.rows()
    with pytest.raises(PermissionDenied) as raised, transaction.atomic():
        act(*arguments, **more)
    assert scenes.rows() == before
    return str(raised.value)


def desk_acts(step, by, now) -> list:
    """Each verb of a desk, ready to be called."""
    verdicts = cast.fits(scenes.file_of(step.application))
    last = permissions.is_last(step)
    acts = {
        "judge": {"verdicts": verdicts},
        "return_for_correction": {"verdicts": verdicts},
        **(
            {"approve": {"verdicts": verdicts}}
            if last
            else {"pass_on": {"verdicts": verdicts, "opinion": "for"}}
        ),
        **({"reject": {"legal_ground": "UU", "reason": "x"}} if last else {}),
    }
    return [
        (getattr(workflow, verb), (step.application_id, step.pk), {"by": by, "now": now, **more})
        for verb, more in acts.items()
    ]


# --- Her own --------------------------------------------------------------------------------------


def test_an_officer_does_not_touch_the_file_she_applied_with(sari, file, now):
    for tier in file.standard.tiers.all():
        sari = post(sari, tier)
    while steps := scenes.open_steps(file):
        assert denied(workflow.claim, file.pk, steps[0].pk, by=sari, now=now) == OWN
        assert "claim" not in allowed(sari, scenes.file_of(file), steps[0])
        (scenes.approved if permissions.is_last(steps[0]) else scenes.passed)(steps[0], now=now)
    assert denied(workflow.record_product, file.pk, by=sari, now=now, number="1", issued_on=now.date()) == OWN


def test_nor_the_file_she_filed_for_somebody_else(file, now):
    ratna = post(cast.account("Ratna"), cast.open_review(file).tier)
    Application.objects.filter(pk=file.pk).update(filed_by=ratna)
    assert denied(workflow.claim, file.pk, cast.open_review(file).pk, by=ratna, now=now) == OWN


def test_nor_the_file_in_which_she_is_the_applicant_and_another_filed(sari, file, now):
    Application.objects.filter(pk=file.pk).update(filed_by=cast.account("Ratna"))
    sari = post(sari, cast.open_review(file).tier)
    assert denied(workflow.claim, file.pk, cast.open_review(file).pk, by=sari, now=now) == OWN


def test_a_claim_from_before_she_became_the_applicant_does_not_help(sari, file, now):
    step = cast.open_review(file)
    officer = scenes.claimed(step, now=now)
    Application.objects.filter(pk=file.pk).update(filed_by=officer)
    for act, arguments, more in desk_acts(step, scenes.fresh(officer), now):
        assert denied(act, *arguments, **more) == OWN


def test_somebody_without_an_account_is_not_somebody_who_has_not_signed_in(sari, file, now):
    CitizenProfile.objects.filter(user=sari).update(user=None)
    walk_in = scenes.file_of(file)
    nobody = AnonymousUser()
    assert walk_in.applicant.user_id is nobody.pk is None
    assert not permissions.is_own(nobody, walk_in)
    assert permissions.filer(nobody, walk_in)


# --- Two tiers ------------------------------------------------------------------------------------


def test_who_decided_the_first_tier_does_not_decide_the_second(file, now):
    first = cast.open_review(file)
    scenes.passed(first, now=now)
    second = cast.open_review(file)
    both = post(cast.desk_of(first), second.tier)
    assert denied(workflow.claim, file.pk, second.pk, by=both, now=now) == OTHER
    assert "claim" not in allowed(both, scenes.file_of(file), second)


def test_a_return_is_a_decision_too(file, now):
    first = cast.open_review(file)
    scenes.returned(first, now=now)
    scenes.answered(file, now=now)
    scenes.passed(cast.open_review(file), now=now, by=cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad"))
    second = cast.open_review(file)
    both = post(cast.desk_of(first), second.tier)
    assert denied(workflow.claim, file.pk, second.pk, by=both, now=now) == OTHER


def test_nor_may_she_go_on_with_a_step_she_already_holds(file, now):
    """However the claim came about: the guard is asked at every act, not only at the claim."""
    first = cast.open_review(file)
    scenes.passed(first, now=now)
    second = cast.open_review(file)
    both = post(cast.desk_of(first), second.tier)
    Review.objects.filter(pk=second.pk).update(claimed_by=both, claimed_at=now)
    for act, arguments, more in desk_acts(second, both, now):
        assert denied(act, *arguments, **more) == OTHER


def test_a_later_round_of_the_same_tier_is_hers_to_go_on_with(file, now):
    step = cast.open_review(file)
    officer = cast.desk_of(step)
    for _ in range(2):
        scenes.returned(cast.open_review(file), now=now, by=scenes.fresh(officer))
        scenes.answered(file, now=now)
    scenes.passed(cast.open_review(file), now=now, by=scenes.fresh(officer))
    rounds = file.reviews.filter(tier=step.tier).order_by("round")
    assert [(one.round, one.decided_by) for one in rounds] == [(1, officer), (2, officer), (3, officer)]


def test_a_claim_given_back_is_no_decision(file, now):
    first = cast.open_review(file)
    officer = scenes.claimed(first, now=now)
    workflow.release(file.pk, first.pk, by=officer, now=now)
    scenes.passed(first, now=now, by=cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad"))
    second = cast.open_review(file)
    both = post(officer, second.tier)
    assert workflow.claim(file.pk, second.pk, by=both, now=now).claimed_by == both


def test_another_file_is_another_matter(sari, file, now):
    first = cast.open_review(file)
    scenes.passed(first, now=now)
    other = cast.submitted(CODE, by=sari, now=now)
    scenes.passed(cast.open_review(other), now=now, by=cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad"))
    second = cast.open_review(other)
    decider = post(cast.desk_of(first), second.tier)
    assert workflow.claim(other.pk, second.pk, by=decider, now=now).claimed_by == decider


# --- Roles that end -------------------------------------------------------------------------------


def taken_away(user):
    Membership.objects.filter(user=user).update(ended_at=timezone.now())


def over_yesterday(user):
    Membership.objects.filter(user=user).update(ends_on=timezone.localdate() - timedelta(days=1))


def begins_tomorrow(user):
    Membership.objects.filter(user=user).update(starts_on=timezone.localdate() + timedelta(days=1))


def moved_elsewhere(user):
    Membership.objects.filter(user=user).update(agency=cast.standard("kia").service.agency)


def another_role(user):
    Membership.objects.filter(user=user).update(role=Role.COMPLAINT_OFFICER)


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize(
    "ended", [taken_away, over_yesterday, begins_tomorrow, moved_elsewhere, another_role]
)
def test_a_role_that_ends_after_the_claim_ends_the_next_act(file, now, ended, order):
    scenes.passed_until(file, order, now=now)
    step = cast.open_review(file)
    officer = scenes.claimed(step, now=now)
    ended(officer)
    officer = scenes.fresh(officer)
    for act, arguments, more in desk_acts(step, officer, now):
        assert denied(act, *arguments, **more) == NOT_HERS
    assert denied(workflow.claim, file.pk, step.pk, by=officer, now=now) == NOT_HERS
    assert allowed(officer, scenes.file_of(file), Review.objects.get(pk=step.pk)) == {"release"}


@pytest.mark.parametrize("ended", [taken_away, moved_elsewhere])
def test_the_coordinator_frees_a_claim_whose_holder_is_gone(file, now, ended):
    step = cast.open_review(file)
    officer = scenes.claimed(step, now=now)
    ended(officer)
    assert denied(workflow.release, file.pk, step.pk, by=cast.citizen("Joko"), now=now) == NOT_HERS
    workflow.release(file.pk, step.pk, by=cast.officer("Ratna", Role.COORDINATOR), now=now)
    scenes.passed(step, now=now, by=cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad"))
    assert cast.open_review(file).tier.order == 2


def test_a_coordinator_frees_and_decides_nothing(file, now):
    ratna = cast.officer("Ratna", Role.COORDINATOR)
    step = cast.open_review(file)
    scenes.claimed(step, now=now)
    for act, arguments, more in desk_acts(step, ratna, now):
        assert denied(act, *arguments, **more) == NOT_HERS
    assert allowed(ratna, scenes.file_of(file), step) == {"release"}


def test_a_substitute_acts_between_two_dates(file, now):
    step, today = cast.open_review(file), timezone.localdate()
    substitute = post(cast.account("Wayan"), step.tier, starts_on=today - timedelta(days=1), ends_on=today)
    scenes.passed(step, now=now, by=substitute)
    assert cast.open_review(file).tier.order == 2


def with_profile(officer, **columns):
    """The officer as the citizen she is as well."""
    CitizenProfile.objects.create(user=officer, full_name=officer.name, **columns)
    return scenes.fresh(officer)


@pytest.mark.parametrize("number", ["nik_hash", "kk_hash"])
def test_a_second_account_of_the_applicant_or_of_her_household_is_refused_like_herself(
    sari, file, now, number
):
    CitizenProfile.objects.filter(user=sari).update(kk_hash=kk_hash("3574010101010001"))
    step = scenes.open_steps(file)[0]
    hashes = {number: getattr(CitizenProfile.objects.get(user=sari), number)}
    budi = with_profile(cast.officer("Budi", step.tier.role, step.tier.agency.code), **hashes)
    assert denied(workflow.claim, file.pk, step.pk, by=budi, now=now) == OWN
    assert allowed(budi, scenes.file_of(file), step) == set()
    answer = signed_in(budi).get(reverse("desk_file", args=[file.pk]))
    assert answer.status_code == 403
    assert OWN in words(answer)


def test_an_officer_who_is_the_dependant_does_not_process_the_file(sari, catalogue, now):
    ward = Dependant.objects.create(
        guardian=sari.profile, full_name="Budi", relation="ward", nik_hash=nik_hash(cast.NIKS["Budi"])
    )
    draft = workflow.start_draft(cast.standard(CODE), by=sari, now=now, dependant=ward)
    step_agency = cast.standard(CODE).tiers.first().agency.code
    budi = with_profile(
        cast.officer("Budi", "front_office", step_agency), nik_hash=nik_hash(cast.NIKS["Budi"])
    )
    assert permissions.stands_apart(budi, draft) == OWN
    wayan = with_profile(
        cast.officer("Wayan", "front_office", step_agency), nik_hash=nik_hash("3574011708850007")
    )
    assert permissions.stands_apart(wayan, draft) == ""


def test_officers_without_numbers_of_their_own_are_of_no_household(sari, file):
    """Two empty hashes are not the same number."""
    CitizenProfile.objects.filter(user=sari).update(kk_hash="")
    budi = with_profile(cast.officer("Budi", "front_office", "bppkad"))
    assert permissions.stands_apart(budi, scenes.file_of(file)) == ""


def test_knowing_the_household_costs_no_query(sari, file):
    budi = with_profile(cast.officer("Budi", "front_office", "bppkad"), nik_hash=nik_hash(cast.NIKS["Budi"]))
    loaded = Application.objects.select_related("applicant", "dependant").get(pk=file.pk)
    with counted() as queries:
        assert permissions.stands_apart(budi, loaded) == ""
    assert len(queries) == 1, "her posts, which every request of the desk reads"
