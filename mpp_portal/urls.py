from django.urls import include, path

from mpp_portal import home, views

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("masuk/lanjut/", views.landing, name="landing"),
    path("", include("foundation.notifications.urls")),
    path("", include("pages.urls")),
    path("", include("services.urls")),
    path("", include("applications.urls.citizen")),
    path("", include("applications.urls.desk")),
    path("", include("reports.urls")),
    path("", include("complaints.urls.citizen")),
    path("", include("complaints.urls.desk")),
    path("", include("operations.urls")),
    path("api/v1/", include("accounts.api.urls")),
    path("api/v1/", include("services.api.urls")),
    path("api/v1/", include("applications.api.urls")),
    path("api/v1/", include("complaints.api.urls")),
    path("api/", include("foundation.rest.urls")),
]

handler400 = "mpp_portal.views.bad_request"
handler500 = "mpp_portal.views.server_error"
