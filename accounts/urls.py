"""Every page of accounts; allauth's names are kept, its pages that we do not want are not here."""

from django.urls import path

from accounts.views import connected, desk_codes, entrance, people, profile

urlpatterns = [
    path("masuk/", entrance.login, name="account_login"),
    path("masuk/ulang/", entrance.reauthenticate, name="account_reauthenticate"),
    path("daftar/", entrance.signup, name="account_signup"),
    path("keluar/", entrance.logout, name="account_logout"),
    path("akun/nonaktif/", entrance.inactive, name="account_inactive"),
    path("kode/surel/", entrance.email_code, name="account_email_verification_sent"),
    path("kode/hp/", entrance.phone_code, name="account_verify_phone"),
    path("kata-sandi/lupa/", entrance.password_forgotten, name="account_reset_password"),
    path("kata-sandi/lupa/kode/", entrance.password_code, name="account_confirm_password_reset_code"),
    path("kata-sandi/lupa/baru/", entrance.password_new, name="account_complete_password_reset"),
    path("kata-sandi/lupa/selesai/", entrance.password_done, name="account_password_reset_completed"),
    path("kata-sandi/ubah/", entrance.password_change, name="account_change_password"),
    path("kata-sandi/buat/", entrance.password_set, name="account_set_password"),
    path("kode/loket/", desk_codes.use, name="desk_code"),
    path("kode/loket/ambil/", desk_codes.wait, name="desk_code_wait"),
    path("petugas/kode-loket/", desk_codes.find, name="desk_code_find"),
    path("petugas/kode-loket/cetak/", desk_codes.print_code, name="desk_code_print"),
    path("petugas/kode-loket/<uuid:pk>/", desk_codes.slip, name="desk_code_slip"),
    path("profil/", profile.profile, name="profile"),
    path("profil/surel/", entrance.email_change, name="account_email"),
    path("profil/hp/", entrance.phone_change, name="account_change_phone"),
    path("profil/organisasi/", profile.organisations, name="organisations"),
    path("profil/organisasi/<uuid:pk>/", profile.organisations, name="organisation"),
    path("profil/tanggungan/", profile.dependants, name="dependants"),
    path("profil/tanggungan/<uuid:pk>/", profile.dependants, name="dependant"),
    path("profil/aplikasi/", connected.connected, name="connected_apps"),
    path("profil/aplikasi/izinkan/", connected.consent, name="app_consent"),
    path("profil/aplikasi/<slug:client>/cabut/", connected.take_back, name="disconnect_app"),
    path("petugas/orang/", people.people, name="people"),
    path("petugas/orang/tambah/", people.add, name="person_add"),
    path("petugas/orang/<int:pk>/", people.person, name="person"),
    path("petugas/orang/<int:pk>/akun/", people.account, name="person_account"),
    path("petugas/orang/peran/<int:pk>/pindah/", people.move, name="post_move"),
    path("petugas/orang/peran/<int:pk>/akhiri/", people.end, name="post_end"),
    path("petugas/orang/usulan/", people.changes, name="role_changes"),
    path("petugas/orang/usulan/<uuid:pk>/", people.change, name="role_change"),
]
