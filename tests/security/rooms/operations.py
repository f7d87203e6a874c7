"""Routes of readiness and stuck work that take a POST, and what their addresses take."""

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"notice_retry", "permit_retry"}


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    return {"pk": scene.bell.pk} if route.name in CHANGING else {}
