"""The stylesheet and the pieces: small, readable in both schemes, everything used and everything described."""

import gzip
import re
from functools import cache
from itertools import product

import pytest

from mpp_portal import colours, samples
from tests import cast
from tests.deploy.compose import ROOT

SHEET = ROOT / "static" / "css" / "portal.css"
TEMPLATES = ROOT / "templates"
PIECES = TEMPLATES / "shell"
GUIDE = ROOT / "docs" / "pieces.md"
LARGEST = 10_000  # bytes on the line

# Classes that scripts alone put on an element, and those that a value is by itself.
BY_SCRIPTS = {"has-conditions", "has-upload"}
BY_VALUE = {"late", "near", "done", "now", "stopped"}
# Classes that a template makes from a value.
MADE = {
    "status-": {
        "draft",
        "submitted",
        "in_review",
        "needs_correction",
        "approved",
        "issued",
        "rejected",
        "withdrawn",
        "lapsed",
    },
    "due-": {"late", "near", "paused", "done", "ok"},
    "alert-": {"info", "success", "warning", "danger", "debug", "error"},
    "btn-": {"primary", "secondary", "danger", "link", "small", "large"},
}
# Without a rule of their own: the plain state of a set, and marks by which a script finds its place.
PLAIN = {"due-ok", "alert-info", "alert-debug", "alert-error", "status-draft", "status-withdrawn"}
MARKS = {"sending-broken", "sending-big"}
WITHOUT_RULE = PLAIN | MARKS


def css() -> str:
    return re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)


def token_blocks() -> list[str]:
    return re.findall(r":root\s*\{([^}]*)\}", css())


@cache
def tokens() -> dict[str, dict[str, str]]:
    """{"light": {role: #rrggbb}, "dark": …}"""
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block)) for block in token_blocks()[:2]
    )
    whole = {role: _whole(colour) for role, colour in light.items()}
    return {"light": whole, "dark": whole | {role: _whole(colour) for role, colour in dark.items()}}


def _whole(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])


def test_the_stylesheet_is_light_on_the_line():
    assert len(gzip.compress(SHEET.read_bytes(), 9)) <= LARGEST


# --- Colours ----------------------------------------------------------------------------------------

GROUNDS = ("page", "surface", "sunken")
SOFT = ("guide", "positive", "warning", "negative")
READ = [
    *product(("text", "text-2", "brand-strong"), GROUNDS),
    *product(("guide-text", "negative-text", "positive-text", "warning-text"), ("page", "surface")),
    *[(f"{role}-text", f"{role}-soft") for role in SOFT],
    *[("text", f"{role}-soft") for role in SOFT],
    ("text", "brand-soft"),
    ("brand-strong", "brand-soft"),
    ("guide-text", "brand-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-bar", "bar"),
    ("on-bar", "alarm"),
    ("surface", "negative-text"),
]
SEEN = [
    *product(("line-strong", "guide", "brand", "negative", "positive"), ("page", "surface")),
    ("line-strong", "sunken"),
    ("guide", "brand-soft"),
    ("on-bar", "bar"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(READ, 4.5), (SEEN, 3)])
def test_every_pair_of_roles_stands_apart(scheme, pairs, least):
    own = tokens()[scheme]
    reached = {(one, other): colours.contrast(own[one], own[other]) for one, other in pairs}
    assert not {pair: round(value, 2) for pair, value in reached.items() if value < least}


def test_no_colour_is_written_outside_the_tokens():
    rest = css()
    for block in token_blocks():
        rest = rest.replace(block, "")
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)|:\s*(?:white|black|red)\b", rest)
    assert not found


def test_no_page_writes_a_colour_or_a_style():
    for path in TEMPLATES.rglob("*.html"):
        if path.name != "letter.html":  # a letter has no stylesheet
            assert not re.search(r"\sstyle=|<style", path.read_text()), path


def test_the_checks_of_a_malls_colours_know_the_grounds_they_stand_on():
    for scheme, grounds in colours.SURFACES.items():
        assert grounds == tuple(tokens()[scheme][role] for role in ("surface", "page"))


# --- Sizes ------------------------------------------------------------------------------------------


def test_type_is_set_by_the_scale_alone():
    sizes = re.findall(r"font-size:\s*([^;}]+)", css())
    assert sizes
    odd = {
        size
        for size in sizes
        if not re.fullmatch(r"var\(--[\w-]+\)|inherit|[\d.]+em|[\d.]+pt|\d+%", size.strip())
    }
    assert not odd


def test_lengths_are_steps_of_four_pixels_or_half_of_one():
    spaces = re.findall(r"(?:padding|margin|gap)[\w-]*:\s*([^;}]+)", css())
    lengths = {float(size) for space in spaces for size in re.findall(r"(?<![\w.])(\d*\.?\d+)rem", space)}
    assert not {size for size in lengths if size * 8 % 1}


