"""Broken guards: each is made to allow everything, then to refuse everything, and somebody must notice.

The mutants are generated from the guards' own signatures: a new guard is broken the day it is written.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction

from accounts.models import User

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
WAYS = ("allows", "refuses")


class Guard(NamedTuple):
    """`kind`: str (the sentence why not, or ""), bool, "gate" (rows of a QuerySet) or "people" (users)."""

    name: str
    kind: object
    function: Callable


def guards_of(module, *, but: Iterable[str] = (), people: Iterable[str] = ()) -> list[Guard]:
    """Every guard of a room's permissions.py; `but`: what neither allows nor refuses."""
    found = []
    for name, one in vars(module).items():
        if inspect.isfunction(one) and one.__module__ == module.__name__ and name not in but:
            kind = "people" if name in people else inspect.signature(one).return_annotation
            assert kind in (str, bool, "people"), f"{name} must say what it answers"
            found.append(Guard(name, kind, one))
    return found


def gates_of(rows: type, *names: str) -> list[Guard]:
    return [Guard(f"{rows.__name__}.{name}", "gate", getattr(rows, name)) for name in names]


def first_wrong(stage, probes) -> int | None:
    """The number of the first (question, right answer) that goes wrong, None when all are right.

    Each is asked of the stage and undone; a right answer that depends on the stage is a function of it.
    """
    for number, (ask, right) in enumerate(probes):
        with transaction.atomic():
            try:
                answer = ask(stage)
            except Exception as error:  # a constraint of the database notices as well
                answer = type(error)
            transaction.set_rollback(True)
        if answer != (right(stage) if callable(right) else right):
            return number
    return None


def unnoticed(guards: Iterable[Guard], stage, probes) -> list[str]:
    """Broken one by one: the guards, and how, of which no probe told. All must be right before and after."""
    assert first_wrong(stage, probes) is None
    found = []
    for name, kind, function in guards:
        whole = function.__code__
        for way in WAYS:
            try:
                # In place, so that the table and every importer meet the broken one.
                function.__code__ = ALWAYS[kind, way].__code__
                if first_wrong(stage, probes) is None:
                    found.append(f"{name} {way} everything")
            finally:
                function.__code__ = whole
    assert first_wrong(stage, probes) is None
    return found
