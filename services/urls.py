from django.urls import path

from services import views

urlpatterns = [
    path("layanan/", views.catalogue, name="catalogue"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("layanan/<slug:code>/syarat/", views.service_requirements, name="service_requirements"),
    path("layanan/<slug:code>/selebaran/", views.service_leaflet, name="service_leaflet"),
    path("keperluan/<slug:code>/", views.life_event, name="life_event"),
    path("instansi/", views.agencies, name="agencies"),
    path("sistem/", views.external_systems, name="external_systems"),
]
