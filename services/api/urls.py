from django.urls import path

from services.api.agencies import Agencies

urlpatterns = [
    path("agencies/", Agencies.as_view(), name="api-agencies"),
]
