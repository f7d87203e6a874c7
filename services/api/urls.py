from django.urls import path

from services.api.agencies import Agencies
from services.api.services import ServiceDetail, Services

urlpatterns = [
    path("agencies/", Agencies.as_view(), name="api-agencies"),
    path("services/", Services.as_view(), name="api-services"),
    path("services/<slug:code>/", ServiceDetail.as_view(), name="api-service"),
]
