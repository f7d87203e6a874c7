"""What the tests read out of a page: its parts, without the project's own eyes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What a browser fetches by itself, without anybody's click.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href", "embed": "src"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
# Nobody reads them, or they are written for programs.
NOT_READ = {"script", "style", "template", "pre", "code"}
SAID = ("aria-label", "title", "placeholder", "alt")


@dataclass
class Markup(HTMLParser):
    """`said`: (language, words) of every text and label; `fetched`: addresses; `elements`: (tag, attributes)."""

    html: str
    said: list = field(default_factory=list)
    fetched: list = field(default_factory=list)
    elements: list = field(default_factory=list)
    title: str = ""
    _open: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    @property
    def language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        language = values.get("lang") or self.language
        self.elements.append((tag, values))
        if tag in FETCHED and values.get(FETCHED[tag]):
            self.fetched.append(values[FETCHED[tag]])
        if tag == "link" and FETCHED_LINKS & set((values.get("rel") or "").split()):
            self.fetched.append(values["href"])
        self.said += [(language, values[name]) for name in SAID if values.get(name)]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.said.append((language, values.get("value", "")))
        if tag == "meta" and values.get("name") == "description":
            self.said.append((language, values["content"]))
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "title" and not self.title:
            self.title = data.split(" · ")[0].strip()
        elif data.strip() and not any(tag in NOT_READ for tag, _language in self._open):
            self.said.append((self.language, " ".join(data.split())))
