"""What everybody reads: the standing pages and the announcements, in Indonesian and in English."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from pages.models import Edition, Page

SHELLS = {"id": "shell/public.html", "en": "pages/public/english.html"}


def addresses(route: str, *args) -> dict[str, str]:
    """The same page in each language."""
    return {"id": reverse(route, args=args), "en": reverse(f"{route}_en", args=args)}


def draw(request, template: str, language: str, *, status: int = 200, **context):
    """A page in its language's shell; months and dates are said in that language too."""
    with translation.override(language):
        context = {"language": language, "shell": SHELLS[language], **context}
        return render(request, template, context, status=status)


@login_not_required
@require_safe
def fixed(request, kind, language):
    """One of the standing pages; while none is published the visitor is told where to ask, with 404."""
    pages = Edition.objects.filter(page__kind=kind).select_related("page")
    edition = pages.current(timezone.localdate()).first()
    shown = {"edition": edition, "routes": addresses(kind), "label": Page.Kind(kind).label}
    return draw(request, "pages/public/text.html", language, status=200 if edition else 404, **shown)


@login_not_required
@require_safe
def announcements(request, language):
    in_force = Edition.objects.announced(timezone.localdate())
    shown = {"announcements": list(in_force), "routes": addresses("announcements")}
    return draw(request, "pages/public/announcements.html", language, **shown)


@login_not_required
@require_safe
def announcement(request, pk, language):
    """One announcement; after its last day it says so and stays readable by its address."""
    today = timezone.localdate()
    pages = Edition.objects.filter(page=pk, page__kind=Page.Kind.ANNOUNCEMENT).select_related("page")
    edition = pages.current(today).first()
    if edition is None:
        raise Http404
    shown = {"edition": edition, "routes": addresses("announcement", pk), "is_over": edition.ends_on < today}
    return draw(request, "pages/public/text.html", language, **shown)
