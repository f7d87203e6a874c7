"""References by string point down the ladder too: relations of models, and reverse names in templates."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

ROOMS = [
    "foundation.vault",
    "foundation.registry",
    "foundation.audit",
    "foundation.notifications",
    "foundation.documents",
    "foundation.rest",
    "accounts",
    "pages",
    "services",
    "sla",
    "applications",
    "complaints",
    "reports",
    "operations",
    "mpp_portal",
]
FLOOR = {room: floor for floor, room in enumerate(ROOMS)}
OURS = [config for config in apps.get_app_configs() if config.name in FLOOR]
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Folders of templates, by the room whose pages they are; shell and the error pages belong to mpp_portal.
ROOM_OF_FOLDER = {
    "account": "accounts",
    "accounts": "accounts",
    "services": "services",
    "applications": "applications",
    "notifications": "foundation.notifications",
    "complaints": "complaints",
    "operations": "operations",
    "pages": "pages",
    "reports": "reports",
}


def relations():
    for config in OURS:
        for model in config.get_models():
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    yield config.name, f"{model.__name__}.{field.name}", field.related_model


@pytest.mark.parametrize(("room", "name", "target"), [pytest.param(*row, id=row[1]) for row in relations()])
def test_a_relation_points_to_its_own_room_or_below(room, name, target):
    if target._meta.label == settings.AUTH_USER_MODEL:
        return
    other = apps.get_app_config(target._meta.app_label).name
    assert FLOOR[other] <= FLOOR[room], f"{room}: {name} points up to {other}"


def room_of_route() -> dict[str, str]:
    """Each url name -> the room whose view answers it."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif pattern.name:
                view = getattr(pattern.callback, "view_class", pattern.callback)
                found[pattern.name] = next((r for r in ROOMS if view.__module__.startswith(r)), "accounts")

    walk(get_resolver().url_patterns)
    return found


def links():
    for page in sorted(TEMPLATES.rglob("*.html")):
        folder = page.relative_to(TEMPLATES).parts[0]
        for name in re.findall(r"{%\s*url\s+['\"]([\w:]+)['\"]", page.read_text()):
            if folder in ROOM_OF_FOLDER:
                yield str(page.relative_to(TEMPLATES)), ROOM_OF_FOLDER[folder], name


@pytest.mark.parametrize(("page", "room", "name"), sorted(set(links())))
def test_a_link_in_a_rooms_template_points_to_its_own_room_or_below(page, room, name):
    routes = room_of_route()
    assert name in routes, f"{page} links to {name}, which no route has"
    assert FLOOR[routes[name]] <= FLOOR[room], (
        f"{page} links up to {name} of {routes[name]}; move it to shell/"
    )
