"""Routes of editable pages that take a POST, and what their addresses take."""

from accounts.models import Role
from pages.models import Edition
from tests import cast
from tests.pages import writing

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {"desk_page_start": (Edition, "editor", lambda scene: {"jenis": "announcement"})}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"desk_page_edit", "desk_page_act"}


def prepare(scene) -> None:
    """An announcement that the editor has not sent yet: nobody but staff knows of it."""
    scene.editor = cast.officer("Wayan", Role.CATALOGUE_EDITOR)
    scene.announcement = writing.edition("draft", by=scene.editor, now=scene.now)


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    if not route.name.startswith(("desk_page", "announcement")) or "pk" not in route.takes:
        return {}
    of_page = route.name in ("desk_page", "announcement")
    pk = scene.announcement.page_id if of_page else scene.announcement.pk
    return {"pk": pk, **({"act": "kirim"} if "act" in route.takes else {})}
