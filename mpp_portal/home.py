"""The first page: look for a service, begin at what happened in life, track a file, see when we are open."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.registry.clock import database_now
from mpp_portal.open_today import open_today
from services.life_events import everyday, offered
from services.models import Standard


@login_not_required
@require_safe
def home(request):
    """Two queries: the services and the time; what is closed today is remembered."""
    published = Standard.objects.published().order_by().values_list("service__code", "kind", "kind_label")
    codes, kinds = set(), Counter()
    for code, kind, label in published:
        codes.add(code)
        kinds[kind, label or kind] += 1
    return render(
        request,
        "home.html",
        {
            "events": offered(codes),
            "everyday": everyday(codes),
            "today": open_today(database_now()),
            "kinds": [
                {"kind": kind, "label": label, "count": count}
                for (kind, label), count in sorted(kinds.items())
            ],
            "total": len(codes),
        },
    )
