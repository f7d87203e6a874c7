from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render


@login_not_required
def healthz(request):
    """The web process serves; asks no database."""
    return HttpResponse("ok\n", content_type="text/plain")


def landing(request):
    """After signing in: officers to their desk, citizens to their files."""
    return redirect("desk_queue" if request.user.posts else "my_files")


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
