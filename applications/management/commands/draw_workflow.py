from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from applications.models import Application
from applications.workflow import TRANSITIONS

PAGE = Path(settings.BASE_DIR) / "docs" / "workflow.md"
BEGIN, END = "<!-- drawn from the table -->", "<!-- end of the drawing -->"
QUIET = {"save_draft", "attach", "detach", "release", "judge"}


def drawing() -> str:
    """The state diagram and the table of moves, from `applications.workflow.TRANSITIONS` alone."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft: start_draft", "    draft --> [*]: discard"]
    arrows: dict[tuple[str, str], list[str]] = {}
    for verb, move in TRANSITIONS.items():
        for before in move.before:
            for after in move.after if verb not in QUIET else ():
                if _possible(before, after):
                    arrows.setdefault((before, after), []).append(verb)
    lines += [f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in arrows.items()]
    closing = [status for status in Application.Status.values if not any(b == status for b, _ in arrows)]
    lines += [f"    {status} --> [*]" for status in closing]
    rows = ["| verb | from | to | who may |", "|---|---|---|---|"]
    for verb, move in TRANSITIONS.items():
        who = (move.guard.__doc__ or "").split("\n")[0].rstrip(".")
        rows.append(
            f"| `{verb}` | {', '.join(move.before)} | {', '.join(move.after) or '(removed)'} | {who} |"
        )
    labels = ["| status | on the screen |", "|---|---|"]
    labels += [f"| `{value}` | {label} |" for value, label in Application.Status.choices]
    return "\n".join([*lines, "```", "", *rows, "", *labels])


def _possible(before: str, after: str) -> bool:
    """A step that keeps the file where it is, or lets it wait for another tier, is no arrow of its own."""
    return before != after and not (before in ("submitted", "in_review") and after == "submitted")


class Command(BaseCommand):
    help = "Draw the moves of a file into docs/workflow.md; --check only says whether the page is fresh."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        text = PAGE.read_text()
        head, _, rest = text.partition(BEGIN)
        fresh = f"{head}{BEGIN}\n{drawing()}\n{END}{rest.partition(END)[2]}"
        if check and fresh != text:
            raise CommandError("docs/workflow.md is not what the table says: run manage.py draw_workflow.")
        if not check:
            PAGE.write_text(fresh)
            self.stdout.write("docs/workflow.md is drawn.")
