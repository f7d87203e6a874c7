"""Somebody always administers: also where two changes end the last two at the same moment, or on the same day."""

from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Membership, Role, RoleChange, User
from accounts.permissions import holders_of
from accounts.workflow import (
    confirm_role_change,
    end_post,
    posts,
    propose_deactivation,
    propose_end,
)
from foundation.registry.clock import database_now
from tests.accounts.people import administrator
from tests.applications.at_once import DONE, Company

ROUNDS = 8
BY_NOW = date(2024, 1, 1)


def wanted(how: str, who: User, *, by: User) -> RoleChange:
    now = database_now()
    if how == "deactivate":
        return propose_deactivation(who, by=by, now=now)
    return propose_end(Membership.objects.get(user=who), ends_on=BY_NOW, by=by, now=now)


def confirmed(change: RoleChange, by: User) -> None:
    confirm_role_change(change, by=User.objects.get(pk=by.pk), now=database_now())


def both(hows: tuple[str, str]) -> list:
    """Ratna and Wayan administer; each confirms what ends the other."""
    ratna, wayan = administrator("Ratna"), administrator("Wayan")
    third = administrator("Sari")
    first = wanted(hows[0], ratna, by=third)
    second = wanted(hows[1], wayan, by=third)
    Membership.objects.filter(user=third).update(ends_on=BY_NOW)
    return [partial(confirmed, first, wayan), partial(confirmed, second, ratna)]


def left() -> int:
    return holders_of(Role.ADMINISTRATOR, date.today()).count()


@pytest.fixture
def company():
    meeting = Company(2)
    yield meeting
    meeting.go_home()


def _again() -> None:
    RoleChange.objects.all().delete()
    Membership.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "hows", [("end", "end"), ("end", "deactivate"), ("deactivate", "deactivate")], ids="+".join
)
def test_two_at_once_leave_one(company, hows):
    for _ in range(ROUNDS):
        outcomes = company.at_once(*both(hows))
        assert left() == 1, outcomes
        assert DONE in outcomes
        User.objects.update(is_active=True)
        _again()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_go(company, monkeypatch):
    """The control: the same two with the lock taken away leave nobody, in some round."""

    company_waits = Barrier(2)

    def unlocked(user, day):
        if not holders_of(Role.ADMINISTRATOR, day).exclude(pk=user.pk).exists():
            raise ValidationError("last")
        company_waits.wait(5)

    monkeypatch.setattr(posts, "_keep_an_administrator", unlocked)
    assert company.at_once(*both(("end", "end"))) == [DONE, DONE]
    assert left() == 0


@pytest.mark.django_db
def test_two_that_end_on_the_same_later_day_leave_one():
    ratna, wayan = administrator("Ratna"), administrator("Wayan")
    now = database_now()
    later = now.date() + timedelta(days=7)
    end_post(Membership.objects.get(user=ratna), last_day=later, by=wayan, now=now)
    with pytest.raises(ValidationError, match="administrator terakhir"):
        end_post(Membership.objects.get(user=wayan), last_day=later, by=ratna, now=now)
    end_post(Membership.objects.get(user=wayan), last_day=later - timedelta(days=3), by=ratna, now=now)
