from pathlib import Path

from django.core.management.base import BaseCommand

from foundation.registry.clock import database_now
from pages.models import Page
from pages.workflow import load_text

DATA = Path(__file__).resolve().parents[2] / "data"


def read(kind: str) -> dict:
    """The texts of one page, from `<kind>.id.md` and `<kind>.en.md`: the first line is the title."""
    texts = {}
    for language, suffix in (("id", ""), ("en", "_en")):
        title, body = (DATA / f"{kind}.{language}.md").read_text(encoding="utf-8").split("\n", 1)
        texts |= {f"title{suffix}": title.removeprefix("# ").strip(), f"body{suffix}": body.strip()}
    return texts


class Command(BaseCommand):
    help = (
        "Publish the texts that come with the portal. Pages that people wrote are left alone. Safe to repeat."
    )

    def handle(self, **options):
        now = database_now()
        for kind in Page.Kind:
            if kind == Page.Kind.ANNOUNCEMENT:
                continue
            loaded = load_text(kind.value, read(kind.value), by=None, now=now)
            self.stdout.write(f"{kind.label}: {'dimuat' if loaded else 'tetap'}.")
