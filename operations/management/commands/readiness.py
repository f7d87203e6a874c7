import sys

from django.core.management.base import BaseCommand, CommandError

from operations.readiness import DOWN, TITLES, findings

UNKNOWN = 2


class Command(BaseCommand):
    help = (
        "Say how the portal does, line by line. Ends with 1 when something that was asked for is down, "
        "with 2 when the database does not answer, so that nobody knows."
    )

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", help=f"these checks only: {', '.join(TITLES)}")

    def handle(self, *, names, **options):
        if unknown := set(names) - set(TITLES):
            raise CommandError(f"Tidak dikenal: {', '.join(sorted(unknown))}.")
        found = {one.name: one for one in findings()}
        asked = [found[name] for name in names] or list(found.values())
        for one in asked:
            self.stdout.write(f"{one.state:<9} {one.name:<11} {one.says}")
        if found["database"].state == DOWN:
            sys.exit(UNKNOWN)
        if any(one.state == DOWN for one in asked):
            sys.exit(1)
