"""Texts of the portal in templates: a body as HTML, the announcements in force."""

from django import template

from pages import news, prose
from pages.models import Edition, Reading

register = template.Library()


@register.filter
def as_prose(reading: Reading):
    return prose.render(reading.body, reading.language)


@register.filter
def read_in(edition: Edition, language: str) -> Reading:
    return edition.reading(language)


@register.simple_tag
def announced_above() -> list[Edition]:
    return news.above()


@register.simple_tag
def announced_below() -> list[Edition]:
    return news.below()
