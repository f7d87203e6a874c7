from django.core.management.base import BaseCommand

from foundation.registry.clock import database_now
from sla.registers import load_calendar


class Command(BaseCommand):
    help = "Load the holidays (2024-2027, with their decrees) and the mall's office hours. Safe to repeat."

    def handle(self, **options):
        holidays, hours = load_calendar(now=database_now())
        self.stdout.write(f"Calendar: {holidays} holidays and {hours} opening rules added.")
