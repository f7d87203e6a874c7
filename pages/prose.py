"""Text that editors write, as HTML: CommonMark with tables, without HTML, without pictures, with checked links."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# What an editor may write as %(name)s, filled from the settings of the mall when the page is shown.
FIELDS = ("mal", "mal_singkat", "pemerintah", "kota", "alamat", "kontak")
FIELD = re.compile(r"%\((\w*)\)s")
DESK = {
    "id": ("loket informasi, telepon {phone}", "loket informasi di gedung ini"),
    "en": ("the information desk, phone {phone}", "the information desk in the building"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
RIGHT = "text-align:right"


def unknown_fields(text: str) -> list[str]:
    return [name for name in FIELD.findall(text) if name not in FIELDS]


def refused_links(text: str) -> list[str]:
    """Addresses of links that the page would not carry."""
    return [str(one.attrs["href"]) for one in _parts(text, "link_open") if not _may_link(one.attrs["href"])]


def has_picture(text: str) -> bool:
    return bool(_parts(text, "image"))


def render(text: str, language: str) -> SafeString:
    """The text as HTML, its first headings as h2. `language`: "id" or "en"."""
    reader = _reader().disable("image")
    reader.validateLink = _may_link
    tokens = reader.parse(_filled(text, language))
    _step_down(tokens)
    for token in tokens:
        _dress(token)
        for child in token.children or ():
            _dress(child)
    html = reader.renderer.render(tokens, reader.options, {})
    html = html.replace("<table>", '<div class="table-box"><table class="table table-keep">')
    return mark_safe(html.replace("</table>", "</table></div>"))  # noqa: S308 - the reader escapes all that was typed


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _parts(text: str, kind: str) -> list[Token]:
    """Every inline part of that kind, whatever its address."""
    reader = _reader()
    reader.validateLink = lambda address: True
    return [child for one in reader.parse(text) for child in one.children or () if child.type == kind]


def _may_link(address: str) -> bool:
    """Pages of this portal, parts of this page, the web, letters and telephone; nothing else."""
    if address.startswith("#") or (address.startswith("/") and not address.startswith("//")):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    named = parts.netloc if parts.scheme in ("http", "https") else parts.path
    return parts.scheme in SCHEMES and bool(named)


def _filled(text: str, language: str) -> str:
    """With the mall's own words in place of their fields; these are text, whatever signs they hold."""
    mall = settings.MALL
    with_phone, without = DESK[language]
    words = {
        "mal": mall["name"],
        "mal_singkat": mall["short_name"],
        "pemerintah": mall["government"],
        "kota": mall["city"],
        "alamat": mall["address"],
        "kontak": with_phone.format(phone=mall["phone"]) if mall["phone"] else without,
    }

    def word(found):
        name = found.group(1)
        return PUNCTUATION.sub(r"\\\1", " ".join(words[name].split())) if name in words else found.group()

    return FIELD.sub(word, text)


def _step_down(tokens: list[Token]) -> None:
    """The page's title is the h1: the highest heading of the text becomes h2, and none skips a step."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    before, tags = 1, []
    for level in levels:
        before = min(level - min(levels) + 2, before + 1)
        tags.append(f"h{before}")
    for kind in ("heading_open", "heading_close"):
        for token, tag in zip((one for one in tokens if one.type == kind), tags, strict=True):
            token.tag = tag


def _dress(token: Token) -> None:
    """Classes in place of styles, which the pages' policy forbids; what leads outside says so."""
    if token.type == "link_open" and str(token.attrs["href"]).startswith(("http:", "https:")):
        token.attrSet("rel", "external noopener")
    if token.type in ("th_open", "td_open"):
        if token.attrs.pop("style", "") == RIGHT:
            token.attrSet("class", "right")
        if token.type == "th_open":
            token.attrSet("scope", "col")
