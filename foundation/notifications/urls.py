from django.conf import settings
from django.urls import path

from foundation.notifications import views

urlpatterns = [
    path("pemberitahuan/", views.inbox, name="inbox"),
    path("pemberitahuan/dibaca/", views.inbox_read_all, name="inbox_read_all"),
    path("pemberitahuan/<uuid:pk>/baca/", views.inbox_open, name="inbox_open"),
    path("profil/pemberitahuan/", views.notice_choice, name="notice_choice"),
]
if settings.MPP_DEMO:
    urlpatterns.append(path("demo/surat/", views.demo_mail, name="demo_mail"))
