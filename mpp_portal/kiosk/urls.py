from django.urls import path

from mpp_portal.kiosk import looking, views, visit

urlpatterns = [
    path("kiosk/", views.start, name="kiosk_start"),
    path("kiosk/layanan/", views.find, name="kiosk_find"),
    path("kiosk/keperluan/<slug:code>/", views.event, name="kiosk_event"),
    path("kiosk/layanan/<slug:code>/", views.service, name="kiosk_service"),
    path("kiosk/layanan/<slug:code>/slip/", views.service_slip, name="kiosk_service_slip"),
    path("kiosk/lacak/", looking.track, name="kiosk_track"),
    path("kiosk/izin/", looking.permit, name="kiosk_permit"),
    path("kiosk/pengaduan/", views.complain, name="kiosk_complain"),
    path("kiosk/berkas/", views.own, name="kiosk_own"),
    path("kiosk/petugas/", views.staff, name="kiosk_staff"),
    path("kiosk/masih/", visit.present, name="kiosk_present"),
    path("kiosk/diam/", visit.idle, name="kiosk_idle"),
    path("kiosk/selesai/", visit.end, name="kiosk_end"),
    path("petugas/kios/", visit.switch, name="kiosk_switch"),
]
