"""One file of the desk, read in few queries: the page has a budget of fourteen."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import JSONObject, Now
from django.shortcuts import get_object_or_404

from applications import permissions
from applications.applicant import same_nik_counts
from applications.models import Application, Attachment, FormerAnswers, Review, Verdict
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
        id="pk", number="version", name="document__name", size="document__size", at="document__created_at",
        replaced_at="replaced_at",
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
