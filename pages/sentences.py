"""What is said about acts on pages: in the history, and to those who are told."""

from django.utils.translation import gettext_lazy as _

from foundation.notifications.messages import Message

SENTENCES = {
    "page.started": _("Naskah %(edition)s dimulai."),
    "page.saved": _("Naskah %(edition)s disimpan."),
    "page.submitted": _("Naskah %(edition)s dikirim untuk disetujui."),
    "page.taken_back": _("Naskah %(edition)s ditarik kembali oleh penyunting."),
    "page.approved": _("Naskah %(edition)s disetujui, tampil mulai %(effective_on)s."),
    "page.refused": _("Naskah %(edition)s dikembalikan kepada penyunting."),
    "page.withdrawn": _("Naskah %(edition)s ditarik dari portal."),
    "page.discarded": _("Naskah %(edition)s dihapus sebelum terbit."),
    "page.loaded": _("Naskah %(edition)s dimuat bersama portal."),
}

MESSAGES = {
    "page.submitted": Message(
        _("Naskah halaman menunggu Anda"),
        _("Ada naskah halaman yang menunggu persetujuan. Baca naskahnya, lalu setujui atau kembalikan."),
    ),
    "page.approved": Message(
        _("Naskah Anda disetujui"),
        _("Naskah halaman yang Anda tulis disetujui. Warga membacanya mulai %(effective_on)s."),
    ),
    "page.refused": Message(
        _("Naskah Anda dikembalikan"),
        _("Koordinator mengembalikan naskah halaman Anda. Baca alasannya, perbaiki, lalu kirim lagi."),
    ),
    "page.withdrawn": Message(
        _("Naskah Anda ditarik dari portal"),
        _("Koordinator menarik naskah halaman yang Anda tulis. Baca alasannya di riwayat halaman."),
    ),
}
