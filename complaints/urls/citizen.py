from django.urls import path

from complaints.views import filing, mine, photos, public, tracking

urlpatterns = [
    path("pengaduan/", filing.complaint_start, name="complaint_start"),
    path("pengaduan/tulis/", filing.complaint_file, name="complaint_file"),
    path("pengaduan/saya/", mine.my_complaints, name="my_complaints"),
    path("pengaduan/saya/<uuid:pk>/", mine.complaint, name="complaint"),
    path("pengaduan/saya/<uuid:pk>/<slug:act>/", mine.complaint_act, name="complaint_act"),
    path("pengaduan/lacak/", tracking.complaint_track, name="complaint_track"),
    path("pengaduan/lacak/<slug:act>/", tracking.complaint_secret_act, name="complaint_secret_act"),
    path("pengaduan/umum/", public.public_complaints, name="public_complaints"),
    path("pengaduan/umum/<uuid:pk>/", public.public_complaint, name="public_complaint"),
    path("pengaduan/umum/umpan/", public.public_complaints_feed, name="public_complaints_feed"),
    path("pengaduan/foto/<uuid:pk>/", photos.complaint_photo, name="complaint_photo"),
]
