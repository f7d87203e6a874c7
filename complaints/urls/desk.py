from django.urls import path

from complaints.views.acts import complaint_case_act
from complaints.views.case import complaint_case
from complaints.views.export import complaint_export
from complaints.views.inbox import complaint_inbox

urlpatterns = [
    path("petugas/pengaduan/", complaint_inbox, name="complaint_inbox"),
    path("petugas/pengaduan/ekspor/", complaint_export, name="complaint_export"),
    path("petugas/pengaduan/<uuid:pk>/", complaint_case, name="complaint_case"),
    path("petugas/pengaduan/<uuid:pk>/<slug:act>/", complaint_case_act, name="complaint_case_act"),
]
