"""What the API says of itself: its OpenAPI document, and a page that shows it."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from foundation.rest.views import ApiView


class Schema(ApiView):
    """The OpenAPI document."""

    public = machines = True
    schema = None

    def get(self, request):
        return Response(document(), headers={"Cache-Control": "public, max-age=300"})


@cache
def document() -> dict:
    """Drawn once in the life of a process: it depends on nothing but the code."""
    return SchemaGenerator().get_schema(request=None, public=True)


@login_not_required
@require_safe
def docs(request):
    return render(request, "rest/docs.html")
