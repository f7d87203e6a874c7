"""The texts that come with the portal: short sentences, both languages, nothing that people changed is touched."""

import io
import re
import statistics

import pytest
from django.conf import settings
from django.core.management import call_command

from foundation.audit.models import Entry
from pages import workflow
from pages.management.commands.load_pages import DATA, read
from pages.models import Edition, Page
from pages.validators import check_body, check_title
from pages.workflow.writing import TEXTS

KINDS = [kind for kind in Page.Kind if kind != Page.Kind.ANNOUNCEMENT]
LONGEST, MEDIAN = 25, 14
INDONESIAN = re.compile(r"\b(yang|dan|untuk|dengan)\b")


def sentences(text: str) -> list[str]:
    """Each list item, table cell and paragraph apart; headings and rules left out."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(("#", "| ---"))]
    parts = [cell for line in lines for cell in line.strip("|").split("|")]
    plain = [
        re.sub(r"\[([^]]*)\]\([^)]*\)|^\s*(?:[-*]|\d+\.)\s+|\*\*", r"\1", part.strip()) for part in parts
    ]
    return [one for part in plain for one in re.split(r"(?<=[.!?])\s+|(?<=;)\s", part) if one]


def load() -> str:
    out = io.StringIO()
    call_command("load_pages", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_each_text_is_whole_and_acceptable_in_both_languages(kind):
    texts = read(kind)
    assert set(texts) == set(TEXTS) and all(texts.values())
    for name, text in texts.items():
        (check_title if name.startswith("title") else check_body)(text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_sentences_are_short(language):
    counted = {
        one: len(one.split()) for file in DATA.glob(f"*.{language}.md") for one in sentences(file.read_text())
    }
    assert not [one for one, words in counted.items() if words > LONGEST]
    assert statistics.median(counted.values()) <= MEDIAN
    assert len(counted) > 60


@pytest.mark.parametrize("kind", KINDS)
def test_the_english_is_english(kind):
    texts = read(kind)
    assert not INDONESIAN.search(texts["title_en"] + texts["body_en"])


def test_the_pledge_holds_its_three_parts():
    """UU 25/2009: ability by the standard, duty with improvement, sanctions or compensation."""
    body = read("pledge")["body"]
    for words in (
        "sanggup",
        "sesuai standar pelayanan",
        "sesuai kewajiban",
        "terus-menerus",
        "sanksi",
        "ganti rugi",
    ):
        assert words in body


def test_loading_again_changes_nothing():
    assert load().count("dimuat") == len(KINDS)
    before = list(Edition.objects.values())
    assert load().count("tetap") == len(KINDS)
    assert list(Edition.objects.values()) == before
    assert Entry.objects.filter(action="page.loaded", actor=None).count() == len(KINDS)


def test_a_new_text_follows_the_former_one_until_people_write_their_own(wayan, ratna, now):
    load()
    texts = read("help") | {"body": "Teks dari rilis berikutnya."}
    assert workflow.load_text("help", texts, by=None, now=now).number == 2
    workflow.start("help", by=wayan, now=now)
    assert workflow.load_text("help", read("help"), by=None, now=now) is None
    assert Edition.objects.filter(page__kind="help").count() == 3


def test_the_docs_draw_the_table_of_moves():
    drawn = (settings.BASE_DIR / "docs" / "pages.md").read_text()
    for verb, move in workflow.TRANSITIONS.items():
        row = f"| `{verb}` | {', '.join(move.before)} | {', '.join(move.after) or '–'} | {move.guard.__name__} |"
        assert row in drawn
    assert drawn.count("| writer |") + drawn.count("| second_person |") == len(workflow.TRANSITIONS)
