"""Acts that begin at the same moment, each in a thread with a connection of its own; and locks taken away."""

from collections.abc import Callable
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Thread

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import F, QuerySet
from django.http import Http404

from applications.models import Application
from applications.workflow import case

DONE, STATE, GONE, DENIED = "done", "state", "gone", "denied"
PATIENCE = 20


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each: "done", "state: <sentence>", "gone", "denied", or the name of what it raised."""
    meeting, outcomes = Barrier(len(acts)), [""] * len(acts)

    def play(number, act):
        try:
            connection.ensure_connection()
            meeting.wait(PATIENCE)
            outcomes[number] = _outcome(act)
        finally:
            connection.close()

    threads = [Thread(target=play, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 2)
    return outcomes


def _outcome(act) -> str:
    try:
        act()
    except ValidationError as error:
        return f"{getattr(error, 'code', '')}: {' '.join(error.messages)}"
    except Http404:
        return GONE
    except PermissionDenied:
        return DENIED
    except Exception as error:  # the name of any other failure is the finding
        return type(error).__name__
    return DONE


def one_won(outcomes: list[str]) -> bool:
    """One was done, everybody else was told that the state had changed."""
    refused = [outcome for outcome in outcomes if outcome != DONE]
    return len(refused) == len(outcomes) - 1 and all(
        outcome == GONE or outcome.startswith(STATE) for outcome in refused
    )


@contextmanager
def unguarded(monkeypatch, parties: int = 2):
    """The verbs as they would be without their lock and their guarded write: all read before anybody writes."""
    meeting, with_lock = Barrier(parties), case.locked

    def read_together(application_id):
        application = with_lock(application_id)
        try:
            meeting.wait(2)
        except BrokenBarrierError:
            meeting.reset()
        return application

    def change(self, **values):
        for name, value in values.items():
            setattr(self.application, name, value)
        stored = {
            name: Application._meta.get_field(name).pre_save(self.application, add=False) for name in values
        }
        Application.objects.filter(pk=self.application.pk).update(version=F("version") + 1, **stored)

    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self.all())
        patched.setattr(case, "locked", read_together)
        patched.setattr(case.Case, "change", change)
        yield
