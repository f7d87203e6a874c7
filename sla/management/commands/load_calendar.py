from django.core.management.base import BaseCommand

from foundation.registry.clock import database_now
from sla.workflow import load_calendar, recount_all


class Command(BaseCommand):
    help = "Load the holidays (2024-2027, with their decrees) and the mall's office hours. Safe to repeat."

    def handle(self, **options):
        now = database_now()
        holidays, hours = load_calendar(now=now)
        moved = recount_all(now=now)
        self.stdout.write(
            f"Calendar: {holidays} holidays and {hours} opening rules added, {moved} running clocks moved."
        )
