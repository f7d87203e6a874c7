"""The addresses below /api/ that belong to no room; the last of them is nothing at all."""

from django.urls import path, re_path

from foundation.rest.docs import Schema, docs
from foundation.rest.views import NothingHere

urlpatterns = [
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", docs, name="api-docs"),
    re_path(r"", NothingHere.as_view(), name="api-nothing"),
]
