"""The class under every view of the API. How a room writes one stands in `foundation/rest/__init__.py`."""

from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from foundation.registry.clock import database_now
from foundation.rest.idempotency import create_once
from foundation.rest.pages import CURSOR, SIZE, BoundCursor
from foundation.rest.permissions import InScope
from foundation.rest.refusal import Refusal
from foundation.rest.shapes import Body, Query

NOT_ENCRYPTED = _("Kirim lewat https. Token yang dikirim tanpa https anggap sudah diketahui orang lain.")


class WhateverTheFileIs(JSONRenderer):
    """Lets an app that wants a PDF or an image ask for it; what is refused is still JSON."""

    media_type = "*/*"


class ApiView(GenericAPIView):
    """`public`: without signing in. `machines`: also for a token without a person (only where column AC says A).

    `scope`: what a token must hold. `shows`, `takes`, `asks`: the serializers of answer, body and filters;
    `ordering`: of a list, its last part unique. `creates`: POST asks for an Idempotency-Key. `shows_by`: method ->
    serializer where it is not `shows`. `serves_file`: GET answers with a file. `examples`: method -> answer, and
    "takes" -> body, for the documents. `opened_by`: the documents' name of another key that opens it.
    """

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    public = machines = creates = False
    scope: str | None = None
    shows = takes = None
    shows_by: dict[str, type] = {}
    serves_file = False
    opened_by: str | None = None
    examples: dict[str, dict] = {}
    asks = Query
    pages: type | None = None
    ordering: tuple[str, ...] = ()

    def initial(self, request, *args, **kwargs):
        if request.method.lower() not in self.http_method_names or not hasattr(self, request.method.lower()):
            self.http_method_not_allowed(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            raise Refusal(400, NOT_ENCRYPTED, code="not_encrypted")
        if request.headers.get("Content-Encoding", "identity") != "identity":
            raise Refusal(415)
        super().initial(request, *args, **kwargs)
        self.query  # noqa: B018  an unknown filter is refused before anything is read
        if self.takes is None and request.method in ("POST", "PUT", "PATCH"):
            self.body  # noqa: B018  so is a body where none is asked

    def get_renderers(self):
        return [JSONRenderer(), *([WhateverTheFileIs()] if self.serves_file else [])]

    def get_permissions(self):
        return [AllowAny() if self.public else IsAuthenticated(), InScope()]

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @property
    def pagination_class(self):
        return (self.pages or BoundCursor) if self.is_list else None

    @property
    def is_list(self) -> bool:
        return bool(self.ordering or self.pages)

    @cached_property
    def query(self) -> dict:
        """The filters, checked; those that were not given are missing."""
        given = self.request.query_params
        context = {"also": (CURSOR, SIZE) if self.is_list and self.request.method in ("GET", "HEAD") else ()}
        filters = self.asks(data=given, context=self.get_serializer_context() | context)
        filters.is_valid(raise_exception=True)
        return filters.validated_data

    @cached_property
    def body(self) -> dict:
        """The body, checked by `takes`; without one it must be empty."""
        body = (self.takes or Body)(data=self.request.data, context=self.get_serializer_context())
        body.is_valid(raise_exception=True)
        return body.validated_data

    @cached_property
    def now(self):
        """The database's clock, read once."""
        return database_now()

    def once(self, create: Callable[[], object], *, nameless: bool = False) -> str:
        """`create` at most once for the request's Idempotency-Key; the id of the row as text."""
        return create_once(self.request, create, now=self.now, nameless=nameless)[0]

    def show(self, row, *, status: int = 200, by=None) -> Response:
        """One row by `shows`, or by another serializer."""
        by = by or self.shows_by.get(self.request.method, self.shows)
        shown = by(row, context=self.get_serializer_context())
        return Response(shown.data, status=status)

    def page(self, rows) -> Response:
        """One page of a queryset."""
        found = self.paginate_queryset(rows)
        shown = self.shows(found, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(shown.data)


class NothingHere(ApiView):
    """Every address below /api/ that nobody answers."""

    public = machines = True
    schema = None

    def initial(self, request, *args, **kwargs):
        raise Refusal(404)
