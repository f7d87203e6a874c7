from django.urls import path

from applications.views.desk_acts import desk_act, desk_record_product
from applications.views.desk_file import desk_file
from applications.views.desk_late import desk_late
from applications.views.desk_queue import desk_queue

urlpatterns = [
    path("petugas/", desk_queue, name="desk_queue"),
    path("petugas/berkas/<uuid:pk>/", desk_file, name="desk_file"),
    path("petugas/berkas/<uuid:pk>/langkah/<uuid:review_id>/<slug:act>/", desk_act, name="desk_act"),
    path("petugas/berkas/<uuid:pk>/produk/", desk_record_product, name="desk_record_product"),
    path("petugas/tenggat/", desk_late, name="desk_late"),
]
