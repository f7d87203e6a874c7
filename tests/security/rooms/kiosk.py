"""Routes of the screens in the hall that take a POST; their addresses take nothing but the code of a service."""

# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"kiosk_end", "kiosk_switch"}


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    return {}
