"""People, entries and races for the rooms below; nothing here knows a permit."""

import threading
from datetime import UTC, datetime

from django.db import connection

from accounts.models import User
from foundation.audit.trail import record

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


def person(name: str, **more) -> User:
    email = more.pop("email", f"{name.lower()}@contoh.id")
    return User.objects.create_user(email=email, name=name, password="sebuah-kata-sandi-panjang", **more)


def an_entry(about: User, action: str = "uji.terjadi", **params):
    """Something happened to a person; `about` is also the target."""
    return record(action, about, by=about, at=NOW, **params)


def at_once(times: int, act) -> list:
    """`act(number)` in so many threads that start together, each with a connection of its own.

    Returns what each gave back: its value, or the exception it raised.
    """
    barrier, results = threading.Barrier(times), [None] * times

    def run(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            results[number] = act(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results
