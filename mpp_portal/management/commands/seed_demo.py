from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from applications.models import Application
from foundation.registry.clock import database_now
from mpp_portal.demo import cast
from mpp_portal.demo.stories import play_all
from sla.calendars import Calendars


class Command(BaseCommand):
    help = "Make the demo's logins and some forty files in every state. Only where MPP_DEMO is on; safe to repeat."

    def handle(self, **options):
        if not settings.MPP_DEMO:
            raise CommandError(
                "Contoh hanya dibuat di demo (MPP_DEMO=1). Portal sungguhan tidak diberi akun contoh."
            )
        logins = cast.make()
        if not Application.objects.exists():
            citizens = [User.objects.get(email=cast.address(office)) for office in cast.CITIZENS]
            play_all(citizens, Calendars().of(None), now=database_now())
        width = max(len(login.address) for login in logins)
        for login in logins:
            self.stdout.write(f"  {login.address:<{width}}  {login.office}")
        self.stdout.write(f"  Kata sandi semua akun contoh: {cast.PASSWORD}")
