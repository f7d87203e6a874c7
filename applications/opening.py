"""What may be opened, and that it was opened: one file of the desk, one document, one product."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import JSONObject, Now
from django.http import Http404
from django.shortcuts import get_object_or_404

from applications import permissions, told
from applications.applicant import same_nik_counts
from applications.models import Application, Attachment, FormerAnswers, Permit, Review, Verdict
from applications.workflow import note_document, note_view
from services.models import Requirement, Tier

_former = FormerAnswers.objects.filter(application=OuterRef("pk")).order_by("replaced_at", "pk")


def open_file(user, pk) -> Application:
    """A sent file of the desk with its tiers and reviews; Http404, PermissionDenied for one's own (household's)."""
    steps = Review.objects.select_related("tier__agency", "timer", "claimed_by", "decided_by")
    found = (
        Application.objects.at_desk(user)
        .select_related(
            "standard__service__agency", "applicant", "organisation", "dependant", "timer", "permit"
        )
        .prefetch_related(
            Prefetch("standard__tiers", queryset=Tier.objects.select_related("agency")),
            Prefetch("reviews", queryset=steps.order_by("round", "opened_at", "pk")),
        )
        # Read along with the file: the page has a budget of queries, and each of these would be one more.
        .annotate(
            read_at=Now(),
            former_ids=ArraySubquery(_former.values("pk")),
            former_sealed=ArraySubquery(_former.values("answers")),
            notices=told.read_along(),
            **same_nik_counts(),
        )
    )
    application = get_object_or_404(found, pk=pk)
    if refusal := permissions.stands_apart(user, application):
        raise PermissionDenied(refusal)
    return application


def fetch_rest(application: Application) -> None:
    """Requirements with all versions of their documents, questions, and verdicts: three queries."""
    versions = (
        Attachment.objects.sent()
        .filter(application=application, requirement=OuterRef("pk"))
        .order_by("version")
    )
    as_json = JSONObject(
        id="pk", number="version", name="document__name", kind="document__kind", size="document__size",
        at="document__created_at", replaced_at="replaced_at",
    )  # fmt: skip
    prefetch_related_objects(
        [application],
        Prefetch(
            "standard__requirements",
            queryset=Requirement.objects.annotate(versions=ArraySubquery(versions.values(json=as_json))),
        ),
        "standard__fields",
        Prefetch("reviews__verdicts", queryset=Verdict.objects.select_related("attachment")),
    )


def open_document(user, pk, *, now: datetime) -> Attachment:
    """For the owner, and for whoever holds the claim on an open step; Http404 for everybody else."""
    rows = Attachment.objects.select_related(
        "application__applicant", "application__standard__service", "requirement", "document"
    )
    attachment = get_object_or_404(rows, pk=pk, application__in=Application.objects.visible_to(user))
    file = attachment.application
    is_own = permissions.is_own(user, file)
    if not permissions.may_open_documents(user, file) or (attachment.was_taken_out and not is_own):
        raise Http404
    note_document(attachment, by=user, now=now)
    return attachment


def open_product(user, pk, *, now: datetime) -> Permit:
    """What a file gave; its `document` is None while it is being made. Http404 where there is none."""
    rows = Application.objects.visible_to(user).select_related(
        "applicant", "standard__service", "permit__document"
    )
    file = get_object_or_404(rows, pk=pk)
    if permissions.sees_masked(user, file):
        raise PermissionDenied(permissions.not_your_task())
    if not hasattr(file, "permit"):
        raise Http404
    if file.permit.document is not None:
        note_view(file, by=user, now=now)
    return file.permit
