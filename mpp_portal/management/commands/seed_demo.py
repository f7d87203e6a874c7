from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from applications.models import Application
from complaints.models import Complaint
from foundation.registry.clock import database_now
from mpp_portal.demo import cast, complaints, stories
from sla.calendars import Calendars


class Command(BaseCommand):
    help = "Make the demo's logins, files and complaints in every state. Only where MPP_DEMO is on; safe to repeat."

    def handle(self, **options):
        if not settings.MPP_DEMO:
            raise CommandError(
                "Contoh hanya dibuat di demo (MPP_DEMO=1). Portal sungguhan tidak diberi akun contoh."
            )
        logins = cast.make()
        citizens = [User.objects.get(email=cast.address(office)) for office in cast.CITIZENS]
        calendar, now = Calendars().of(None), database_now()
        if not Application.objects.exists():
            stories.play_all(citizens, calendar, now=now)
        # A visitor may have sent a nameless one while the files were being played.
        if not Complaint.objects.exclude(reporter=None).exists():
            complaints.play_all(citizens, calendar, now=now)
        width = max(len(login.address) for login in logins)
        for login in logins:
            self.stdout.write(f"  {login.address:<{width}}  {login.office}")
        self.stdout.write(f"  Kata sandi semua akun contoh: {cast.PASSWORD}")
