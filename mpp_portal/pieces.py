"""The page that shows every piece in every state, with the line that draws it, for whoever builds the next page."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from foundation.registry.clock import database_now
from mpp_portal import samples

SHORT = 24  # letters


class Drawn(NamedTuple):
    caption: str
    line: str  # to copy into a template
    html: str


@require_safe
def pieces(request):
    """For anybody who holds a post; shows no row of anybody."""
    if not request.user.posts:
        raise PermissionDenied
    now = database_now()
    sections = [
        (title, name, [(piece, _drawn(request, piece, cases)) for piece, cases in shown])
        for title, name, shown in samples.sections(now)
    ]
    page = Paginator(range(1, 201), 20).get_page(request.GET.get("page"))
    context = {"sections": sections, "form": samples.broken_form(), "page": page, "long": samples.LONG}
    return render(request, "pieces/page.html", context)


def _drawn(request, piece: str, cases: list[samples.Case]) -> list[Drawn]:
    return [
        Drawn(case.caption, line(piece, case.given), render_to_string(piece, case.given, request))
        for case in cases
    ]


def line(piece: str, given: dict) -> str:
    """Short words are written out; anything else stands under its name."""
    words = "".join(f" {name}={_written(name, value)}" for name, value in given.items())
    return f'{{% include "{piece}"{" with" + words if words else ""} only %}}'


def _written(name: str, value) -> str:
    return f'"{value}"' if isinstance(value, str) and len(value) <= SHORT else name
