"""Tracking by code without an account: which file, and how many misses one address may have."""

import time

from django.core.cache import cache
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.functions import Now

from applications.models import Application, Review
from foundation.registry.numbers import read_tracking_code
from foundation.vault.crypto import keyed_hash
from services.models import Tier

MOST_MISSES, WINDOW = 60, 600


def tracked(typed: str) -> Application | None:
    """The file with that code, the present moment on it as `read_at`; its secrets are not even read."""
    code = read_tracking_code(typed)
    if code is None:
        return None
    return (
        Application.objects.filter(tracking_code=code)
        .select_related("standard__service__agency", "timer")
        .defer("answers", "identity", "applicant_name")
        .annotate(read_at=Now())
        .first()
    )


def read_way(file: Application) -> None:
    """The steps behind it and before it, without who decided what and why; two queries."""
    prefetch_related_objects(
        [file],
        Prefetch("standard__tiers", queryset=Tier.objects.select_related("agency")),
        Prefetch("reviews", queryset=Review.objects.defer("reason", "legal_ground", "opinion")),
    )


def has_missed_too_often(address: str, typed: str) -> bool:
    """Count one miss of this address; whether it is one too many in these ten minutes, at any door.

    What its check sign betrays is a slip of the hand, no guess: a hall behind one address may mistype all day.
    """
    if read_tracking_code(typed) is None:
        return False
    name = f"track-miss:{int(time.time()) // WINDOW}:{keyed_hash(address, 'address')}"
    misses = cache.get(name, 0) + 1
    cache.set(name, misses, WINDOW)
    return misses > MOST_MISSES
