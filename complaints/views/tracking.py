"""Following a complaint without an account: by its number and its secret."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe


@never_cache
@login_not_required
@require_safe
def complaint_track(request):
    return render(request, "complaints/track.html")


@never_cache
@login_not_required
@require_POST
def complaint_secret_act(request, act):
    raise Http404
