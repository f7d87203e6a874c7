"""What is said about acts on people and roles: in the history, and to those who are told."""

from django.utils.translation import gettext_lazy as _

from foundation.notifications.messages import Message

SENTENCES = {
    "account.opened": _("Akun dibuat."),
    "account.registered": _("Akun didaftarkan oleh pemiliknya."),
    "account.letter": _("Surat akun dikirim."),
    "account.phone_confirmed": _("Nomor HP dipastikan dengan kode."),
    "account.phone_corrected": _("Nomor HP dibetulkan sebelum dipastikan."),
    "account.phone_changed": _("Nomor HP untuk masuk diganti."),
    "account.email_changed": _("Surel untuk masuk diganti."),
    "account.email_confirmed": _("Surel dipastikan dengan kode."),
    "account.password_changed": _("Kata sandi diganti."),
    "account.password_reset": _("Kata sandi dibuat ulang dengan kode."),
    "account.desk_code_printed": _("Petugas loket mencetak kode untuk akun ini."),
    "account.desk_code_used": _("Kata sandi dibuat dengan kode dari loket."),
    "account.desk_code_locked": _("Kode dari loket berakhir setelah %(tries)s kali salah ditulis."),
    "account.deactivated": _("Akun dinonaktifkan."),
    "account.reactivated": _("Akun diaktifkan lagi."),
    "profile.opened": _("Profil dibuat."),
    "profile.saved": _("Data profil diubah."),
    "organisation.added": _("Organisasi ditambahkan."),
    "organisation.changed": _("Data organisasi diubah."),
    "dependant.added": _("Orang dalam tanggungan ditambahkan."),
    "dependant.changed": _("Data orang dalam tanggungan diubah."),
    "role.proposed": _("Perubahan petugas diusulkan."),
    "role.confirmed": _("Usulan perubahan petugas disetujui."),
    "role.refused": _("Usulan perubahan petugas ditolak."),
    "role.begun": _("Peran dimulai pada %(starts_on)s."),
    "role.ended": _("Peran berakhir, hari terakhir %(last_day)s."),
    "app.created": _("Aplikasi luar didaftarkan."),
    "app.allowed": _("Aplikasi luar diizinkan bertindak atas nama pemilik akun."),
    "app.disconnected": _("Izin aplikasi luar dicabut oleh pemilik akun."),
    "app.token_revoked": _("Token aplikasi dicabut karena tertulis di alamat."),
    "agency.created": _("Instansi %(code)s dimuat dari katalog."),
    "agency.changed": _("Data instansi %(code)s diperbarui dari katalog."),
    "region.created": _("Wilayah %(code)s dimuat dari katalog."),
    "region.changed": _("Data wilayah %(code)s diperbarui dari katalog."),
}

MESSAGES = {
    "account.desk_code_printed": Message(
        _("Petugas mencetak kode untuk akun Anda"),
        _(
            "Petugas loket mencetak kode untuk akun Anda setelah melihat KTP. "
            "Bila bukan Anda yang datang, hubungi kami atau datang ke loket sekarang juga."
        ),
        always=True,
    ),
    "account.desk_code_used": Message(
        _("Kata sandi akun Anda baru saja dibuat"),
        _(
            "Kata sandi akun Anda dibuat dengan kode dari loket. "
            "Bila bukan Anda, hubungi kami atau datang ke loket sekarang juga."
        ),
        always=True,
    ),
    "role.proposed": Message(
        _("Usulan perubahan petugas menunggu Anda"),
        _("Ada usulan perubahan petugas. Buka usulan itu, lalu setujui atau tolak."),
    ),
    "role.confirmed": Message(
        _("Usulan Anda disetujui"),
        _("Usulan perubahan petugas Anda disetujui dan berlaku. Tidak ada yang perlu Anda lakukan."),
    ),
    "role.refused": Message(
        _("Usulan Anda ditolak"), _("Usulan perubahan petugas Anda ditolak. Tidak ada yang berubah.")
    ),
    "role.confirmed:concerned": Message(
        _("Tugas Anda berubah"),
        _("Tugas atau akun Anda di portal ini berubah. Masuk untuk melihat tugas Anda sekarang."),
        always=True,
    ),
    "role.confirmed:closed": Message(
        _("Akun Anda dinonaktifkan"),
        _("Akun Anda di portal ini tidak dapat dipakai lagi. Bila keliru, hubungi administrator."),
        always=True,
    ),
    "account.password_changed": Message(
        _("Kata sandi Anda diganti"),
        _("Kata sandi akun Anda baru saja diganti. Bila bukan Anda, buat lagi lewat “Lupa kata sandi”."),
        _("Kata sandi Anda diganti. Bila bukan Anda, pilih Lupa kata sandi sekarang."),
        always=True,
    ),
    "account.password_reset": Message(
        _("Kata sandi Anda dibuat ulang"),
        _("Kata sandi akun Anda dibuat ulang dengan kode. Bila bukan Anda, segera hubungi kami."),
        _("Kata sandi Anda dibuat ulang dengan kode. Bila bukan Anda, hubungi kami."),
        always=True,
    ),
    "account.email_changed": Message(
        _("Surel untuk masuk diganti"),
        _("Surel untuk masuk ke akun Anda sudah diganti. Bila bukan Anda, segera hubungi kami."),
        always=True,
    ),
    "account.phone_changed": Message(
        _("Nomor HP untuk masuk diganti"),
        _("Nomor HP untuk masuk ke akun Anda sudah diganti. Bila bukan Anda, segera hubungi kami."),
        _("Nomor HP untuk masuk ke akun Anda diganti. Bila bukan Anda, hubungi kami."),
        always=True,
    ),
}
