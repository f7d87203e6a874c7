"""A page in Chromium, answered by Django within the test's own transaction: nothing is served, nothing is left behind.

What the page asks for besides itself (pictures, documents) is answered as the same visitor; another host is refused
and told.
"""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

from tests.face.every_page import HOST, Page, Visitor

# Swagger draws itself into this box; its marks are its makers'.
NOT_OURS = {"api-docs": "#api"}
SCREENS = {
    "360 px, light, Indonesian": ("id", 360, "light"),
    "1280 px, dark, English": ("en", 1280, "dark"),
}
OF_A_PAGE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return {
    h1: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    lang: document.documentElement.lang,
    overflow: wide > 0 ? wide : 0,
    twice: [...new Set(ids.filter((one, place) => ids.indexOf(one) !== place))],
  };
}"""
# Within a date field the browser's own parts take the focus one by one and draw their own ring.
OF_THE_FOCUS = """() => {
  const one = document.activeElement, now = getComputedStyle(one);
  if (one.matches('input[type=date]:not(:focus-visible)')) return '';
  const drawn = now.outlineStyle !== 'none' && parseFloat(now.outlineWidth) > 0;
  const named = `${one.tagName.toLowerCase()} ${(one.name || one.innerText || '').trim().slice(0, 40)}`;
  return one === document.body || drawn || now.boxShadow !== 'none' ? '' : named;
}"""
FOR_PAPER = ".slip, .leaflet, [data-print]"
SAMPLE = "main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary"


class Window:
    """One browser window at one width and colour scheme."""

    def __init__(self, browser, language: str, width: int, scheme: str):
        self.language, self.scheme = language, scheme
        self.context = browser.new_context(
            base_url=f"http://{HOST}",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="id-ID" if language == "id" else "en-GB",
        )
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: said.type == "error" and self.told.append(said.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.told: list[str] = []
        self.drawn = self.visitor = self.address = None

    def close(self) -> None:
        self.context.close()

    def look(self, page: Page, stage) -> list[str]:
        """What is wrong with a page, from asking for it to its last control."""
        answer = self.open(page, stage)
        if answer.status_code != page.status or answer.has_header("Location"):
            return [f"answered {answer.status_code} {answer.get('Location', '')}"]
        self.page.goto(self.address)
        # A page that answers 400 or worse is said by the browser itself; that is no fault of its scripts.
        self.told[:] = [line for line in self.told if f"status of {page.status} " not in line]
        return self.faults(page)

    def open(self, page: Page, stage):
        """Draw the page as its visitor gets it; the answer."""
        self.visitor = Visitor(stage, page.actor, self.language)
        self.drawn = page.ask(self.visitor, stage)
        asked = self.drawn.wsgi_request if hasattr(self.drawn, "wsgi_request") else None
        self.address = asked.get_full_path() if asked else "/"
        self.told.clear()
        return self.drawn

    def _answer(self, route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname != HOST:
            self.told.append(f"asks another host: {route.request.url}")
            route.abort()
        elif address.path.startswith("/static/"):
            found = finders.find(address.path.removeprefix("/static/"))
            route.fulfill(path=found) if found else route.fulfill(status=404)
        elif route.request.is_navigation_request() and route.request.frame == self.page.main_frame:
            self._fulfil(route, self.drawn)
        else:
            # What an answer leads on to would be asked of a real server.
            self._fulfil(route, self.visitor.client.get(f"{address.path}?{address.query}", follow=True))

    def _fulfil(self, route, response) -> None:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        route.fulfill(status=response.status_code, headers=headers, body=body)

    # --- What is looked for -----------------------------------------------------------------------

    def faults(self, page: Page) -> list[str]:
        """Everything that is wrong with the page that is open."""
        seen = self.page.evaluate(OF_A_PAGE)
        found = list(self.told)
        if seen["h1"] != 1 and page.name not in NOT_OURS:
            found.append(f"{seen['h1']} <h1>")
        if not seen["title"]:
            found.append("no title")
        if seen["lang"] != self.language and page.name not in NOT_OURS:
            found.append(f"lang {seen['lang']!r}")
        if seen["overflow"]:
            found.append(f"{seen['overflow']} px wider than the window")
        if seen["twice"] and page.name not in NOT_OURS:
            found.append(f"ids twice: {seen['twice']}")
        return found + self._axe(page) + self._printed(page) + self._without_focus(page)

    def _axe(self, page: Page, more: str = "") -> list[str]:
        box = NOT_OURS.get(page.name)
        context = {"exclude": [[box]]} if box else None
        answer = Axe().run(self.page, context=context).response
        return [
            f"axe{more}: {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
            for one in answer["violations"]
        ]

    def _printed(self, page: Page) -> list[str]:
        """A page made for paper is looked at as paper too."""
        if not self.page.locator(FOR_PAPER).count():
            return []
        # Browsers print in light colours whatever the screen shows.
        self.page.emulate_media(media="print", color_scheme="light")
        found = self._axe(page, " on paper")
        self.page.emulate_media(media="screen", color_scheme=self.scheme)
        return found

    def _without_focus(self, page: Page) -> list[str]:
        """Of what the keyboard can reach: the first stops of the page, and a sample of its middle."""
        found = []
        for _stop in range(3):
            self.page.keyboard.press("Tab")
            found.append(self.page.evaluate(OF_THE_FOCUS))
        if page.name not in NOT_OURS:
            for one in self.page.locator(SAMPLE).all()[:12:3]:
                if one.is_visible() and one.is_enabled():
                    one.focus()
                    found.append(self.page.evaluate(OF_THE_FOCUS))
        return [f"focus not to be seen: {one}" for one in found if one]
