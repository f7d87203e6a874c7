"""Public pages in two languages, and the desk where they are written."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from pages.models import Page
from pages.views import desk, public

FIXED = {
    Page.Kind.HELP: "bantuan/",
    Page.Kind.PLEDGE: "maklumat/",
    Page.Kind.PRIVACY: "privasi/",
    Page.Kind.ACCESSIBILITY: "aksesibilitas/",
    Page.Kind.ABOUT: "tentang/",
}


class ActConverter(StringConverter):
    regex = "|".join(desk.ACTS)


register_converter(ActConverter, "page_act")


urlpatterns = [
    *(path(address, public.fixed, {"kind": kind.value}, name=kind.value) for kind, address in FIXED.items()),
    path("pengumuman/", public.announcements, name="announcements"),
    path("pengumuman/<int:pk>/", public.announcement, name="announcement"),
    path("petugas/halaman/", desk.pages, name="desk_pages"),
    path("petugas/halaman/mulai/", desk.start, name="desk_page_start"),
    path("petugas/halaman/<int:pk>/", desk.page, name="desk_page"),
    path("petugas/halaman/naskah/<int:pk>/", desk.edition, name="desk_page_edition"),
    path("petugas/halaman/naskah/<int:pk>/ubah/", desk.edit, name="desk_page_edit"),
    path("petugas/halaman/naskah/<int:pk>/pratinjau/", desk.preview, name="desk_page_preview"),
    path("petugas/halaman/naskah/<int:pk>/<page_act:act>/", desk.act, name="desk_page_act"),
]
