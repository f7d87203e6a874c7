"""What a file gave: the paper for its owner, and the page on which anybody checks a paper."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import Permit
from applications.opening import open_product
from applications.views.documents import hand_over
from applications.views.doorway import unlisted
from foundation.registry.clock import database_now


@never_cache
@require_safe
def product(request, pk):
    """The PDF; a page that asks for patience while it is being made."""
    permit = open_product(request.user, pk, now=database_now())
    if permit.document is None:
        return render(request, "applications/product_soon.html", {"application": permit.application})
    return hand_over(request, permit.document, download=True)


@never_cache
@unlisted
@login_not_required
@require_safe
def permit_check(request, code):
    """Is this paper known here, and does it hold today? Nothing personal but a masked name."""
    permit = Permit.objects.by_code(code)
    context = {"portal": settings.PORTAL_URL}
    if permit is not None:
        context.update(permit=permit, has_expired=permit.has_expired(timezone.localdate(database_now())))
    return render(
        request,
        "applications/public/permit_check.html",
        context,
        status=200 if permit else 404,
    )
