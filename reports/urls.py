from django.urls import path

from reports import views

urlpatterns = [
    path("petugas/laporan/", views.reports, name="reports"),
    path("petugas/laporan/permohonan.csv", views.reports_csv, name="reports_csv"),
]
