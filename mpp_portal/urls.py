"""Every page at its Indonesian address and, under /en/, in English. Machines have one address each."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from accounts.views import tokens
from mpp_portal import home, look, pieces, views
from operations.views import readyz

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("tampilan/<str:name>", look.mall_look, name="mall_look"),
    path("api/token/", tokens.token, name="api-token"),
    path("api/token/revoke/", tokens.revoke, name="api-token-revoke"),
    path("api/v1/", include("accounts.api.urls")),
    path("api/v1/", include("services.api.urls")),
    path("api/v1/", include("applications.api.urls")),
    path("api/v1/", include("complaints.api.urls")),
    path("api/", include("foundation.rest.urls")),
    # Not by what the browser asks for: an address always shows the same language.
    *i18n_patterns(
        path("", home.home, name="home"),
        path("", include("accounts.urls")),
        path("masuk/lanjut/", views.landing, name="landing"),
        path("petugas/komponen/", pieces.pieces, name="pieces"),
        path("", include("foundation.notifications.urls")),
        path("", include("pages.urls")),
        path("", include("services.urls")),
        path("", include("applications.urls.citizen")),
        path("", include("applications.urls.desk")),
        path("", include("reports.urls")),
        path("", include("complaints.urls.citizen")),
        path("", include("complaints.urls.desk")),
        path("", include("operations.urls")),
        path("", include("mpp_portal.kiosk.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "mpp_portal.views.bad_request"
handler500 = "mpp_portal.views.server_error"
