"""The same page in each language, for the link in the header and for search engines."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation


class Choice(NamedTuple):
    """`link`: keeps what was asked in the address; the first page where this one has no other language.
    `address`: absolute and without it, for search engines; "" where there is none.
    """

    code: str
    name: str
    is_read: bool
    link: str
    address: str


def choices(request) -> list[Choice]:
    """Costs no query; asked only when a shell shows it."""
    read = translation.get_language()
    return [_choice(request, code, name, code == read) for code, name in settings.LANGUAGES]


def _choice(request, code: str, name: str, is_read: bool) -> Choice:
    path = request.path if is_read else translate_url(request.path, code)
    if request.resolver_match is None or (path == request.path and not is_read):
        with translation.override(code):
            return Choice(code, name, is_read, reverse("home"), "")
    asked = request.META.get("QUERY_STRING", "")
    link = f"{path}?{asked}" if asked else path
    return Choice(code, name, is_read, link, request.build_absolute_uri(path))
