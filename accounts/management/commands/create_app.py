from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.workflow.connections import create_app
from foundation.registry.clock import database_now
from foundation.rest.scopes import SCOPES


class Command(BaseCommand):
    help = "Daftarkan aplikasi yang boleh meminta izin kepada pengguna. Rahasianya ditampilkan sekali saja."

    def add_arguments(self, parser):
        parser.add_argument("name", help="Nama yang dibaca pengguna saat memberi izin.")
        parser.add_argument(
            "--redirect", action="append", required=True, help="Alamat kembali; boleh diulang."
        )
        parser.add_argument(
            "--scope",
            action="append",
            choices=sorted(SCOPES),
            help="Cakupan; boleh diulang. Tanpa ini: semua.",
        )
        parser.add_argument(
            "--public",
            action="store_true",
            help="Aplikasi tanpa rahasia (di HP atau di halaman); wajib PKCE.",
        )

    def handle(self, *, name, redirect, scope, public, **options):
        try:
            client, secret = create_app(
                name,
                redirect_uris=redirect,
                scopes=scope or SCOPES,
                public=public,
                by=None,
                now=database_now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"client_id: {client.pk}")
        if secret:
            self.stdout.write(f"client_secret: {secret}")
            self.stdout.write("Simpan rahasia ini sekarang; portal hanya menyimpan sidik jarinya.")
