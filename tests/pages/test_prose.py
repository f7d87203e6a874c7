"""What an editor types, as the page carries it."""

import re
from html.parser import HTMLParser
from time import monotonic

import pytest
from django.core.exceptions import ValidationError

from pages import prose
from pages.validators import MAX_BODY, check_body, check_title

HOSTILE = [
    "<script>joko()</script>",
    "<img src=x onerror=joko()>",
    "<xss onload=joko()>",
    "[x](javascript:joko())",
    "[x](JaVaScRiPt:joko())",
    "[x](java\tscript:joko())",
    "[x](javascript&colon;joko())",
    "[x](&#106;avascript:joko())",
    "<javascript:joko()>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:joko())",
    "[x](file:///etc/passwd)",
    "[x](//joko.example/)",
    "[x](/\\joko.example/)",
    "[x]: javascript:joko()\n\n[x]",
    "![x](javascript:joko())",
    "![x](https://joko.example/x.png)",
    '[x](https://contoh.id "\'><script>joko()</script>")',
    '[x](https://contoh.id/"onmouseover="joko())',
    "`<script>joko()</script>`",
    '```joko"><script>joko()</script>\n<script>joko()</script>\n```',
    "| a |\n| --- |\n| <script>joko()</script> |",
    "# <script>joko()</script>",
    "&lt;script&gt;joko()&lt;/script&gt;",
    "%(mal)s<script>joko()</script>%(joko)s",
    "{{ 7|add:42 }}{% joko %}",
]
TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "a", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "hr", "br",
    "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "rel", "class", "scope", "start"}


class Seen(HTMLParser):
    """A second reader: every tag and attribute a browser would meet."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_or_leads_astray_reaches_the_page(text):
    for where in (text, f"- {text}", f"> {text}", f"**{text}**"):
        seen = Seen(prose.render(where, "id"))
        assert seen.tags <= TAGS
        assert seen.attributes <= ATTRIBUTES
        assert all(
            re.match(r"https://(contoh\.id|joko\.example/x\.png)|/%5Cjoko", link) for link in seen.links
        ), seen.links


@pytest.mark.parametrize(
    "text",
    [
        one
        for one in HOSTILE
        if "](javascript:" in one or "data:" in one or "](//" in one or one.startswith("!")
    ],
)
def test_a_refused_link_or_picture_is_said_when_it_is_saved(text):
    with pytest.raises(ValidationError) as refused:
        check_body(text)
    assert all(sentence.endswith(".") for sentence in refused.value.messages)


def test_links_to_pages_the_web_letters_and_telephone_are_carried():
    text = "[a](/layanan/) [b](https://contoh.id/) [c](mailto:sari@contoh.id) [d](tel:+62335123) [e](#isi)"
    check_body(text)
    html = prose.render(text, "id")
    assert len(Seen(html).links) == 5
    assert html.count('rel="external noopener"') == 1


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# A\n\n## B\n\n# C", ["h2", "h3", "h2"]),
        ("### A\n\n##### B", ["h2", "h3"]),
        ("## A\n\n###### B\n\n### C", ["h2", "h3", "h3"]),
        ("A\n===\n\nB\n---", ["h2", "h3"]),
    ],
)
def test_headings_begin_at_h2_and_skip_no_step(text, tags):
    assert re.findall(r"<(h\d)>", prose.render(text, "id")) == tags


def test_a_table_has_heads_and_no_inline_style():
    html = prose.render("| A | B |\n| --- | ---: |\n| satu | 2 |", "id")
    assert 'scope="col"' in html and 'class="right"' in html and "style" not in html
    assert html.startswith('<div class="table-box">') and html.strip().endswith("</table></div>")


def test_the_malls_words_are_filled_in_as_text(settings):
    settings.MALL = {**settings.MALL, "name": "MPP *Mawar* <b> [x](javascript:joko())", "phone": ""}
    html = prose.render("Datang ke %(mal)s. Tanyakan di %(kontak)s. Potongan 100%.", "id")
    assert "MPP *Mawar* &lt;b&gt; [x](javascript:joko())" in html and "<a" not in html
    assert "loket informasi di gedung ini" in html and "100%" in html
    settings.MALL = {**settings.MALL, "phone": "(0335) 421 234"}
    assert "telepon (0335) 421 234" in prose.render("%(kontak)s", "id")
    assert "phone (0335) 421 234" in prose.render("%(kontak)s", "en")


def test_an_unknown_field_is_said_and_names_those_that_are_known():
    with pytest.raises(ValidationError, match=r"%\(SECRET_KEY\)s tidak dikenal.*%\(kontak\)s"):
        check_body("%(SECRET_KEY)s")
    assert "%(SECRET_KEY)s" in prose.render("%(SECRET_KEY)s", "id")


@pytest.mark.parametrize("text", ["x" * 100_000, "x" * (MAX_BODY + 1), "a\x00b"])
def test_what_is_too_long_or_cannot_be_stored_is_refused(text):
    with pytest.raises(ValidationError):
        check_body(text)
    with pytest.raises(ValidationError):
        check_title(text)


@pytest.mark.parametrize(
    "text", ["[" * MAX_BODY, "> " * (MAX_BODY // 2), "*a" * (MAX_BODY // 2), "- " * (MAX_BODY // 2)]
)
def test_a_text_made_to_keep_the_reader_busy_is_read_in_a_moment(text):
    begun = monotonic()
    prose.render(text, "id")
    assert monotonic() - begun < 5
