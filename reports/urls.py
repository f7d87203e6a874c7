from django.urls import path

from reports import views

urlpatterns = [
    path("petugas/ringkasan/", views.overview, name="overview"),
    path("petugas/laporan/", views.reports, name="reports"),
    path("petugas/laporan/permohonan.csv", views.reports_csv, name="reports_csv"),
]
