from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from applications.models import Application
from applications.workflow import TRANSITIONS
from foundation.registry.drawing import draw, redrawn

PAGE = Path(settings.BASE_DIR) / "docs" / "workflow.md"
ENDS = ("[*] --> draft: start_draft", "draft --> [*]: discard")
QUIET = {"save_draft", "attach", "detach", "release", "judge"}


def drawing() -> str:
    """The state diagram and the table of moves, from `applications.workflow.TRANSITIONS` alone."""
    return draw(TRANSITIONS, Application.Status.choices, ENDS, quiet=QUIET, possible=_possible)


def _possible(before: str, after: str) -> bool:
    """A step that keeps the file where it is, or lets it wait for another tier, is no arrow of its own."""
    return before != after and not (before in ("submitted", "in_review") and after == "submitted")


class Command(BaseCommand):
    help = "Draw the moves of a file into docs/workflow.md; --check only says whether the page is fresh."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        text = PAGE.read_text()
        fresh = redrawn(text, drawing())
        if check and fresh != text:
            raise CommandError("docs/workflow.md is not what the table says: run manage.py draw_workflow.")
        if not check:
            PAGE.write_text(fresh)
            self.stdout.write("docs/workflow.md is drawn.")
