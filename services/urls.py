from django.urls import path

from services import views

urlpatterns = [
    path("layanan/", views.catalogue, name="catalogue"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("instansi/", views.agencies, name="agencies"),
    path("sistem/", views.external_systems, name="external_systems"),
]
