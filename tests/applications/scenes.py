"""Files brought to a status by the verbs themselves, in services whose tiers stand as a test wants them."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from applications import workflow
from applications.models import Application, Review
from applications.tasks import produce
from foundation.documents.checks import check_upload
from services.models import Standard
from services.workflow import publish_from_catalogue
from tests import cast
from tests.answers import CATALOGUE

WATCHED = ("applications_", "sla_timer", "audit_entry", "notifications_", "documents_", "registry_series")


def published(code: str, now, *, orders: list[int] | None = None, **changes) -> Standard:
    """A new version of a real service; `orders` stand its tiers anew, tiers beyond them are left out."""
    whole = json.loads((CATALOGUE / "services.json").read_text(), parse_float=Decimal)
    item = next(item for item in whole["items"] if item["code"] == code) | changes
    if orders:
        tiers = zip(item["verification_tiers"], orders, strict=False)
        item["verification_tiers"] = [tier | {"order": order} for tier, order in tiers]
    publish_from_catalogue(item, whole["meta"], now=now)
    return cast.standard(code)


def fresh(user: User) -> User:
    """As the next request meets her: her roles are read again."""
    return User.objects.get(pk=user.pk)


def file_of(application) -> Application:
    return Application.objects.get(pk=application.pk)


def step_of(application, tier_code: str) -> Review:
    """The newest step of a tier."""
    steps = Review.objects.filter(application=application, tier__code=tier_code)
    return steps.select_related("tier__agency", "timer", "claimed_by").order_by("round").last()


def open_steps(application) -> list[Review]:
    steps = Review.objects.open().filter(application=application)
    return list(steps.select_related("tier__agency").order_by("tier__order", "tier__id"))


def claimed(step: Review, *, now, by: User | None = None) -> User:
    who = by or cast.desk_of(step)
    workflow.claim(step.application_id, step.pk, by=who, now=now)
    return who


def passed(step: Review, *, now, by: User | None = None) -> None:
    who = claimed(step, now=now, by=by)
    verdicts = cast.fits(file_of(step.application))
    workflow.pass_on(step.application_id, step.pk, by=who, now=now, verdicts=verdicts, opinion="for")


def approved(step: Review, *, now, by: User | None = None) -> None:
    who = claimed(step, now=now, by=by)
    verdicts = cast.fits(file_of(step.application))
    workflow.approve(step.application_id, step.pk, by=who, now=now, verdicts=verdicts)


def with_fault(application) -> tuple[dict, str]:
    """(a checklist with one document to mend, the code of its requirement)."""
    verdicts = cast.fits(file_of(application))
    held = set(application.attachments.current().values_list("requirement__code", flat=True))
    code = next(code for code in verdicts if code in held)
    return {**verdicts, code: ("mend", "Buram, unggah ulang.")}, code


def returned(step: Review, *, now, by: User | None = None) -> str:
    """Claimed and sent back for one document; the code of its requirement."""
    who = claimed(step, now=now, by=by)
    verdicts, code = with_fault(step.application)
    workflow.return_for_correction(step.application_id, step.pk, by=who, now=now, verdicts=verdicts)
    return code


def upload_again(application, code: str, *, by: User, now) -> None:
    requirement = application.standard.requirements.get(code=code)
    checked = check_upload(
        cast.upload(requirement.accept), accept=requirement.accept, max_mb=requirement.max_mb
    )
    workflow.attach(application.pk, requirement, checked, by=by, now=now)


def answered(application, *, now, by: User | None = None, **more) -> Application:
    """Every document asked for is uploaded anew, and the correction sent."""
    by = by or cast.citizen("Sari")
    for verdict in workflow.waiting_verdicts(file_of(application)):
        if verdict.requirement:
            upload_again(application, verdict.requirement.code, by=by, now=now)
    return workflow.answer(application.pk, by=by, now=now, **more)


def passed_until(application, order: int, *, now) -> None:
    """Every tier before that order passes the file on."""
    while (steps := open_steps(application)) and steps[0].tier.order < order:
        for step in steps:
            passed(step, now=now)


def agreed(application, *, now) -> Application:
    """Every tier that is left agrees."""
    while steps := open_steps(application):
        now += timedelta(minutes=6)
        last = max(tier.order for tier in application.standard.tiers.all())
        for step in steps:
            (approved if step.tier.order == last else passed)(step, now=now)
    return file_of(application)


def finished(application, *, now) -> Application:
    """Every tier agrees, and the product is there."""
    agreed(application, now=now)
    if application.standard.product_kind == Standard.ProductKind.OUTSIDE:
        recorder = Review.objects.filter(application=application).order_by("decided_at").last().decided_by
        product = {"number": "LUAR/1", "issued_on": now.date()}
        workflow.record_product(application.pk, by=fresh(recorder), now=now, **product)
    produce(application.pk)
    return file_of(application)


def rows() -> dict[str, str]:
    """Table -> fingerprint of everything in it, for each table a verb may write to."""
    tables = [name for name in connection.introspection.table_names() if name.startswith(WATCHED)]
    one = "SELECT '{0}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {0} t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(name) for name in tables))
        return dict(cursor.fetchall())


def refused(act, *arguments, **more) -> ValidationError:
    """The refusal; nothing was written for it."""
    before = rows()
    with pytest.raises(ValidationError) as raised, transaction.atomic():
        act(*arguments, **more)
    assert rows() == before
    return raised.value
