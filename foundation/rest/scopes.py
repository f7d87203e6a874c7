"""What a person can let an app do for her, in her words."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "profile": _(
        "Membaca dan mengubah data diri Anda: nama, alamat, kontak, organisasi, dan tanggungan. NIK hanya "
        "terlihat empat angka terakhirnya."
    ),
    "applications": _(
        "Mengajukan permohonan atas nama Anda, mengunggah dan membaca berkasnya, menjawab perbaikan, dan "
        "membatalkannya."
    ),
    "complaints": _("Menyampaikan pengaduan atas nama Anda, membaca tanggapannya, dan membalasnya."),
    "desk": _("Mengerjakan tugas Anda sebagai petugas: membaca berkas, memeriksa, dan memutuskan."),
}
