"""What a page may not do on a screen in the hall: lead outside, open tabs, offer what somebody typed before. Pure.

Done to the finished page, so that no template has to think of it and none can forget it.
"""

import re
from html import escape, unescape
from urllib.parse import urlsplit

_LINK = re.compile(r'<a\b[^>]*\shref="([a-z]+:[^"]*|//[^"]*)"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_REMEMBERS = re.compile(r'\sautocomplete="[^"]*"')
_FORM = re.compile(r"<form\b(?![^>]*\sautocomplete=)")
_NEW_TAB = re.compile(r'\starget="_blank"')
_TAGS = re.compile(r"<[^>]+>")


def kept_inside(page: str, hosts: set[str]) -> str:
    """The page with links to other hosts (and to programs, as tel: and mailto:) as words and address."""

    def in_words(link: re.Match) -> str:
        address, words = link.groups()
        parts = urlsplit(unescape(address))
        if parts.scheme in ("", "http", "https") and parts.netloc in hosts:
            return link[0]
        shown = unescape(address) if parts.scheme in ("", "http", "https") else ""
        if not shown or shown in unescape(_TAGS.sub("", words)):
            return f"<span>{words}</span>"
        return f'<span>{words} <span class="code">{escape(shown)}</span></span>'

    page = _NEW_TAB.sub("", _LINK.sub(in_words, page))
    return _FORM.sub('<form autocomplete="off"', _REMEMBERS.sub(' autocomplete="off"', page))
