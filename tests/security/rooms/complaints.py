"""Routes of complaints that take a POST, and what their addresses take."""

from tests.complaints import scenes

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"complaint_case_act"}


def prepare(scene) -> None:
    """A complaint of Sari's that waits for the answer of an agency."""
    begun = scene.now
    scene.complaint = scenes.forwarded(scenes.filed(now=begun), now=begun)


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    if not route.name.startswith("complaint_case"):
        return {}
    return {"pk": scene.complaint.pk, **({"act": "jawab"} if "act" in route.takes else {})}
