import sys

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from accounts.workflow import begin_post, open_account
from foundation.registry.clock import database_now


class Command(BaseCommand):
    help = (
        "Buat administrator dari server: yang pertama, atau orang kedua bila belum ada. "
        "Tanpa --password-stdin, kata sandi dibuat lewat halaman lupa kata sandi."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--password-stdin", action="store_true", help="Baca kata sandi dari baris pertama masukan."
        )

    def handle(self, *, email, name, password_stdin, **options):
        now = database_now()
        try:
            with transaction.atomic():
                user = self._account(email.strip().lower(), name, password_stdin, now)
                begin_post(
                    user, Role.ADMINISTRATOR, None, starts_on=timezone.localdate(now), by=None, now=now
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} menjadi administrator.")
        if not user.has_usable_password():
            self.stdout.write(f"Buat kata sandi di {settings.PORTAL_URL}/kata-sandi/lupa/")

    def _account(self, email, name, password_stdin, now):
        validate_email(email)
        known = User.objects.filter(email=email, is_active=True).first()
        if known:
            return known
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        if password is not None:
            validate_password(password, User(email=email, name=name))
        return open_account(
            email=email, name=name, password=password, verified=password is not None, by=None, now=now
        )
