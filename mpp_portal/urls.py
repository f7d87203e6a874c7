from django.urls import include, path

from mpp_portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("akun/", include("allauth.account.urls")),
    path("masuk/lanjut/", views.landing, name="landing"),
    path("", include("foundation.notifications.urls")),
]
