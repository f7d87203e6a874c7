"""The desk as its officers use it: signed in, looking, posting what the form posts."""

import uuid
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse

from applications.models import Application, Review
from foundation.registry.clock import database_now
from tests import cast

SERVICE = "surat-keterangan-penelitian"
FIVE_TIERS = "izin-reklame-permanen"
OUTSIDE = "kk-baru"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def look(user, route: str, *args, **query):
    return signed_in(user).get(reverse(route, args=args), query)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def act(user, application: Application, review: Review, name: str, **posted):
    return signed_in(user).post(reverse("desk_act", args=[application.pk, review.pk, name]), posted)


def checklist(application: Application, **said) -> dict:
    """What the form posts when everything fits, `said` on top; names with "_" stand for those with "-"."""
    application.refresh_from_db()
    posted = {"versi": application.version, "pendapat": "for"}
    posted |= {f"syarat-{code}": value for code, (value, _note) in cast.fits(application).items()}
    return posted | said


def before(**span) -> datetime:
    """So long before the database's present, by which the pages act."""
    return database_now() - timedelta(**span)


def at_tier(service: str, order: int, *, now: datetime) -> Application:
    """A sent file that waits, unclaimed, at the desk of that order; every earlier desk agreed."""
    application = cast.submitted(service, now=now)
    while cast.open_review(application).tier.order < order:
        now += timedelta(minutes=1)
        application = cast.pass_one(application, now=now)
    return Application.objects.get(pk=application.pk)


def copies(review: Review, number: int) -> None:
    """More rows like this one, for counting queries: each with a file and clocks of its own.

    A database that was empty when it last looked plans for empty tables, so it is told to look again.
    """
    for _ in range(number):
        for timer in (review.timer, review.application.timer):
            timer.pk = uuid.uuid4()
            timer.save(force_insert=True)
        application = Application.objects.get(pk=review.application_id)
        answers, identity = application.answers, application.identity
        application.pk, application.tracking_code = uuid.uuid4(), uuid.uuid4().hex[:11]
        application.number, application.timer = f"MPP-9999-{application.pk.hex[:8]}", review.application.timer
        application.answers, application.identity = answers, identity
        application.save(force_insert=True)
        Review.objects.create(
            application=application, tier=review.tier, timer=review.timer, opened_at=review.opened_at
        )
        review = Review.objects.select_related("application__timer", "timer", "tier").get(pk=review.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
