"""Editions played by the real verbs into every status."""

from datetime import timedelta

from django.utils import timezone

from pages import workflow
from pages.models import Edition, Page

TEXT = {
    "title": "Loket tutup Jumat siang",
    "body": "Loket tutup pukul 11.00. Datanglah sebelum itu.",
    "title_en": "",
    "body_en": "",
}


def days(now, first: int = 0, last: int = 7) -> dict:
    """Days of an announcement, counted from today."""
    today = timezone.localdate(now)
    return {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}


def edition(standing: str, *, by, now, decided_by=None, kind=Page.Kind.ANNOUNCEMENT, **values) -> Edition:
    """An edition that stands as draft, submitted, published or withdrawn; announcements run from today."""
    one = workflow.start(kind, by=by, now=now)
    when = days(now) if kind == Page.Kind.ANNOUNCEMENT else {}
    workflow.save(one.pk, {**TEXT, **when, **values}, seen=None, by=by, now=now)
    if standing != "draft":
        workflow.submit(one.pk, by=by, now=now)
    if standing in ("published", "withdrawn"):
        workflow.approve(one.pk, by=decided_by, now=now)
    if standing == "withdrawn":
        workflow.withdraw(one.pk, reason="Keliru.", by=decided_by, now=now)
    return Edition.objects.select_related("page").get(pk=one.pk)
