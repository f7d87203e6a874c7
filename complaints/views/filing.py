"""Where a complaint begins: what it is for, and the one page on which it is told."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def complaint_start(request):
    return render(request, "complaints/start.html")


@login_not_required
@require_safe
def complaint_file(request):
    return render(request, "complaints/file.html")
