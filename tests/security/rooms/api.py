"""Routes of apps and their tokens that take a POST, and what their addresses take."""

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"app_consent", "disconnect_app"}
# An id in the writing of ids; whose app it is, is tried in tests/api/test_consent.py.
APP = "0123456789abcdef0123456789abcdef"


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    return {"client": APP} if route.name == "disconnect_app" else {}
