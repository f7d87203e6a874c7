"""What a file gave: the paper for its owner, and the page on which anybody checks a paper."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import Application, Permit
from applications.permissions import not_your_task, sees_masked
from applications.views.documents import hand_over
from applications.views.doorway import unlisted
from applications.workflow import note_view
from foundation.registry.clock import database_now
from foundation.registry.numbers import CROCKFORD

CODE_LENGTH = 26


@never_cache
@require_safe
def product(request, pk):
    """The PDF; a page that asks for patience while it is being made."""
    rows = Application.objects.visible_to(request.user).select_related(
        "applicant", "standard__service", "permit__document"
    )
    file = get_object_or_404(rows, pk=pk)
    if sees_masked(request.user, file):
        raise PermissionDenied(not_your_task())
    permit = getattr(file, "permit", None)
    if permit is None:
        raise Http404
    if permit.document is None:
        return render(request, "applications/product_soon.html", {"application": file})
    note_view(file, by=request.user, now=database_now())
    return hand_over(request, permit.document, download=True)


@never_cache
@unlisted
@login_not_required
@require_safe
def permit_check(request, code):
    """Is this paper known here, and does it hold today? Nothing personal but a masked name."""
    permit = _known(code.upper())
    context = {"portal": settings.PORTAL_URL}
    if permit is not None:
        context.update(permit=permit, has_expired=permit.has_expired(timezone.localdate(database_now())))
    return render(
        request,
        "applications/public/permit_check.html",
        context,
        status=200 if permit else 404,
    )


def _known(code: str) -> Permit | None:
    """The product with that code; what cannot be a code asks no database."""
    if len(code) != CODE_LENGTH or not set(code) <= set(CROCKFORD):
        return None
    return Permit.objects.select_related("agency").filter(code=code).first()
