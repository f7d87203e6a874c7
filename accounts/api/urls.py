from django.urls import path

from accounts.api import profile

urlpatterns = [
    path("profile/", profile.Profile.as_view(), name="api-profile"),
    path("organisations/", profile.Organisations.as_view(), name="api-organisations"),
    path("organisations/<uuid:pk>/", profile.OrganisationDetail.as_view(), name="api-organisation"),
    path("dependants/", profile.Dependants.as_view(), name="api-dependants"),
    path("dependants/<uuid:pk>/", profile.DependantDetail.as_view(), name="api-dependant"),
]
