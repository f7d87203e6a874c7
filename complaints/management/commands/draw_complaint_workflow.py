from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from complaints.models import Complaint
from complaints.workflow import TRANSITIONS
from foundation.registry.drawing import draw, redrawn

PAGE = Path(settings.BASE_DIR) / "docs" / "complaints.md"
# What leaves the complaint where it is.
QUIET = {"add_photo", "answer_meanwhile", "reply", "conceal", "release"}


def drawing() -> str:
    """The state diagram and the table of moves, from `complaints.workflow.TRANSITIONS` alone."""
    return draw(TRANSITIONS, Complaint.Status.choices, ("[*] --> filed: file",), quiet=QUIET)


class Command(BaseCommand):
    help = (
        "Draw the moves of a complaint into docs/complaints.md; --check only says whether the page is fresh."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        text = PAGE.read_text()
        fresh = redrawn(text, drawing())
        if check and fresh != text:
            sentence = "docs/complaints.md is not what the table says: run manage.py draw_complaint_workflow."
            raise CommandError(sentence)
        if not check:
            PAGE.write_text(fresh)
            self.stdout.write("docs/complaints.md is drawn.")
