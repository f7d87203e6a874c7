"""`manage.py readiness`: the same answers for a machine that watches a worker or a beat."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.registry.ticks import tick


def outcome(*names) -> int:
    try:
        call_command("readiness", *names)
    except SystemExit as end:
        return end.code
    return 0


def test_it_ends_well_when_what_was_asked_for_works(db, capsys):
    tick("beat")
    assert outcome("beat") == 0
    assert capsys.readouterr().out.startswith("ok        beat")


def test_it_ends_with_1_when_something_is_down(db):
    tick("beat")
    assert outcome("beat", "sweep") == 1
    assert outcome() == 1


def test_it_ends_with_2_when_nobody_knows(db):
    """Then a watcher must not restart what may work well."""
    tick("beat")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    assert outcome("beat") == 2


def test_a_name_that_is_no_check_is_refused(db):
    with pytest.raises(CommandError, match="mesin"):
        call_command("readiness", "mesin")
