"""The last of the addresses below /api/."""

from django.urls import re_path

from foundation.rest.views import NothingHere

urlpatterns = [re_path(r"", NothingHere.as_view(), name="api-nothing")]
