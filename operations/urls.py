from django.urls import path

from operations import views

urlpatterns = [
    path("petugas/operasi/", views.operations, name="operations"),
    path("petugas/operasi/pemberitahuan/<uuid:pk>/ulang/", views.retry_notice, name="notice_retry"),
    path("petugas/operasi/dokumen/<uuid:pk>/ulang/", views.retry_document, name="permit_retry"),
]
