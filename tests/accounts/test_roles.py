"""The rule of the second person, in the verbs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import workflow
from accounts.models import Membership, Role, RoleChange, User
from accounts.permissions import second_persons
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from foundation.notifications.ways import BELL
from tests.accounts.people import account, administrator, holding, last_letter

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
TODAY = date(2026, 11, 23)


@pytest.fixture
def wayan():
    return administrator("Wayan")


@pytest.fixture
def ratna():
    return administrator("Ratna")


def propose(by, agency, *, email="budi@contoh.id", role=Role.FRONT_OFFICE, **more):
    return workflow.propose_role(
        email=email, name="Budi", role=role, agency=agency, starts_on=TODAY, by=by, now=NOW, **more
    )


def confirm(change, by):
    return workflow.confirm_role_change(change, by=by, now=NOW)


def roles_on(user, day):
    return {post.role for post in Membership.objects.on(day).filter(user=user)}


def test_a_new_officer_gets_account_role_and_a_letter(wayan, ratna, agency):
    change = confirm(propose(wayan, agency, ends_on=TODAY + timedelta(days=30)), ratna)
    budi = User.objects.get(email="budi@contoh.id")
    assert not budi.has_usable_password()
    assert roles_on(budi, TODAY) == {Role.FRONT_OFFICE}
    assert roles_on(budi, TODAY + timedelta(days=31)) == set()
    assert "/kata-sandi/lupa/" in last_letter("budi@contoh.id")
    assert (change.person, change.decided_by) == (budi, ratna)


def test_a_citizen_becomes_an_officer_with_the_account_she_has(wayan, ratna, agency):
    budi = account("Budi")
    confirm(propose(wayan, agency), ratna)
    assert User.objects.filter(email="budi@contoh.id").count() == 1
    assert budi.check_password("sebuah-kata-sandi-panjang")
    assert roles_on(budi, TODAY) == {Role.FRONT_OFFICE}


def test_an_account_whose_address_nobody_proved_loses_its_password(wayan, ratna, agency):
    account("Budi", verified=False)
    confirm(propose(wayan, agency), ratna)
    assert not User.objects.get(email="budi@contoh.id").has_usable_password()
    assert "/kata-sandi/lupa/" in last_letter("budi@contoh.id")


def test_the_author_never_decides(wayan, ratna, agency):
    change = propose(wayan, agency)
    for verb in (workflow.confirm_role_change, workflow.refuse_role_change):
        with pytest.raises(PermissionDenied):
            verb(change, by=wayan, now=NOW)
    change.refresh_from_db()
    assert (
        change.status == "proposed" and not Membership.objects.filter(user__email="budi@contoh.id").exists()
    )


def test_while_there_is_another_administrator_no_coordinator_decides(wayan, ratna, agency):
    coordinator = holding("Sari", Role.COORDINATOR)
    change = propose(wayan, agency)
    with pytest.raises(PermissionDenied):
        confirm(change, coordinator)
    confirm(change, ratna)


def test_a_sole_administrator_needs_a_coordinator(wayan, agency):
    coordinator, auditor = holding("Sari", Role.COORDINATOR), holding("Joko", Role.AUDITOR)
    change = propose(wayan, agency)
    assert set(second_persons(change, TODAY)) == {coordinator}
    with pytest.raises(PermissionDenied):
        confirm(change, auditor)
    confirm(change, coordinator)
    assert User.objects.filter(email="budi@contoh.id").exists()


def test_without_any_second_person_nothing_happens(wayan, agency):
    change = propose(wayan, agency)
    assert not second_persons(change, TODAY).exists()
    with pytest.raises(PermissionDenied):
        confirm(change, wayan)


@pytest.mark.parametrize("state", ["closed", "ended", "to come"])
def test_an_administrator_who_is_not_active_is_no_second_person(wayan, ratna, agency, state):
    coordinator = holding("Sari", Role.COORDINATOR)
    if state == "closed":
        User.objects.filter(pk=ratna.pk).update(is_active=False)
    elif state == "ended":
        ratna.memberships.update(ends_on=TODAY - timedelta(days=1))
    else:
        ratna.memberships.update(starts_on=TODAY + timedelta(days=1))
    assert set(second_persons(propose(wayan, agency), TODAY)) == {coordinator}


def test_nobody_decides_about_her_own_role(wayan, ratna):
    coordinator = holding("Sari", Role.COORDINATOR)
    change = workflow.propose_end(ratna.memberships.get(), ends_on=TODAY, by=wayan, now=NOW)
    with pytest.raises(PermissionDenied):
        confirm(change, ratna)
    confirm(change, coordinator)
    assert roles_on(ratna, TODAY) == set()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_proposes(role, agency):
    joko = holding("Joko", role, agency)
    with pytest.raises(PermissionDenied):
        propose(joko, agency)
    post = Membership.objects.get(user=joko)
    for act in (
        lambda: workflow.propose_move(post, role=role, agency=agency, starts_on=TODAY, by=joko, now=NOW),
        lambda: workflow.propose_end(post, ends_on=TODAY, by=joko, now=NOW),
        lambda: workflow.propose_deactivation(joko, by=joko, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not RoleChange.objects.exists()


def test_nobody_raises_her_own_role(wayan, ratna, agency):
    with pytest.raises(PermissionDenied):
        propose(wayan, None, email="Wayan@contoh.id", role=Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        workflow.propose_move(
            wayan.memberships.get(), role=Role.COORDINATOR, agency=None, starts_on=TODAY, by=wayan, now=NOW
        )


def test_a_decision_is_made_once(wayan, ratna, agency):
    change = confirm(propose(wayan, agency), ratna)
    for verb in (workflow.confirm_role_change, workflow.refuse_role_change):
        with pytest.raises(ValidationError) as refused:
            verb(change, by=ratna, now=NOW)
        assert refused.value.code == "state"
    assert Membership.objects.filter(user__email="budi@contoh.id").count() == 1


def test_a_refused_change_changes_nothing(wayan, ratna, agency):
    workflow.refuse_role_change(propose(wayan, agency), by=ratna, now=NOW)
    assert not User.objects.filter(email="budi@contoh.id").exists()
    assert RoleChange.objects.get().status == "refused"


def test_a_move_ends_one_role_and_begins_the_other_the_same_day(wayan, ratna, agency, other_agency):
    budi = holding("Budi", Role.FRONT_OFFICE, agency)
    later = TODAY + timedelta(days=7)
    change = workflow.propose_move(
        budi.memberships.get(), role=Role.VERIFIER, agency=other_agency, starts_on=later, by=wayan, now=NOW
    )
    confirm(change, ratna)
    assert roles_on(budi, later - timedelta(days=1)) == {Role.FRONT_OFFICE}
    assert roles_on(budi, later) == {Role.VERIFIER}


def test_a_move_today_takes_effect_at_once(wayan, ratna, agency, other_agency):
    budi = holding("Budi", Role.FRONT_OFFICE, agency)
    change = workflow.propose_move(
        budi.memberships.get(),
        role=Role.FRONT_OFFICE,
        agency=other_agency,
        starts_on=TODAY,
        by=wayan,
        now=NOW,
    )
    confirm(change, ratna)
    (post,) = Membership.objects.on(TODAY).filter(user=budi)
    assert post.agency == other_agency
    assert roles_on(budi, TODAY - timedelta(days=1)) == {Role.FRONT_OFFICE}, "what was is not rewritten"


def test_a_role_begun_today_can_end_today(wayan, ratna, agency):
    confirm(propose(wayan, agency), ratna)
    budi = User.objects.get(email="budi@contoh.id")
    confirm(workflow.propose_end(budi.memberships.get(), ends_on=TODAY, by=wayan, now=NOW), ratna)
    assert roles_on(budi, TODAY) == set()


def test_the_last_administrator_stays(wayan):
    coordinator = holding("Sari", Role.COORDINATOR)
    change = workflow.propose_end(wayan.memberships.get(), ends_on=TODAY, by=wayan, now=NOW)
    with pytest.raises(ValidationError, match="administrator terakhir"):
        confirm(change, coordinator)
    assert roles_on(wayan, TODAY) == {Role.ADMINISTRATOR}


def test_the_same_role_is_not_held_or_proposed_twice(wayan, ratna, agency):
    change = propose(wayan, agency)
    with pytest.raises(ValidationError, match="masih menunggu"):
        propose(ratna, agency)
    confirm(change, ratna)
    with pytest.raises(ValidationError, match="sudah memegang"):
        propose(wayan, agency)


def test_every_step_leaves_its_entry_and_tells_the_right_people(wayan, ratna, agency):
    change = propose(wayan, agency)
    told = Notification.objects.filter(channel=BELL)
    assert set(told.values_list("recipient", flat=True)) == {ratna.pk}
    confirm(change, ratna)
    actions = list(Entry.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["role.proposed", "account.opened", "account.letter", "role.begun", "role.confirmed"]
    assert set(told.values_list("recipient", flat=True)) == {ratna.pk, wayan.pk}
    assert "budi" not in str(list(Entry.objects.values_list("params", flat=True))).lower()


def test_an_ended_role_has_no_holder(wayan, ratna, agency):
    budi = holding("Budi", Role.FRONT_OFFICE, agency)
    assert Membership.objects.holders(Role.FRONT_OFFICE, agency, TODAY).get().user == budi
    confirm(workflow.propose_deactivation(budi, by=wayan, now=NOW), ratna)
    assert not Membership.objects.holders(Role.FRONT_OFFICE, agency, TODAY).exists()
