"""A piece that is included with `only` gets its token handed in: else every click on its form is answered 403."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
PIECES = {str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.rglob("*.html"))}
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def needs_token(name: str) -> bool:
    """Itself, or through a piece that sees what it sees."""
    text = PIECES[name]
    return "{% csrf_token %}" in text or any(
        needs_token(piece) for piece, _said in INCLUDED.findall(text) if piece in PIECES
    )


@pytest.mark.parametrize("name", sorted(name for name in PIECES if " only %}" in PIECES[name]))
def test_it_hands_the_token_to_every_form_it_includes(name):
    for piece, said in INCLUDED.findall(PIECES[name]):
        if piece in PIECES and said.split()[-1:] == ["only"] and needs_token(piece):
            assert "csrf_token=csrf_token" in said, f"{name} includes {piece}"


def test_some_pieces_hold_forms():
    assert needs_token("complaints/desk/act.html")
