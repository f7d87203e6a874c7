"""The law of motion: a table of moves guards the verbs of a case, chooses the buttons and is drawn in the docs.

A case is a row with `status` (a field with choices) and `version`; its room keeps the table and the guards.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Model
from django.utils.translation import gettext as _


class Move(NamedTuple):
    """Statuses from which the verb may start, those it may lead to, and who may.

    `guard(user, case, *part)` answers with the sentence why not, or "" when the person may.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    guard: object


Moves = Mapping[str, Move]


def stale(case: Model) -> ValidationError:
    """The refusal of an act that comes too late; doors answer 409."""
    return ValidationError(
        _("Tindakan ini tidak bisa lagi dilakukan: statusnya sekarang “%(status)s”. Baca lagi keadaannya."),
        code="state",
        params={"status": case.get_status_display()},
    )


def check_move(moves: Moves, verb: str, user, case: Model, *part) -> None:
    """The person first (PermissionDenied, 403), then the table (ValidationError code "state", 409)."""
    move = moves[verb]
    if refusal := move.guard(user, case, *part):
        raise PermissionDenied(refusal)
    if case.status not in move.before:
        raise stale(case)


def check_seen(case: Model, seen: int | None) -> None:
    """`seen`: the version the person's page was drawn from; another one now answers 409. None: not asked."""
    if seen is not None and seen != case.version:
        raise ValidationError(
            _("Isinya berubah sejak halaman Anda dibuka. Periksa lagi, lalu ulangi."), code="state"
        )


def allowed_moves(moves: Moves, user, case: Model, *part) -> set[str]:
    """The verbs that person may call now."""
    return {
        verb
        for verb, move in moves.items()
        if case.status in move.before and not move.guard(user, case, *part)
    }


def change(case: Model, **values) -> None:
    """The guarded write: exactly the row that was locked, in the version that was read."""
    for name, value in values.items():
        setattr(case, name, value)
    # As the row would save them: sealed fields as ciphertext.
    stored = {name: case._meta.get_field(name).pre_save(case, add=False) for name in values}
    rows = type(case)._default_manager.filter(pk=case.pk, version=case.version)
    if rows.update(version=F("version") + 1, **stored) != 1:
        raise stale(case)
    case.version += 1


def check_landed(moves: Moves, verb: str, case: Model) -> None:
    """The status must be one the table names: a verb that leads elsewhere is a fault of ours."""
    after = moves[verb].after
    if after and case.status not in after:
        raise RuntimeError(f"{verb} may not lead to {case.status}.")
