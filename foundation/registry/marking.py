"""Words that are Indonesian whatever the page is in: names of the catalogue, of agencies, of offices."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def indonesian(words: str) -> SafeString:
    """HTML; the words are escaped."""
    return format_html('<span lang="id">{}</span>', words)