def test_no_height_cuts_text_that_is_enlarged():
    """Heights of boxes that hold words are minimums; what is fixed holds a picture or a bar, or scrolls."""
    fixed = re.findall(r"([^{}]+)\{[^{}]*(?<![\w-])height:\s*[\d.]+rem", css())
    pictures = r"icon|svg|::|checkbox|mark|logo|img|days|progress|stage|viewer"
    assert not [rule.strip() for rule in fixed if not re.search(pictures, rule)]


# --- Classes ----------------------------------------------------------------------------------------


def classes_of_the_sheet() -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", " ", re.sub(r"@media[^{]*|@supports[^{]*|@page[^{]*", "", css()))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def written() -> str:
    templates = [path.read_text() for path in TEMPLATES.rglob("*.html") if path.name != "letter.html"]
    code = [
        path.read_text()
        for room in (
            "accounts",
            "applications",
            "complaints",
            "foundation",
            "mpp_portal",
            "pages",
            "services",
        )
        for path in (ROOT / room).rglob("*.py")
    ]
    return "\n".join([*templates, *(text for text in code if '"class"' in text or 'class="' in text)])


def classes_of_the_pages() -> set[str]:
    found = set()
    for value in re.findall(r'class="((?:[^"{]|\{[%{].*?[%}]\})*)"|"class": "([a-z -]+)"', written()):
        text = value[0] or value[1]
        for start in re.findall(r"([\w-]+-)\{\{", text):
            found |= {start + end for end in MADE.get(start, ())}
        # Words inside of a tag's quotes are classes too: {% if x %}badge{% endif %}, {{ x|default:'btn-secondary' }}
        text = re.sub(r"[\w-]+-\{\{.*?\}\}", " ", text)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text)
        found |= set(re.findall(r"[a-zA-Z][\w-]*", text))
    found |= {f"btn-{kind}" for kind in MADE["btn-"] if f"btn-{kind}" in written()}
    return found


def test_every_class_of_a_page_has_its_rule():
    assert classes_of_the_pages() - classes_of_the_sheet() - WITHOUT_RULE == set()


def test_every_rule_has_its_page():
    assert classes_of_the_sheet() - classes_of_the_pages() - BY_SCRIPTS - BY_VALUE == set()


def test_the_lists_of_exceptions_hold_nothing_else():
    assert WITHOUT_RULE <= classes_of_the_pages() - classes_of_the_sheet()
    assert BY_SCRIPTS | BY_VALUE <= classes_of_the_sheet()
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    assert not {name for name in BY_SCRIPTS | MARKS if f'"{name}"' not in scripts}


# --- Pieces -----------------------------------------------------------------------------------------


def test_every_piece_is_described():
    guide = GUIDE.read_text()
    assert not [path.name for path in PIECES.glob("*.html") if f"shell/{path.name}" not in guide]


def test_every_piece_that_is_described_exists():
    named = set(re.findall(r"shell/[\w]+\.html", GUIDE.read_text()))
    assert not {name for name in named if not (TEMPLATES / name).is_file()}


def test_every_piece_is_used():
    text = written()
    assert not {path.name for path in PIECES.glob("*.html") if f"shell/{path.name}" not in text}


def test_every_icon_that_is_named_is_drawn_and_described():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "icons.svg").read_text()))
    named = set(re.findall(r'icon\.html" with name="([\w-]+)"', written())) | set(
        re.findall(r'\bicon="([\w-]+)"', written())
    )
    assert named <= drawn
    listed = re.search(r"Icons: ([^.]+)\.", GUIDE.read_text())[1].split()
    assert set(listed) == drawn and listed == sorted(listed)


# --- The page of pieces -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_shows_each_piece_in_each_state(client, catalogue):
    client.force_login(cast.officer("Budi", "verifier", "dpmptsp"))
    page = client.get("/petugas/komponen/").content.decode()
    for state in ("draft", "issued", "lapsed", "rejected"):
        assert f"status-{state}" in page
    for state in MADE["due-"]:
        assert f"due-{state}" in page
    assert samples.LONG in page and samples.SINGLE in page
    assert "{% include &quot;shell/status.html&quot; with status=&quot;draft&quot;" in page
    assert page.count("<h1") == 1
    assert "autofocus" not in page


@pytest.mark.django_db
def test_the_page_opens_to_posts_alone(client):
    assert client.get("/petugas/komponen/").status_code == 302
    client.force_login(cast.account("Joko"))
    assert client.get("/petugas/komponen/").status_code == 403
