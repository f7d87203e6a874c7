"""Acts that begin at the same moment, each in a thread with a connection of its own; and locks taken away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Event
from time import monotonic

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import F, QuerySet
from django.http import Http404

from applications.models import Application
from applications.workflow import case

DONE, STATE, GONE, DENIED = "done", "state", "gone", "denied"
PATIENCE = 20


class Company:
    """Threads that keep their connections from one meeting to the next."""

    def __init__(self, size: int = 8):
        self.members = ThreadPoolExecutor(size)
        self.size = size

    def at_once(self, *acts: Callable[[], object]) -> list[str]:
        """What became of each: "done", "state: <sentence>", "gone", "denied", or the name of what it raised."""
        meeting = Barrier(len(acts))

        def play(act):
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '20s'")  # a busy machine is no finding
            meeting.wait(PATIENCE)
            return _outcome(act)

        return [one.result(PATIENCE * 2) for one in [self.members.submit(play, act) for act in acts]]

    def go_home(self):
        goodbye = Barrier(self.size)

        def leave():
            goodbye.wait(PATIENCE)
            connection.close()

        for one in [self.members.submit(leave) for _ in range(self.size)]:
            one.result(PATIENCE)
        self.members.shutdown()


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


@contextmanager
def in_turn(monkeypatch, locked, *acts, room=case):
    """`acts` so that the second asks for the lock while the first has it, and is seen waiting before that commits.

    `room`: the module whose `locked` the verbs call.
    """
    held = Event()

    def patiently(application_id):
        application = locked(application_id)
        if not held.is_set():
            held.set()
            _until_somebody_waits()
        return application

    def second():
        held.wait(PATIENCE)
        acts[1]()

    with monkeypatch.context() as patched:
        patched.setattr(room, "locked", patiently)
        yield acts[0], second


def _until_somebody_waits():
    end = monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while monotonic() < end:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
    raise TimeoutError("Nobody waited for the lock.")
