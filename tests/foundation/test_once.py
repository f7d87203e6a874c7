"""A form sent twice creates once."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from foundation.registry import once as once_module
from foundation.registry.clock import database_now
from foundation.registry.models import Receipt, Series
from foundation.registry.once import once
from foundation.registry.tasks import forget_old_receipts
from tests.foundation.scene import NOW, at_once


def a_row(name="dibuat"):
    time.sleep(0.03)  # As long as a real filing: twins meet inside.
    return Series.objects.create(name=name, year=Series.objects.count())


def code_of(call) -> str:
    with pytest.raises(ValidationError) as caught:
        call()
    return caught.value.code


def test_it_creates_and_then_shows_the_same_row_again(db):
    first = once("sari", "kunci", {"a": 1, "b": [2]}, a_row, now=NOW)
    again = once("sari", "kunci", {"b": [2], "a": 1}, a_row, now=NOW)
    assert first == (str(Series.objects.get().pk), True)
    assert again == (first[0], False)


def test_the_same_key_with_other_content_is_refused(db):
    once("sari", "kunci", {"a": 1}, a_row, now=NOW)
    assert code_of(lambda: once("sari", "kunci", {"a": 2}, a_row, now=NOW)) == "idempotency"
    assert Series.objects.count() == 1


def test_somebody_else_may_use_the_same_key(db):
    once("sari", "kunci", {"a": 1}, a_row, now=NOW)
    assert once("budi", "kunci", {"a": 2}, a_row, now=NOW)[1]
    assert once("", "kunci", {"a": 3}, a_row, now=NOW)[1]
    assert Series.objects.count() == 3


@pytest.mark.parametrize("key", ["", None, "x" * 65, "a\0b", "kunci\n", "１２３"])
def test_what_is_no_key_is_refused(db, key):
    assert code_of(lambda: once("sari", key, {}, a_row, now=NOW)) == "idempotency_key"
    assert not Series.objects.exists()


def test_a_refused_request_leaves_no_receipt(db):
    def refuse():
        raise ValidationError("tidak")

    with pytest.raises(ValidationError):
        once("sari", "kunci", {}, refuse, now=NOW)
    assert once("sari", "kunci", {}, a_row, now=NOW)[1]


def test_the_receipt_does_not_show_what_was_asked(db):
    once("sari", "kunci", {"nik": "3574015708900001"}, a_row, now=NOW)
    receipt = Receipt.objects.get()
    assert "3574015708900001" not in str(vars(receipt))


@pytest.mark.django_db(transaction=True)
def test_ten_twins_at_one_barrier_create_one_row():
    results = at_once(10, lambda number: once("sari", "kunci", {"a": 1}, a_row, now=NOW))
    assert sorted(new for _id, new in results) == [False] * 9 + [True]
    assert {row_id for row_id, _new in results} == {str(Series.objects.get().pk)}


@pytest.mark.django_db(transaction=True)
def test_without_waiting_twins_would_collide(monkeypatch):
    """The control: with the wait out, twins work side by side and the unique receipt throws them out."""
    monkeypatch.setattr(once_module, "_wait_for_twins", lambda scope, key: None)
    results = at_once(10, lambda number: once("sari", "kunci", {"a": 1}, a_row, now=NOW))
    assert any(isinstance(result, IntegrityError) for result in results)


@pytest.mark.django_db(transaction=True)
def test_a_twin_of_a_slow_request_is_told_to_wait():
    def slow():
        time.sleep(3)
        return a_row()

    def act(number):
        time.sleep(0.3 * number)
        return once("sari", "kunci", {"a": 1}, slow, now=NOW)

    first, twin = at_once(2, act)
    assert first[1] is True
    assert isinstance(twin, ValidationError)
    assert twin.code == "state"
    assert once("sari", "kunci", {"a": 1}, slow, now=NOW) == (first[0], False)


def test_receipts_are_forgotten_after_a_day(db):
    now = database_now()
    once("sari", "lama", {}, a_row, now=now - timedelta(hours=25))
    once("sari", "baru", {}, a_row, now=now - timedelta(hours=23))
    assert forget_old_receipts() == 1
    assert Receipt.objects.get().key == "baru"
